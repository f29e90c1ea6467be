import { mappingOf } from '../mapping.ts';
import type { FileFormat, FormatContext, FormatReader, FormatResult } from './format.ts';
import { JsonStream } from './json-stream.ts';

/** A document becomes one object, so that memory bounds it; text beyond this would not fit anywhere. */
const LARGEST_DOCUMENT = 2_000_000_000;
/** JSON that says nothing of what it is within its first 64 Ki characters is looked at so far. */
const LARGEST_UNKNOWN = 400_000_000;

type Members = Record<string, unknown>;

function recogniseSchema(text: string, schema: RegExp): { confidence: number; why: string } | null {
  if (!/^\s*\{/.test(text)) return null;
  const found = /"schema"\s*:\s*"(headroom\.[^"]*)"/.exec(text)?.[1];
  return found !== undefined && schema.test(found) ? { confidence: 1, why: `schema ${found}` } : null;
}

/** A reader that builds a document member by member from the stream, then hands it over. */
function documentReader(
  context: FormatContext,
  largest: number,
  read: (members: Members | null) => FormatResult | null,
): FormatReader {
  const { problems } = context;
  // Without prototype, so that a member called __proto__ is one like any other.
  const members = Object.create(null) as Members;
  let isObject = false;
  let length = 0;
  const stream = new JsonStream(problems, ['$.*'], (value, place) => {
    const key = place.at(0);
    isObject = typeof key === 'string';
    if (typeof key === 'string') members[key] = value;
  });
  return {
    push(text) {
      length += text.length;
      if (length > largest && !problems.refused) {
        const message = `a JSON document larger than ${largest / 1e6} MB`;
        problems.refuse({ message, expected: 'several smaller ones' });
      }
      stream.push(text);
    },
    rows: () => 0,
    end: () => (stream.end() ? read(isObject ? members : null) : null),
  };
}

/** `headroom.model/v1`, and other versions of it: the model parser says which it can read. */
export const modelDocument: FileFormat = {
  id: 'headroom-model',
  name: 'Headroom model document',
  recognise: (head) => recogniseSchema(head.text, /^headroom\.model\//),
  open: (context) =>
    documentReader(context, LARGEST_DOCUMENT, (document) => ({ kind: 'model', document: { ...document } })),
};

/** `headroom.mapping/v1`: used for the other files of the same import. */
export const mappingDocument: FileFormat = {
  id: 'headroom-mapping',
  name: 'Headroom mapping',
  recognise: (head) => recogniseSchema(head.text, /^headroom\.mapping\//),
  open: (context) =>
    documentReader(context, LARGEST_UNKNOWN, (document) => {
      const mapping = mappingOf(document, context.head.file);
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
    documentReader(context, LARGEST_UNKNOWN, (document) => {
      const schema = document?.['schema'];
      // The schema key may stand after the first 64 Ki characters.
      if (typeof schema === 'string' && schema.startsWith('headroom.model/'))
        return { kind: 'model', document: { ...document } };
      if (schema !== undefined) {
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
