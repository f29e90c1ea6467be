import * as v from 'valibot';
import type { CustomerShape } from '../events/customer-shape.ts';
import type { PipelinePlan } from '../plan/pipeline-plan.ts';
import type { PipelineOdds } from '../timeline/pipeline-result.ts';
import type { CustomerSummary, MeasuredShape } from '../view/shape-of-customer.ts';
import { returns } from './channel.ts';
import { idSchema, labelSchema, nothing, selectionSchema, taskSchema } from './requests.ts';

export interface CustomerTemplate {
  readonly id: string;
  readonly name: string;
  readonly shape: CustomerShape;
}

/** What a customer's shape may be taken from, besides the templates that come with the application. */
export interface ShapesAnswer {
  readonly revision: number;
  readonly templates: readonly CustomerTemplate[];
  readonly customers: readonly CustomerSummary[];
}

/** A customer that may come: an `onboardCustomer` event, maybe still incomplete; the engine says what is missing. */
export type Prospect = {
  readonly id: string;
  readonly type: 'onboardCustomer';
  readonly customer: string;
  readonly on?: string;
  readonly probability?: unknown;
} & Readonly<Record<string, unknown>>;

export interface PipelineAnswer {
  readonly revision: number;
  readonly prospects: readonly Prospect[];
}

export interface PipelineOddsAnswer {
  readonly revision: number;
  readonly elapsedMs: number;
  readonly odds: PipelineOdds;
}

export interface PipelinePlansAnswer {
  readonly revision: number;
  readonly elapsedMs: number;
  readonly plans: readonly PipelinePlan[];
}

const MOST_PROSPECTS = 500;
/** Flavors of one shape. */
const MOST_LINES = 2000;
const MOST_JSON = 100_000;

const isSmall = (value: object): boolean => JSON.stringify(value).length <= MOST_JSON;
const shapeSchema = v.pipe(
  v.looseObject({
    fleet: v.pipe(v.array(v.looseObject({ flavor: idSchema, count: v.number() })), v.maxLength(MOST_LINES)),
  }),
  v.check((value) => isSmall(value), 'is too large'),
);
const prospectSchema = v.pipe(
  v.looseObject({
    id: idSchema,
    type: v.literal('onboardCustomer'),
    customer: v.pipe(v.string(), v.maxLength(200)),
    on: v.exactOptional(v.pipe(v.string(), v.maxLength(40))),
  }),
  v.check((value) => isSmall(value), 'is too large'),
);
const prospectsSchema = v.pipe(
  v.array(prospectSchema),
  v.maxLength(MOST_PROSPECTS),
  v.check((rows) => new Set(rows.map(({ id }) => id)).size === rows.length, 'ids that are unique'),
);

const writing = ['no-workspace', 'bad-input', 'read-only', 'busy', 'not-found'] as const;

export const pipelineChannels = {
  'shapes:list': returns<ShapesAnswer>()(nothing, ['no-workspace', 'bad-input']),
  /** The shape of a customer of the inventory, each figure with where it comes from. */
  'shapes:of-customer': returns<MeasuredShape>()(v.strictObject({ customer: idSchema }), [
    'no-workspace',
    'bad-input',
    'not-found',
  ]),
  /** Keeps a shape under a name; one of that name is replaced. */
  'shapes:save': returns<ShapesAnswer>()(v.strictObject({ name: labelSchema, shape: shapeSchema }), writing),
  'shapes:delete': returns<ShapesAnswer>()(v.strictObject({ id: idSchema }), writing),
  'pipeline:get': returns<PipelineAnswer>()(nothing, ['no-workspace', 'bad-input']),
  /** The whole pipeline as it shall stand; `what` names the step that is undone. */
  'pipeline:save': returns<PipelineAnswer>()(
    v.strictObject({ prospects: prospectsSchema, what: labelSchema }),
    writing,
  ),
  /** Text of the pipeline to a file the person chooses; `null`: none was chosen. */
  'pipeline:export': returns<{ readonly displayPath: string } | null>()(
    v.strictObject({ text: v.pipe(v.string(), v.maxLength(5_000_000)) }),
    ['no-workspace'],
  ),
  /** Monte Carlo over the pipeline, who signs and demand alike; progress comes under `task`, `task:cancel` stops it. */
  'pipeline:odds': returns<PipelineOddsAnswer>()(
    v.strictObject({
      scenario: selectionSchema,
      runs: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20_000)),
      seed: v.exactOptional(v.pipe(v.number(), v.safeInteger())),
      task: taskSchema,
    }),
    ['no-workspace', 'not-found', 'bad-input', 'cancelled'],
  ),
  /** What to buy for the pipeline, by the exact purchase plan: for what is expected, and for everybody signing. As above. */
  'pipeline:plan': returns<PipelinePlansAnswer>()(
    v.strictObject({ scenario: selectionSchema, task: taskSchema }),
    ['no-workspace', 'not-found', 'bad-input', 'cancelled'],
  ),
};
