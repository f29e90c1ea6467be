import * as v from 'valibot';
import type { Domain } from '../assess/constraint.ts';
import type { Severity } from '../documents/alerts/rule.ts';
import { isFailureModeId, type FailureModeId } from '../documents/failure-modes/failure-mode.ts';
import type { Scenario } from '../events/scenario.ts';
import { returns } from './channel.ts';
import { idSchema, nothing, taskSchema } from './requests.ts';

export interface AlertLine {
  readonly alert: string;
  readonly severity: Severity;
  readonly for: string;
  /** Constraint its limit is taken from; `null`: none. */
  readonly constraint: string | null;
  /** What it watches, in words. */
  readonly says: string;
}

/** Something a mode can happen to, with what stands against it. */
export interface FailureScope {
  readonly scope: string;
  /** `null`: the model does not say where it stands; shown in every region. */
  readonly region: string | null;
  /** Name of the preset scenario; `null` with the reason. */
  readonly simulation: string | null;
  readonly simulationGap: string | null;
  readonly alerts: readonly AlertLine[];
  readonly gaps: readonly { readonly alert: string; readonly reason: string }[];
}

export interface RunbookState {
  readonly edited: boolean;
  readonly changedAtMs: number | null;
  /** The application's template is another one than the one it was edited from. */
  readonly templateChanged: boolean;
}

export interface FailureModeRow {
  readonly id: FailureModeId;
  readonly title: string;
  readonly kind: 'failure' | 'trigger';
  readonly domain: Domain;
  readonly summary: string;
  /** Why it can happen to nothing here; `null` where there are scopes. */
  readonly nothing: string | null;
  readonly scopes: readonly FailureScope[];
  readonly runbook: RunbookState;
}

export interface FailureListAnswer {
  readonly revision: number;
  readonly asOf: string;
  readonly elapsedMs: number;
  readonly fingerprint: string;
  readonly runbookBase: string;
  readonly modes: readonly FailureModeRow[];
}

/** One unit test of the exported rules, in words. */
export interface AlertCaseLine {
  readonly scope: string | null;
  /** What is simulated. */
  readonly name: string;
  readonly series: number;
  readonly checks: readonly string[];
}

export interface FailureDetail {
  readonly revision: number;
  readonly id: FailureModeId;
  /** The rules of this mode as they stand in the file. */
  readonly rulesText: string;
  readonly cases: readonly AlertCaseLine[];
  /** Scopes whose tests are shown; in a large fleet not all. */
  readonly tried: readonly string[];
  /** Alerts no test makes fire. */
  readonly untested: readonly string[];
  readonly runbook: RunbookState & {
    readonly body: string;
    /** With places filled in. */
    readonly filled: string;
    /** Places nothing is known for. */
    readonly unknownPlaces: readonly string[];
  };
}

export interface RuleFileAnswer {
  readonly text: string;
  readonly fingerprint: string;
  readonly alerts: number;
  readonly recordings: number;
}

const modeSchema = v.custom<FailureModeId>(
  (id) => typeof id === 'string' && isFailureModeId(id),
  'a failure mode',
);
const reading = ['no-workspace', 'bad-input', 'not-found'] as const;
const writing = ['no-workspace', 'bad-input', 'read-only', 'busy'] as const;

export const failureChannels = {
  /** Every failure mode with its simulations, alerts and runbook, gaps included. */
  'failures:list': returns<FailureListAnswer>()(nothing, reading),
  'failures:get': returns<FailureDetail>()(v.strictObject({ mode: modeSchema }), reading),
  /** The scenario that simulates a mode at a scope. */
  'failures:preset': returns<Scenario>()(v.strictObject({ mode: modeSchema, scope: idSchema }), reading),
  /** The whole rule file, to look at and to copy. */
  'rules:file': returns<RuleFileAnswer>()(nothing, reading),
  /**
   * Rules, and beside them their unit tests and the runbooks, where the dialog says. `null`: it was closed. Cancelled by
   * its task, it writes nothing.
   */
  'rules:export': returns<{ readonly displayPath: string; readonly files: number } | null>()(
    v.strictObject({ tests: v.boolean(), runbooks: v.boolean(), task: taskSchema }),
    [...reading, 'cancelled', 'stale', 'busy'],
  ),
  /** What stands before `MODE.md` in each alert's `runbook_url`. */
  'rules:set-runbook-base': returns<null>()(
    v.strictObject({ base: v.pipe(v.string(), v.trim(), v.maxLength(500)) }),
    writing,
  ),
  'runbook:set': returns<null>()(
    v.strictObject({ mode: modeSchema, body: v.pipe(v.string(), v.maxLength(200_000)) }),
    writing,
  ),
  /** Back to the template. */
  'runbook:reset': returns<null>()(v.strictObject({ mode: modeSchema }), writing),
};
