import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policyArbitrary } from './model.arbitrary.ts';
import { parsePolicy, parsePolicyOverrides, serializePolicy } from './parse-policy.ts';
import { POLICY_DEFAULTS } from './policy.ts';

function paths(document: unknown): (string | undefined)[] {
  const parsed = parsePolicy(document);
  if (parsed.ok) throw new Error('accepted');
  return parsed.problems.map((problem) => problem.path);
}

describe('parsePolicy', () => {
  it('lays a partial document over the defaults, or over the base it is given', () => {
    expect(parsePolicy({})).toEqual({ ok: true, value: POLICY_DEFAULTS });
    const base = { ...POLICY_DEFAULTS, cpuOvercommit: 2, triggerHorizonDays: 14 };
    expect(parsePolicy({ schema: 'headroom.policy/v1', cpuOvercommit: 6 }, base)).toEqual({
      ok: true,
      value: { ...base, cpuOvercommit: 6 },
    });
  });

  it.each<[string, unknown, string]>([
    ['an unknown key', { cpuOverCommit: 3 }, 'cpuOverCommit'],
    ['text for a number', { cpuOvercommit: '4' }, 'cpuOvercommit'],
    ['a ratio above 1', { memoryHeadroomMinRatio: 20 }, 'memoryHeadroomMinRatio'],
    ['a fraction of a host', { hostLossesPerCluster: 1.5 }, 'hostLossesPerCluster'],
    ['an overcommit of 0', { cpuOvercommit: 0 }, 'cpuOvercommit'],
    ['certainty as interval level', { intervalLevel: 1 }, 'intervalLevel'],
    ['a window too short to fit', { forecastWindowDays: 6 }, 'forecastWindowDays'],
    ['an unknown scheduler', { scheduler: 'random' }, 'scheduler'],
    ['peak hours that are none', { peakHours: '9-13' }, 'peakHours'],
    ['empty peak hours', { peakHours: '09-09' }, 'peakHours'],
    ['null where there is a default', { cpuOvercommit: null }, 'cpuOvercommit'],
    ['another schema', { schema: 'headroom.policy/v2' }, 'schema'],
  ])('refuses %s and names its path', (_, document, path) => {
    expect(paths(document)).toEqual([path]);
  });

  it('accepts hours over midnight and null where the policy knows it', () => {
    const parsed = parsePolicy({ peakHours: '22-02', hostFailuresPerYear: null, iopsHeadroomMinRatio: 0.1 });
    expect(parsed.ok && parsed.value).toMatchObject({
      peakHours: '22-02',
      hostFailuresPerYear: null,
      iopsHeadroomMinRatio: 0.1,
    });
  });

  it('reads back what serializePolicy writes', () => {
    fc.assert(
      fc.property(policyArbitrary(), (policy) => {
        expect(parsePolicy(serializePolicy(policy))).toEqual({ ok: true, value: policy });
      }),
    );
  });
});

describe('parsePolicyOverrides', () => {
  it('gives only what the document gives', () => {
    expect(parsePolicyOverrides({ spread: 'off' })).toEqual({ ok: true, value: { spread: 'off' } });
  });

  it('puts the place of the overrides before every path', () => {
    const parsed = parsePolicyOverrides({ spread: 'on' }, 'policy');
    expect(parsed.ok ? '' : parsed.problems[0]?.path).toBe('policy.spread');
  });
});
