import type { Model } from '../../shared/model/document.ts';
import { MODEL_KINDS } from '../../shared/model/kinds.ts';
import { MODEL_SCHEMA, parseModel } from '../../shared/model/parse-model.ts';
import type { Parsed } from '../../shared/model/problem.ts';
import type { EntityRow, EntityStore } from './entity-store.ts';
import type { FactStore } from './fact-store.ts';

/** The model stands for this moment while nothing has been imported: any instant does for an empty one. */
const NO_TIME = '1970-01-01T00:00:00Z';

/**
 * Assembles the model document from its rows and checks it like any other: what a screen shows has passed the same
 * parser as an imported file.
 */
export function readModel(entities: EntityStore, facts: FactStore): Parsed<Model> {
  const document: Record<string, unknown> = {
    schema: MODEL_SCHEMA,
    name: facts.get('name') ?? null,
    asOf: facts.get('asOf') ?? NO_TIME,
    overhead: facts.get('overhead') ?? null,
  };
  for (const kind of MODEL_KINDS) document[kind] = JSON.parse(entities.json(kind));
  return parseModel(document);
}

/** Makes the workspace hold exactly this model. Returns how many rows differ from before. Call inside an action. */
export function writeModel(model: Model, entities: EntityStore, facts: FactStore): number {
  let changed = 0;
  for (const kind of MODEL_KINDS) {
    // Every row interface of a model is a plain JSON object; interfaces only lack the index signature that says so.
    changed += entities.replaceAll(kind, model[kind] as readonly unknown[] as readonly EntityRow[]);
  }
  facts.set('asOf', model.asOf);
  if (model.name === null) facts.remove('name');
  else facts.set('name', model.name);
  if (model.overhead === null) facts.remove('overhead');
  else facts.set('overhead', model.overhead);
  return changed;
}
