import * as v from 'valibot';
import type { Constraint } from '../assess/constraint.ts';
import type { ChecklistRun } from '../timeline/checklist.ts';
import type { StepCheck } from '../timeline/checklist-checks.ts';
import type { ExplainedFigure } from '../timeline/checklist-model.ts';
import type { DecidedFigure } from '../view/decision.ts';
import { returns } from './channel.ts';
import { idSchema, labelSchema, noteSchema, nothing } from './requests.ts';

export interface LoggedRun extends ChecklistRun {
  readonly id: number;
  readonly startedAtMs: number;
}

/** One step of a run: what the engine says of it, what it must find, how it would move the limits. */
export interface StepView {
  readonly name: string;
  readonly text: string;
  /** What the step meets, in one sentence; `null` once the hosts are not in the inventory any more. */
  readonly effect: string | null;
  readonly figures: readonly ExplainedFigure[];
  readonly checks: readonly StepCheck[];
  /** Limits it would move, before and after; of the next step only, empty where it changes no inventory. */
  readonly limits: readonly DecidedFigure[];
  /** Where microVMs go; of the drain only. */
  readonly moves: readonly { readonly microvm: string; readonly from: string | null; readonly to: string }[];
  readonly changesInventory: boolean;
  /** Why it cannot be done now; `null`: it can, if it is the next one. */
  readonly blocked: string | null;
}

export interface RunDetail {
  readonly revision: number;
  readonly run: LoggedRun;
  /** Name of the step that is next; `null`: done or stopped. */
  readonly next: string | null;
  readonly steps: readonly StepView[];
}

const runId = v.pipe(v.number(), v.integer());
const planSchema = v.variant('kind', [
  v.strictObject({
    kind: v.literal('add'),
    cluster: idSchema,
    sku: idSchema,
    count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
    failureDomain: v.nullable(labelSchema),
  }),
  v.strictObject({
    kind: v.literal('remove'),
    hosts: v.pipe(v.array(idSchema), v.minLength(1), v.maxLength(10_000)),
  }),
]);
const reading = ['no-workspace', 'not-found', 'bad-input'] as const;
const writing = ['no-workspace', 'not-found', 'bad-input', 'read-only', 'busy'] as const;

export const checklistChannels = {
  /** Newest first. */
  'checklist:list': returns<readonly LoggedRun[]>()(nothing, ['no-workspace']),
  'checklist:get': returns<RunDetail>()(v.strictObject({ id: runId }), reading),
  /** A limit as the next step would leave it, with its derivation. */
  'checklist:explain': returns<Constraint>()(v.strictObject({ id: runId, constraintId: idSchema }), reading),
  'checklist:start': returns<LoggedRun>()(v.strictObject({ plan: planSchema }), writing),
  /** Ticks the next step, with its change of the inventory, as one undoable step; refused while a check fails. */
  'checklist:done': returns<LoggedRun>()(
    v.strictObject({ id: runId, step: idSchema, note: v.exactOptional(v.pipe(noteSchema, v.trim())) }),
    writing,
  ),
  /** Gives a run up; what it did to the inventory stays. */
  'checklist:stop': returns<LoggedRun>()(
    v.strictObject({ id: runId, note: v.pipe(noteSchema, v.trim(), v.minLength(1)) }),
    writing,
  ),
};
