import { parseJsonText } from '../../model/json-text.ts';
import { mappingOf } from '../mapping.ts';
import type { FileFormat, FormatContext, FormatResult } from './format.ts';
import { wholeText } from './whole-text.ts';

function recogniseSchema(text: string, schema: RegExp): { confidence: number; why: string } | null {
  if (!/^\s*\{/.test(text)) return null;
  const found = /"schema"\s*:\s*"(headroom\.[^"]*)"/.exec(text)?.[1];
  return found !== undefined && schema.test(found) ? { confidence: 1, why: `schema ${found}` } : null;
}

function readJson(context: FormatContext, text: string): { value: unknown } | null {
  const parsed = parseJsonText(text, context.head.file);
  if (parsed.ok) return { value: parsed.value };
  for (const problem of parsed.problems) context.problems.refuse(problem);
  return null;
}

/** `headroom.model/v1`, and other versions of it: the model parser says which it can read. */
export const modelDocument: FileFormat = {
  id: 'headroom-model',
  name: 'Headroom model document',
  recognise: (head) => recogniseSchema(head.text, /^headroom\.model\//),
  open: (context) =>
    wholeText(context, (text): FormatResult | null => {
      const json = readJson(context, text);
      return json === null ? null : { kind: 'model', document: json.value };
    }),
};

/** `headroom.mapping/v1`: used for the other files of the same import. */
export const mappingDocument: FileFormat = {
  id: 'headroom-mapping',
  name: 'Headroom mapping',
  recognise: (head) => recogniseSchema(head.text, /^headroom\.mapping\//),
  open: (context) =>
    wholeText(context, (text): FormatResult | null => {
      const json = readJson(context, text);
      if (json === null) return null;
      const mapping = mappingOf(json.value, context.head.file);
      if (mapping.ok) return { kind: 'mapping', mapping: mapping.value };
      for (const problem of mapping.problems) context.problems.refuse(problem);
      return null;
    }),
};

/** JSON of no other kind: checked for syntax, then refused by what it is. A model without `schema` lands here, too. */
export const otherJson: FileFormat = {
  id: 'json',
  name: 'JSON',
  recognise: (head) =>
    /^\s*[{[]/.test(head.text) ? { confidence: 0.1, why: 'JSON by its first character' } : null,
  open: (context) =>
    wholeText(context, (text) => {
      const json = readJson(context, text);
      if (json === null) return null;
      const object =
        typeof json.value === 'object' && json.value !== null && !Array.isArray(json.value)
          ? json.value
          : null;
      if (object !== null && Object.hasOwn(object, 'schema')) {
        const schema = (object as { schema: unknown }).schema;
        // The schema key may stand after the first 64 Ki characters.
        if (typeof schema === 'string' && schema.startsWith('headroom.model/'))
          return { kind: 'model', document: object };
        const value = typeof schema === 'string' ? schema : (JSON.stringify(schema) ?? '');
        context.problems.refuse({
          path: 'schema',
          value,
          message: 'not a document that is imported here',
          expected: 'headroom.model/v1 or headroom.mapping/v1',
        });
        return null;
      }
      context.problems.refuse({
        message: 'a JSON document of no known kind',
        expected:
          'a model document ("schema": "headroom.model/v1"), a Prometheus API answer or VictoriaMetrics JSON lines',
      });
      return null;
    }),
};
