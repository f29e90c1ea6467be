import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../events/parse-scenario.ts';
import { recompute } from '../explain/recompute.ts';
import { parseModelText } from '../model/parse-model.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { simulate } from './simulate.ts';

const folder = join(import.meta.dirname, 'golden');
const model = parseModelText(readFileSync(join(folder, 'model.json'), 'utf8'));
const names = readdirSync(folder).filter((name) => name !== 'model.json');

/**
 * Numbers of outcomes that are no derivation: counts of things listed beside them, fields of the event or the model as they
 * stand, figures that carry their own proof, dates that open from the forecast, and the number of a step.
 */
const PLAIN =
  /^(displaced|placed|requested|hosts|remaining\w*|howManyFit|periodSeconds|downSeconds|detectionSeconds|promotionSeconds|recovery\.detectionSeconds|unplaced\b.*|certificate\b.*|steps\[\d+\]\.step|actions\b.*|movedCrossings\b.*|exitRequestsPerSecond|failedAttemptCostRatio|regionCrossings\b.*)$/;
/** Events that only change what the model says: their outcome repeats it. */
const REPEATS = new Set([
  'addEdgeNodes',
  'addStorage',
  'resizePostgres',
  'growthMultiplier',
  'snapshotGrowth',
]);

function numbersIn(value: unknown, path: string, into: Map<string, number>): void {
  if (typeof value === 'number') into.set(path, value);
  else if (typeof value === 'object' && value !== null)
    for (const [key, part] of Object.entries(value))
      numbersIn(part, Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`, into);
}

function at(outcome: unknown, field: string): unknown {
  return field
    .split(/[.[\]]+/)
    .filter((step) => step !== '')
    .reduce<unknown>((value, step) => (value as Record<string, unknown> | null | undefined)?.[step], outcome);
}

describe('figures of outcomes', () => {
  if (!model.ok) throw new Error('the golden model is refused');
  for (const rules of ['even', 'by-capacity'] as const) {
    it.each(names)(
      `%s (${rules}): every figure recomputes and is the outcome’s, and none is missing`,
      (name) => {
        const document = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { scenario: object };
        const scenario = parseScenario(document.scenario, model.value);
        if (!scenario.ok) throw new Error('refused');
        const result = simulate(model.value, { ...POLICY_DEFAULTS, edgeRebalance: rules }, scenario.value);
        if (!result.ok) throw new Error('refused');
        for (const { event, outcome, figures } of result.value.events) {
          for (const { field, node } of figures) {
            expect(recompute(node), field).toEqual([]);
            expect(node.value, `${event.type} ${field}`).toBe(at(outcome, field));
          }
          if (REPEATS.has(event.type)) continue;
          const numbers = new Map<string, number>();
          numbersIn(outcome, '', numbers);
          const explained = new Set(figures.map(({ field }) => field));
          const missing = [...numbers.keys()].filter((field) => !explained.has(field) && !PLAIN.test(field));
          expect(missing, event.type).toEqual([]);
        }
      },
    );
  }
});
