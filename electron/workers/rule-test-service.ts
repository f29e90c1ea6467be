import type { RuleSource } from '../../shared/documents/alerts/rule-context.ts';
import { sidesOf } from '../../shared/timeline/sides.ts';
import { badInput, Refusal } from '../refusal.ts';
import type { RuleTestOrder } from '../workspace/failure-answers.ts';
import type { CallContext } from './rpc.ts';
import { progressOf } from './progress-of.ts';
import type { Inputs } from './search-service.ts';
import { stepped } from './stepped.ts';

export interface RuleTestRequest extends RuleTestOrder {
  /** The rule file as seen from the file of tests. */
  readonly ruleFileName: string;
}

/** Unit tests of the alert rules: every failure simulated at everything it can happen to, away from the database. */
export function createRuleTestService(inputs: Inputs, clock: () => number) {
  return {
    /**
     * The text of the file for `promtool test rules`.
     * @throws Refusal `cancelled`; `stale` where the workspace has changed since the rules were made.
     */
    async ruleTests(
      { revision, rules, book, file, ruleFileName }: RuleTestRequest,
      { signal, progress }: CallContext,
    ): Promise<string> {
      const { base } = await inputs({ kind: 'baseline' });
      if (base.revision !== revision)
        throw new Refusal('stale', 'The workspace changed while its rules were exported; export them again.');
      const sides = sidesOf(base.model, base.policy, null, base.history);
      if (!sides.ok) throw badInput(sides.problems);
      const source: RuleSource = { side: sides.value.baseline, book };
      const { alertCaseSearch, alertCaseSteps } =
        await import('../../shared/documents/alert-tests/case-list.ts');
      const { alertTestFile } = await import('../../shared/documents/alert-tests/test-file.ts');
      const started = clock();
      const total = alertCaseSteps(source);
      const cases = await stepped(alertCaseSearch(source, rules), signal, clock, (done) =>
        progress(progressOf('steps', done, total, (clock() - started) / 1000)),
      );
      return alertTestFile(cases, book, file, ruleFileName);
    },
  };
}
