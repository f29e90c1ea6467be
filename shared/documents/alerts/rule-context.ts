import type { Constraint } from '../../assess/constraint.ts';
import { assessOne } from '../../assess/explain-constraint.ts';
import type { Model } from '../../model/document.ts';
import type { Policy } from '../../model/policy.ts';
import type { Side } from '../../timeline/outlook.ts';
import type { FailureModeId } from '../failure-modes/failure-mode.ts';
import { scopesOf } from '../failure-modes/mode-scopes.ts';
import type { PlacedKind, NeededMetric } from './placed-metric.ts';
import type { QueryBook } from './query-book.ts';
import type { AlertRule, ModeRules, RecordingRule, RuleGap } from './rule.ts';

/** What rules are made from: the baseline with its history, and how each metric is asked for. */
export interface RuleSource {
  readonly side: Side;
  readonly book: QueryBook;
}

/** A rule of one mode at one scope; `string`: why there is none; `null`: none is needed. */
export interface RuleDraft {
  readonly alert: string;
  /** Metrics its expression reads. */
  readonly needs: readonly NeededMetric[];
  readonly recordings?: readonly RecordingRule[];
  readonly rule: Omit<AlertRule, 'alert' | 'mode' | 'scope'> | string | null;
}

export type Drafts = (source: RuleSource, scope: string) => readonly RuleDraft[];

export interface DraftedMode extends ModeRules {
  readonly needs: readonly NeededMetric[];
  readonly recordings: readonly RecordingRule[];
}

export const modelOf = ({ side }: RuleSource): Model => side.days.base;
export const policyOf = ({ side }: RuleSource): Policy => side.days.policy;
export const idOf = (scope: string): string => scope.slice(scope.indexOf(':') + 1);

export function constraintAt(source: RuleSource, id: string): Constraint | null {
  return assessOne(modelOf(source), policyOf(source), id);
}

export const need = (kind: PlacedKind, ...metrics: readonly string[]): readonly NeededMetric[] =>
  metrics.map((metric) => ({ metric, kind }));

/** A draft becomes a rule only where every metric it reads is mapped. */
export function draftedMode(source: RuleSource, mode: FailureModeId, drafts: Drafts): DraftedMode {
  const alerts: AlertRule[] = [];
  const gaps: RuleGap[] = [];
  const needs: NeededMetric[] = [];
  const recordings: RecordingRule[] = [];
  for (const { scope } of scopesOf(modelOf(source), mode)) {
    for (const draft of drafts(source, scope)) {
      if (draft.rule === null) continue;
      const unmapped = draft.needs.filter(({ metric }) => !source.book.has(metric));
      const reason =
        unmapped.length > 0
          ? `no query is mapped for ${unmapped.map(({ metric }) => metric).join(', ')}`
          : typeof draft.rule === 'string'
            ? draft.rule
            : null;
      if (reason !== null || typeof draft.rule === 'string') {
        gaps.push({ mode, scope, alert: draft.alert, reason: reason ?? '' });
        continue;
      }
      alerts.push({ alert: draft.alert, mode, scope, ...draft.rule });
      needs.push(...draft.needs);
      recordings.push(...(draft.recordings ?? []));
    }
  }
  return { alerts, gaps, needs, recordings };
}
