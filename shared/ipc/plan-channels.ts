import * as v from 'valibot';
import type { PlanAnswer } from '../plan/build-plan.ts';
import { planSettingsSchema, type PlanSettings } from '../plan/plan-settings.ts';
import type { PurchaseRecord } from '../plan/purchase-record.ts';
import { returns } from './channel.ts';
import { idSchema, nothing, selectionSchema, taskSchema } from './requests.ts';
import type { SavedScenario } from './scenario-channels.ts';

export interface PlanReply {
  readonly revision: number;
  readonly elapsedMs: number;
  readonly answer: PlanAnswer;
}

/** What accepting a line led to. */
export interface AcceptReply {
  readonly scenario: SavedScenario;
  readonly purchases: readonly PurchaseRecord[];
}

const finite = v.pipe(v.number(), v.finite());
const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));
const price = v.pipe(v.number(), v.finite(), v.minValue(0));
const words = v.pipe(v.string(), v.maxLength(2000));

/** A line as the plan gave it. */
const lineSchema = v.strictObject({
  id: idSchema,
  sku: idSchema,
  cluster: idSchema,
  failureDomain: v.nullable(idSchema),
  count: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  orderBy: v.nullable(day),
  inServiceBy: day,
  leadTimeDays: v.nullable(finite),
  provisioningDays: finite,
  unitCost: v.nullable(finite),
  cost: v.nullable(finite),
  late: v.boolean(),
  reason: words,
  target: v.nullable(idSchema),
  neededBy: day,
  orderByIfSlow: v.nullable(day),
  warning: v.nullable(words),
});

const missedSchema = v.strictObject({
  id: idSchema,
  from: day,
  to: day,
  days: finite,
  worst: v.nullable(finite),
  target: v.nullable(finite),
});

const changing = ['no-workspace', 'not-found', 'bad-input', 'read-only', 'busy'] as const;

export const planChannels = {
  /** The plan of the baseline or a scenario under settings; without alternatives it is quick. `task:cancel` stops it. */
  'plan:run': returns<PlanReply>()(
    v.strictObject({
      scenario: selectionSchema,
      settings: planSettingsSchema,
      horizonDays: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(3650))),
      alternatives: v.boolean(),
      task: taskSchema,
    }),
    ['no-workspace', 'not-found', 'bad-input', 'cancelled'],
  ),
  'plan:settings': returns<PlanSettings>()(nothing, ['no-workspace']),
  /** Kept in the workspace, one undoable step. */
  'plan:set-settings': returns<PlanSettings>()(planSettingsSchema, changing),
  'plan:purchases': returns<readonly PurchaseRecord[]>()(nothing, ['no-workspace']),
  /**
   * A line becomes a dated `addHosts` of a scenario: the one asked about (a draft is saved with it, as `savedId`'s next
   * version where there is one), or for the baseline the scenario “Purchases”. One undoable step.
   */
  'plan:accept': returns<AcceptReply>()(
    v.strictObject({
      scenario: selectionSchema,
      savedId: v.nullable(idSchema),
      line: lineSchema,
      missed: v.pipe(v.array(missedSchema), v.maxLength(5000)),
    }),
    changing,
  ),
  /**
   * How far a purchase is: ordered puts it among the orders of the inventory, for the day it is promised, and takes its event
   * out of the scenario; delivered turns the order into hosts. Price of one and days as they came. One undoable step.
   */
  'plan:mark': returns<readonly PurchaseRecord[]>()(
    v.variant('status', [
      v.strictObject({
        id: idSchema,
        status: v.literal('ordered'),
        unitCost: v.nullable(price),
        orderedOn: v.nullable(day),
        arrivesOn: day,
      }),
      v.strictObject({
        id: idSchema,
        status: v.literal('delivered'),
        unitCost: v.nullable(price),
        deliveredOn: v.nullable(day),
      }),
    ]),
    changing,
  ),
};
