import * as v from 'valibot';
import type { AdoptedEvent } from '../timeline/adopt-scenario.ts';
import type { PurchaseRecord } from '../plan/purchase-record.ts';
import { DECISION_KINDS, type KeptDecision } from '../view/decision.ts';
import type { DecisionOutcome } from '../view/decision-outcome.ts';
import { POLICY_DEFAULTS, type PolicyKey } from '../model/policy.ts';
import { returns } from './channel.ts';
import { idSchema, labelSchema, noteSchema, nothing } from './requests.ts';

/** A decision with what became of it. */
export interface LoggedDecision extends KeptDecision {
  /** Decision that took it back and still stands; `null`: it stands itself. */
  readonly revertedBy: number | null;
}

export interface DecisionList {
  readonly revision: number;
  /** Newest first. */
  readonly decisions: readonly LoggedDecision[];
  /** Who records here, unless the form says otherwise. */
  readonly author: string | null;
}

/** One row of the workspace a revert would put back, in words. */
export interface RevertLine {
  /** `Host euw-a-07`, `Memory headroom, at least`, `Scenario “Spring”`. */
  readonly what: string;
  /** `state schedulable → cordoned`. */
  readonly change: string;
}

/** What taking a decision back would change, and whether it can be. */
export interface RevertPreview {
  readonly can: boolean;
  /** Why not; `null` where it can. */
  readonly reason: string | null;
  readonly lines: readonly RevertLine[];
}

export interface DecisionDetail {
  readonly revision: number;
  readonly decision: LoggedDecision;
  readonly outcome: DecisionOutcome;
  readonly revert: RevertPreview;
  /** The purchase it accepted, as far as it has come; `null` for other decisions, and once taken back. */
  readonly purchase: PurchaseRecord | null;
  /** Whether the scenario's version is still there as it was. */
  readonly scenarioState: 'same' | 'newer' | 'changed' | 'gone' | null;
  /** Whether the inventory is still the one that was decided on. */
  readonly dataState: 'same' | 'changed';
}

const daySchema = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));
const documentSchema = v.record(v.string(), v.unknown());
const versionSchema = v.pipe(v.number(), v.integer(), v.minValue(1));
const policyKeySchema = v.custom<PolicyKey>(
  (key) => typeof key === 'string' && Object.hasOwn(POLICY_DEFAULTS, key),
  'a key of the policy',
);

/**
 * What a decision does to the workspace, in the same undoable step as its entry in the log.
 * - `policy`: overrides values of the policy
 * - `adopt`: makes a saved scenario real (see `adoptScenario`)
 * - `save-scenario`: a new version of a scenario, or a new one without `id`: an accepted line of a plan, a customer
 */
const decisionChangeSchema = v.variant('kind', [
  v.strictObject({
    kind: v.literal('policy'),
    values: v.pipe(
      v.array(
        v.strictObject({
          key: policyKeySchema,
          value: v.union([v.pipe(v.number(), v.finite()), v.pipe(v.string(), v.maxLength(200)), v.null()]),
        }),
      ),
      v.minLength(1),
      v.maxLength(500),
    ),
  }),
  v.strictObject({ kind: v.literal('adopt'), id: idSchema, version: v.exactOptional(versionSchema) }),
  v.strictObject({
    kind: v.literal('save-scenario'),
    id: v.exactOptional(idSchema),
    scenario: documentSchema,
  }),
]);

export const decisionDraftSchema = v.strictObject({
  kind: v.picklist(DECISION_KINDS.filter((kind) => kind !== 'revert')),
  title: labelSchema,
  reason: v.pipe(noteSchema, v.trim(), v.minLength(1)),
  /** Left out: the person of this machine. */
  by: v.exactOptional(labelSchema),
  /** Saved scenario it rests on; its effect is what is expected. A change that has one of its own overrules it. */
  scenario: v.exactOptional(v.strictObject({ id: idSchema, version: v.exactOptional(versionSchema) })),
  cost: v.exactOptional(
    v.strictObject({
      amount: v.pipe(v.number(), v.finite(), v.minValue(0)),
      currency: v.nullable(v.pipe(v.string(), v.maxLength(20))),
    }),
  ),
  /** A customer's first day; starts the wait for the review after an onboarding. */
  goLiveOn: v.exactOptional(daySchema),
  change: v.exactOptional(decisionChangeSchema),
});
export type DecisionDraft = v.InferOutput<typeof decisionDraftSchema>;

const decisionId = v.strictObject({ id: v.pipe(v.number(), v.integer()) });
const reading = ['no-workspace', 'not-found', 'bad-input'] as const;
const writing = ['no-workspace', 'not-found', 'bad-input', 'read-only', 'busy'] as const;

export const decisionChannels = {
  'decision:list': returns<DecisionList>()(nothing, ['no-workspace']),
  'decision:get': returns<DecisionDetail>()(decisionId, reading),
  /** What adopting a saved scenario would apply, order and leave out. */
  'decision:adopt-preview': returns<readonly AdoptedEvent[]>()(
    v.strictObject({ id: idSchema, version: v.exactOptional(versionSchema) }),
    reading,
  ),
  /** Enters a decision in the log, with its change to the workspace, as one undoable step. */
  'decision:record': returns<KeptDecision>()(decisionDraftSchema, writing),
  /** Takes a decision back by an inverse that is itself logged; refused with the reason where later work depends on it. */
  'decision:revert': returns<KeptDecision>()(
    v.strictObject({
      id: v.pipe(v.number(), v.integer()),
      reason: v.pipe(noteSchema, v.trim(), v.minLength(1)),
    }),
    writing,
  ),
  /** Writes the log where the dialog says; `null`: the dialog was closed. */
  'decision:export': returns<{ readonly displayPath: string } | null>()(
    v.strictObject({ format: v.picklist(['csv', 'json', 'md']) }),
    ['no-workspace', 'bad-input', 'io'],
  ),
};
