import type { FailureModeId } from '../failure-modes/failure-mode.ts';

export type Severity = 'warning' | 'critical';

export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly comment: string | null;
}

/** An alert as Prometheus has it, with what a person wants to know of it before it ever fires. */
export interface AlertRule {
  readonly alert: string;
  readonly mode: FailureModeId;
  /** What the alert is about: `region:eu-west`. Also its label. */
  readonly scope: string;
  readonly expr: string;
  /** PromQL duration; the condition must hold for so long. */
  readonly for: string;
  readonly severity: Severity;
  /** Besides severity, domain, mode and scope; where several rules of a scope share a name, what tells them apart. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly summary: string;
  /** With numbers; may hold Prometheus templates. */
  readonly description: string;
  /** Constraint its limit is taken from, so that the limit can be explained; `null`: none. */
  readonly constraint: string | null;
  /** What the alert means, for the screen: no templates. */
  readonly says: string;
  /** Where its numbers come from, line by line; stands above the rule in the file. */
  readonly numbers: readonly string[];
}

/** A rule that should be there and is not. */
export interface RuleGap {
  readonly mode: FailureModeId;
  readonly scope: string | null;
  readonly alert: string;
  readonly reason: string;
}

export interface ModeRules {
  readonly alerts: readonly AlertRule[];
  readonly gaps: readonly RuleGap[];
}
