import type { Model } from '../../model/document.ts';
import { serializeModel } from '../../model/serialize-model.ts';

/** The inventory as one model document, the way it is exported and hashed. */
export function modelText(model: Model): string {
  return `${JSON.stringify(serializeModel(model), null, 2)}\n`;
}
