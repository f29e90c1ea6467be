import { createHash } from 'node:crypto';
import { modelText } from '../../shared/documents/data-export/model-text.ts';
import { serializeScenario } from '../../shared/events/serialize-scenario.ts';
import type { Scenario } from '../../shared/events/scenario.ts';
import type { Model } from '../../shared/model/document.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const hashes = new WeakMap<Model, string>();

/** SHA-256 of the model as it is exported: what `sha256sum` says of that file. Remembered per document. */
export function modelHash(model: Model): string {
  let known = hashes.get(model);
  if (known === undefined) hashes.set(model, (known = sha256(modelText(model))));
  return known;
}

/** SHA-256 of the scenario as it is exported. */
export const scenarioHash = (scenario: Scenario): string => sha256(serializeScenario(scenario));
