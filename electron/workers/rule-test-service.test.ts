import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alertCases, alertCaseSteps } from '../../shared/documents/alert-tests/case-list.ts';
import { alertTestFile } from '../../shared/documents/alert-tests/test-file.ts';
import { queryBook } from '../../shared/documents/alerts/query-book.ts';
import { ruleFile } from '../../shared/documents/alerts/rule-file.ts';
import { ruleSetOf } from '../../shared/documents/alerts/rule-set.ts';
import { parseModelText } from '../../shared/model/parse-model.ts';
import { POLICY_DEFAULTS } from '../../shared/model/policy.ts';
import { sidesOf } from '../../shared/timeline/sides.ts';
import { withSolver } from '../solver/lazy-solver.ts';
import type { CallContext } from './rpc.ts';
import { createRuleTestService } from './rule-test-service.ts';
import type { Inputs } from './search-service.ts';

const golden = join(import.meta.dirname, '../../shared/timeline/golden/model.json');
const parsed = parseModelText(readFileSync(golden, 'utf8'));
if (!parsed.ok) throw new Error('the golden model is broken');
const model = parsed.value;
const sides = sidesOf(model, POLICY_DEFAULTS, null, null);
if (!sides.ok) throw new Error('the golden model has no sides');
const source = { side: sides.value.baseline, book: queryBook([]) };
const rules = ruleSetOf(source);
const file = ruleFile(source, rules, { runbookBase: '' });
const scenario = { schema: 'headroom.scenario/v1' as const, name: 'n', seed: 1, policy: {}, events: [] };
const inputs: Inputs = () =>
  Promise.resolve({
    base: { revision: 7, inputs: 7, model, policy: POLICY_DEFAULTS, history: null },
    scenario,
  });
/** Every look at it is a second later, so that a breath is taken after each step. */
const slowClock = () => {
  let now = 0;
  return () => (now += 1000);
};
const wanted = { revision: 7, rules, book: source.book, file, ruleFileName: 'r.yml' };
const make = (asked: typeof wanted, context: CallContext): Promise<string> =>
  withSolver(() => createRuleTestService(inputs, slowClock()).ruleTests(asked, context));

describe('unit tests of the alert rules in their worker', () => {
  it('are the text the engine makes in one go, with progress after every scope', async () => {
    const told: unknown[] = [];
    const { signal } = new AbortController();
    const text = await make(wanted, {
      signal,
      progress: (state) => told.push(state),
      isCancelled: () => false,
    });
    expect(text).toBe(alertTestFile(alertCases(source, rules), source.book, file, 'r.yml'));
    const total = alertCaseSteps(source);
    expect(total).toBeGreaterThan(3);
    expect(told).toHaveLength(total);
    expect(told[0]).toMatchObject({ done: 1, total, unit: 'steps' });
    expect(told.at(-1)).toMatchObject({ done: total, total });
  });

  it('stop at the next scope when cancelled', async () => {
    const controller = new AbortController();
    const told: unknown[] = [];
    const work = make(wanted, {
      signal: controller.signal,
      isCancelled: () => false,
      progress: (state) => {
        told.push(state);
        controller.abort();
      },
    });
    await expect(work).rejects.toMatchObject({ code: 'cancelled' });
    expect(told).toHaveLength(1);
  });

  it('are refused for rules of another revision: they would test what is not in the file', async () => {
    const { signal } = new AbortController();
    const work = make(
      { ...wanted, revision: 6 },
      { signal, progress: () => undefined, isCancelled: () => false },
    );
    await expect(work).rejects.toMatchObject({ code: 'stale' });
  });
});
