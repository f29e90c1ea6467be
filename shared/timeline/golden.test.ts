import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EVENT_DEFINITIONS } from '../events/event-registry.ts';
import { parseScenario } from '../events/parse-scenario.ts';
import { parseModelText } from '../model/parse-model.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { resultToJson } from './result-json.ts';
import { simulate } from './simulate.ts';

/** A golden scenario: `arithmetic` is the review, `outcomes` and `numbers` what it comes to, `verdictChanges` all of them. */
interface Golden {
  readonly about: string;
  readonly arithmetic: readonly string[];
  readonly scenario: { readonly events: readonly { readonly type: string }[] };
  readonly outcomes: readonly unknown[];
  readonly verdictChanges: Readonly<Record<string, string>>;
  readonly numbers?: Readonly<
    Record<string, Readonly<Record<string, readonly [number | null, number | null]>>>
  >;
}

const folder = join(import.meta.dirname, 'golden');
const model = parseModelText(readFileSync(join(folder, 'model.json'), 'utf8'));
const names = readdirSync(folder).filter((name) => name !== 'model.json');
const goldens = names.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Golden);

/** Numbers within rounding, everything else the same; objects may have more than is asked for, lists may not. */
function matches(got: unknown, want: unknown, path: string): void {
  if (typeof want === 'number') {
    expect(got, path).toBeTypeOf('number');
    expect(Math.abs(Number(got) - want), `${path}: ${String(got)} instead of ${want}`).toBeLessThanOrEqual(
      1e-9 * Math.max(1, Math.abs(want)),
    );
  } else if (Array.isArray(want)) {
    expect(Array.isArray(got) ? got.length : got, `${path}.length`).toBe(want.length);
    want.forEach((entry, index) =>
      matches(Array.isArray(got) ? got[index] : undefined, entry, `${path}[${index}]`),
    );
  } else if (typeof want === 'object' && want !== null) {
    const object = (got ?? {}) as Record<string, unknown>;
    for (const [key, value] of Object.entries(want)) matches(object[key], value, `${path}.${key}`);
  } else {
    expect(got, path).toBe(want);
  }
}

describe('golden scenarios', () => {
  if (!model.ok) throw new Error(JSON.stringify(model.problems));
  for (const golden of goldens) {
    it(`golden: ${golden.about}`, () => {
      const scenario = parseScenario(golden.scenario, model.value);
      if (!scenario.ok) throw new Error(JSON.stringify(scenario.problems));
      const result = simulate(model.value, POLICY_DEFAULTS, scenario.value);
      if (!result.ok) throw new Error(JSON.stringify(result.problems));
      const { before, after, events } = result.value;
      golden.outcomes.forEach((outcome, index) =>
        matches(events[index]?.outcome, outcome, `events[${index}].outcome`),
      );
      expect(events).toHaveLength(golden.outcomes.length);

      const then = new Map(before.constraints.map((constraint) => [constraint.id, constraint]));
      const now = new Map(after.constraints.map((constraint) => [constraint.id, constraint]));
      const changed = [...now].flatMap(([id, { verdict }]) => {
        const old = then.get(id)?.verdict;
        return old === undefined || old === verdict ? [] : [[id, `${old} → ${verdict}`]];
      });
      expect(Object.fromEntries(changed), JSON.stringify(changed)).toEqual(golden.verdictChanges);
      for (const [id, numbers] of Object.entries(golden.numbers ?? {})) {
        for (const [key, [old, fresh]] of Object.entries(numbers)) {
          matches(then.get(id)?.[key as 'demand'], old, `before ${id} ${key}`);
          matches(now.get(id)?.[key as 'demand'], fresh, `after ${id} ${key}`);
        }
      }
      // The whole result is plain data: what the command line prints, read back, is what it was.
      const json = resultToJson(result.value);
      expect(JSON.parse(JSON.stringify(json))).toEqual(json);
    });
  }

  it('has one for every event type', () => {
    const covered = new Set(goldens.flatMap((golden) => golden.scenario.events.map((event) => event.type)));
    expect(EVENT_DEFINITIONS.map(({ type }) => type).filter((type) => !covered.has(type))).toEqual([]);
  });

  it('are reviewed by hand: each says its arithmetic', () => {
    for (const golden of goldens) expect(golden.arithmetic.join('').length, golden.about).toBeGreaterThan(5);
  });
});
