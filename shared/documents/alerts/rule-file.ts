import { Document, isMap, isScalar, type Pair, type YAMLMap } from 'yaml';
import type { Domain } from '../../assess/constraint.ts';
import { dayName } from '../../history/calendar.ts';
import { FAILURE_MODES, type FailureModeId } from '../failure-modes/failure-mode.ts';
import { fingerprint } from './fingerprint.ts';
import type { AlertRule, RecordingRule } from './rule.ts';
import type { RuleSource } from './rule-context.ts';
import type { RuleSet } from './rule-set.ts';

export interface RuleFileOptions {
  /** Put before `MODE.md` in `runbook_url`: `https://wiki.example/headroom/`, or a folder. */
  readonly runbookBase: string;
}

export interface RuleFile {
  readonly text: string;
  /** Differs when any rule does. */
  readonly fingerprint: string;
  /** Names in order of evaluation. */
  readonly groups: readonly string[];
  readonly alertCount: number;
  readonly recordingCount: number;
}

const METRICS_GROUP = 'headroom-metrics';
const DOMAIN_LABELS: Readonly<Record<Domain, string>> = {
  compute: 'compute',
  edge: 'edge',
  controlPlane: 'control-plane',
  storage: 'storage',
  overlay: 'overlay',
};

const domainOf = (mode: FailureModeId): string =>
  DOMAIN_LABELS[FAILURE_MODES.find(({ id }) => id === mode)?.domain ?? 'compute'];

/** `runbooks/` + `host-loss` → `runbooks/host-loss.md`. */
function runbookUrl({ runbookBase }: RuleFileOptions, mode: FailureModeId): string {
  const base = runbookBase === '' || runbookBase.endsWith('/') ? runbookBase : `${runbookBase}/`;
  return `${base}${mode}.md`;
}

interface Commented {
  readonly comment: readonly string[];
  readonly body: Readonly<Record<string, unknown>>;
}

function recordingBody({ record, expr, labels, comment }: RecordingRule): Commented {
  return {
    comment: comment === null ? [] : [comment],
    body: { record, expr, ...(Object.keys(labels).length === 0 ? {} : { labels }) },
  };
}

/** Labels of an alert as a test sees them, besides those its expression leaves. */
function alertLabels(rule: AlertRule): Readonly<Record<string, string>> {
  return {
    severity: rule.severity,
    domain: domainOf(rule.mode),
    mode: rule.mode,
    scope: rule.scope,
    ...rule.labels,
  };
}

function alertBody(rule: AlertRule, options: RuleFileOptions): Commented {
  return {
    comment: rule.numbers,
    body: {
      alert: rule.alert,
      expr: rule.expr,
      for: rule.for,
      labels: alertLabels(rule),
      annotations: {
        summary: rule.summary,
        description: rule.description,
        runbook_url: runbookUrl(options, rule.mode),
      },
    },
  };
}

interface Group {
  readonly name: string;
  readonly rules: readonly Commented[];
}

function groupsOf(rules: RuleSet, options: RuleFileOptions): readonly Group[] {
  const modes = FAILURE_MODES.map(({ id }): Group => ({
    name: `headroom-${id}`,
    rules: [
      ...(rules.derived.get(id) ?? []).map(recordingBody),
      ...(rules.alerts.get(id) ?? []).map((rule) => alertBody(rule, options)),
    ],
  }));
  return [{ name: METRICS_GROUP, rules: rules.metrics.map(recordingBody) }, ...modes].filter(
    (group) => group.rules.length > 0,
  );
}

/** Long expressions stand as a block; a comment stands above each rule. */
function yamlText(groups: readonly Group[], header: readonly string[]): string {
  const document = new Document(
    { groups: groups.map(({ name, rules }) => ({ name, rules: rules.map(({ body }) => body) })) },
    { aliasDuplicateObjects: false },
  );
  document.commentBefore = header.map((line) => ` ${line}`).join('\n');
  groups.forEach((group, g) => {
    group.rules.forEach(({ comment }, r) => {
      const rule = document.getIn(['groups', g, 'rules', r]);
      if (!isMap(rule)) return;
      if (comment.length > 0) rule.commentBefore = comment.map((line) => ` ${line}`).join('\n');
      const expr = rule.items.find(isExpr);
      if (expr !== undefined && isScalar(expr.value) && String(expr.value.value).includes('\n'))
        expr.value.type = 'BLOCK_LITERAL';
    });
  });
  return document.toString({ lineWidth: 0 });
}

const isExpr = (pair: YAMLMap['items'][number]): pair is Pair =>
  isScalar(pair.key) && pair.key.value === 'expr';

function headerOf({ side }: RuleSource, rules: RuleSet, print: string): readonly string[] {
  const { asOfDay } = side.days;
  const gaps = rules.gaps.map(
    ({ mode, scope, reason }) => `  ${[mode, scope].filter((part) => part !== null).join(' ')}: ${reason}`,
  );
  return [
    'Alert rules of Headroom, one or more for each failure mode and trigger.',
    `Data: inventory of ${dayName(asOfDay)}, policy and fits of that day; fingerprint ${print}.`,
    'Limits are numbers: export again when hosts, edge nodes, Postgres nodes, pools, orders or the policy change,',
    'and after each review of the forecast. A rule file with another fingerprint is another version.',
    'Projections read a recorded series: they need 7 days of it. To have them at once, fill it in from what Prometheus holds:',
    '  promtool tsdb create-blocks-from rules --start <day> --end <day> --url <server> rules.yml',
    ...(gaps.length === 0 ? [] : ['Not watched:', ...gaps]),
  ];
}

/** The Prometheus rule file: YAML, metrics first, then one group for each mode that has rules. */
export function ruleFile(source: RuleSource, rules: RuleSet, options: RuleFileOptions): RuleFile {
  const groups = groupsOf(rules, options);
  const print = fingerprint(JSON.stringify(groups));
  const count = (key: string): number =>
    groups.reduce((sum, group) => sum + group.rules.filter(({ body }) => key in body).length, 0);
  return {
    text: yamlText(groups, headerOf(source, rules, print)),
    fingerprint: print,
    groups: groups.map((group) => group.name),
    alertCount: count('alert'),
    recordingCount: count('record'),
  };
}

/** The rules of one mode alone, as they stand in the file: for reading, not for loading. */
export function modeRulesText(rules: RuleSet, mode: FailureModeId, options: RuleFileOptions): string {
  const group = groupsOf(rules, options).find(({ name }) => name === `headroom-${mode}`);
  return group === undefined ? '' : yamlText([group], []);
}
