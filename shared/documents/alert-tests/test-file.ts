import { Document } from 'yaml';
import { quoted } from '../alerts/promql.ts';
import type { QueryBook } from '../alerts/query-book.ts';
import type { RuleFile } from '../alerts/rule-file.ts';
import { EVALUATION_SECONDS, type AlertCase, type Check } from './alert-case.ts';
import { inputSeries } from './raw-series.ts';

function durationText(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}

function expectation({ mode }: AlertCase, { atSeconds, firing }: Check): Readonly<Record<string, unknown>> {
  const of = mode === null ? '' : `,mode=${quoted(mode)}`;
  return {
    expr: `count by (alertname, scope) (ALERTS{alertstate="firing"${of}})`,
    eval_time: durationText(atSeconds),
    exp_samples: firing.map(({ alert, scope, count }) => ({
      labels: `{alertname=${quoted(alert)}, scope=${quoted(scope)}}`,
      value: count,
    })),
  };
}

/** `host-loss cluster:euw-a: euw-a-01 lost` */
const caseName = ({ mode, scope, title }: AlertCase): string =>
  mode === null ? `healthy: ${title}` : `${mode} ${scope ?? ''}: ${title}`;

/**
 * A file of unit tests for `promtool test rules`. Each case feeds raw series of exporters, as the engine simulates the
 * failure, and says which alerts of its mode fire and which do not; the healthy ones say that none does.
 * @param ruleFileName the rule file as seen from the test file.
 */
export function alertTestFile(
  cases: readonly AlertCase[],
  book: QueryBook,
  rules: Pick<RuleFile, 'groups' | 'fingerprint'>,
  ruleFileName: string,
): string {
  const document = new Document({
    rule_files: [ruleFileName],
    evaluation_interval: durationText(EVALUATION_SECONDS),
    group_eval_order: rules.groups,
    tests: cases.map((one) => ({
      name: caseName(one),
      interval: durationText(one.intervalSeconds),
      input_series: inputSeries(one.series, book, one.intervalSeconds),
      promql_expr_test: one.checks.map((check) => expectation(one, check)),
    })),
  });
  document.commentBefore = [
    ' Unit tests of the alert rules of Headroom, for: promtool test rules THIS_FILE',
    ` Rules with fingerprint ${rules.fingerprint}. Series are those of the failure modes as Headroom simulates them.`,
  ].join('\n');
  return document.toString({ lineWidth: 0 });
}
