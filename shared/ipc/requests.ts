import * as v from 'valibot';

/** Pieces several channels' requests are made of. Texts are bounded, so that no request can fill memory by accident. */
export const idSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(512));
export const labelSchema = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
export const noteSchema = v.pipe(v.string(), v.maxLength(20_000));
/** A name the caller chooses for a long task, so that it can tell progress apart and cancel. */
export const taskSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
export const nothing = v.undefined();

/**
 * Which what-if a question is asked of. A draft is a whole `headroom.scenario/v1` document; the engine parses it and
 * answers `bad-input` with located problems, so its inside is not described a second time here.
 */
export const selectionSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('baseline') }),
  v.strictObject({
    kind: v.literal('saved'),
    id: idSchema,
    version: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  }),
  v.strictObject({ kind: v.literal('draft'), scenario: v.record(v.string(), v.unknown()) }),
]);
export type ScenarioSelection = v.InferOutput<typeof selectionSchema>;

export const modelKindSchema = v.picklist([
  'regions',
  'clusters',
  'hosts',
  'flavors',
  'microvms',
  'edgeNodes',
  'postgres',
  'controlPlanes',
  'storagePools',
  'overlays',
  'orders',
  'skus',
]);
