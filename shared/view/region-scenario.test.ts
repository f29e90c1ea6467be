import { describe, expect, it } from 'vitest';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { simulate } from '../timeline/simulate.ts';
import { modelWith, scenarioWith } from '../timeline/two-clusters.fixture.ts';
import { regionScenario } from './region-scenario.ts';
import { regionOfScope } from './scope-index.ts';
import { sentenceText } from './sentence.ts';

const host = (id: string) => ({
  id,
  cluster: 'far',
  memoryBytes: 110,
  systemReservedMemoryBytes: 10,
  cpuCores: 10,
  used: { memoryBytes: 30, cpuCores: 2 },
});
const plain = modelWith();
const model = modelWith({
  regions: [{ id: 'r' }, { id: 'q' }],
  clusters: [...plain.clusters, { id: 'far', region: 'q' }],
  hosts: [
    ...['a1', 'a2', 'a3', 'b1', 'b2'].map((id) => ({ ...host(id), cluster: id.charAt(0) })),
    host('f1'),
    host('f2'),
  ],
});
const clusters = new Map(model.hosts.map(({ id, cluster }) => [id, cluster]));

function saidOf(event: object, region: string): string {
  const result = simulate(model, POLICY_DEFAULTS, scenarioWith(model, [event]), null);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const { sentence, detail } = regionScenario(result.value, region, {
    regionOf: regionOfScope(model),
    clusterOf: (id) => clusters.get(id) ?? null,
  });
  return [sentence, detail].map(sentenceText).join(' ').trim();
}

describe('what a scenario does to a region', () => {
  const customer = {
    type: 'onboardCustomer',
    customer: 'new',
    region: 'r',
    fleet: [{ flavor: 'f', count: 2 }],
  };

  it('gives the verdict on a customer where they come to, and nowhere else', () => {
    expect(saidOf(customer, 'r')).toContain('Accept.');
    expect(saidOf(customer, 'q')).toBe('Nothing changes here.');
    const { region: _region, ...homeless } = { ...customer, cluster: 'far' };
    expect(saidOf(homeless, 'q')).toMatch(/Accept|Decline|Not as things are/);
    expect(saidOf(homeless, 'r')).toBe('Nothing changes here.');
  });

  it('tells a region nothing of it reaches so, for losses, too', () => {
    const loss = { type: 'hostLoss', hosts: ['a1'] };
    expect(saidOf(loss, 'r')).not.toBe('Nothing changes here.');
    expect(saidOf(loss, 'q')).toBe('Nothing changes here.');
  });
});
