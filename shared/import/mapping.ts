import { foreignSchema } from '../model/parse-model.ts';
import { isJsonObject } from '../model/read-fields.ts';
import { parseJsonText } from '../model/json-text.ts';
import type { Parsed, Problem } from '../model/problem.ts';
import { shownValue } from './problem-list.ts';
import type { DecimalMark } from './parse-number.ts';
import { TimeReader, type TimeUnit } from './parse-time.ts';

/**
 * `headroom.mapping/v1` (MODEL.md section 14): says what recognition cannot. Every key but `schema` may be left out and is
 * then recognised or takes its default. Columns are named by their header, without case; in a file without header by
 * their number, counted from "1". `decimal` is an addition to the contract for files like `1,234`.
 */
export interface Mapping {
  readonly shape: 'long' | 'wide';
  /** Column of the time; `null`: recognised. */
  readonly time: string | null;
  readonly timeUnit: TimeUnit;
  /** `null`: the zone of the import. */
  readonly timeZone: string | null;
  readonly entity: string | null;
  readonly entityName: string | null;
  readonly metric: string | null;
  readonly metricName: string | null;
  /** Value columns. `null`: long: the column `value`; wide: every other column. */
  readonly values: readonly string[] | null;
  readonly unit: string | null;
  readonly delimiter: string | null;
  readonly header: boolean;
  readonly skipFirst: number;
  readonly skipLast: number;
  readonly nullWords: readonly string[];
  /** Its first group (or the whole match) is the entity; rows whose entity does not match are rejected. */
  readonly entityPattern: string | null;
  readonly decimal: Exclude<DecimalMark, 'ambiguous'> | null;
}

export const MAPPING_SCHEMA = 'headroom.mapping/v1';

const DEFAULTS: Mapping = {
  shape: 'long',
  time: null,
  timeUnit: 'auto',
  timeZone: null,
  entity: null,
  entityName: null,
  metric: null,
  metricName: null,
  values: null,
  unit: null,
  delimiter: null,
  header: true,
  skipFirst: 0,
  skipLast: 0,
  nullWords: [],
  entityPattern: null,
  decimal: null,
};

type Check = { readonly expected: string; readonly holds: (value: unknown) => boolean };

const text: Check = {
  expected: 'a text that is not empty, or null',
  holds: (value) => value === null || (typeof value === 'string' && value !== ''),
};
const texts: Check = {
  expected: 'a list of texts',
  holds: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
};
const lineCount: Check = {
  expected: 'a whole number from 0 to 100000',
  holds: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 100_000,
};
const oneOf = (...allowed: readonly string[]): Check => ({
  expected: `one of ${allowed.join(', ')}`,
  holds: (value) => typeof value === 'string' && allowed.includes(value),
});

const CHECKS = new Map<string, Check>([
  ['shape', oneOf('long', 'wide')],
  ['time', text],
  ['timeUnit', oneOf('auto', 's', 'ms', 'us', 'ns')],
  ['timeZone', { expected: 'an IANA time zone such as Europe/Berlin, or null', holds: isTimeZone }],
  ['entity', text],
  ['entityName', text],
  ['metric', text],
  ['metricName', text],
  [
    'values',
    {
      expected: 'a list of columns, at least one, or null',
      holds: (value) => value === null || (texts.holds(value) && Array.isArray(value) && value.length > 0),
    },
  ],
  ['unit', text],
  ['delimiter', oneOf(',', ';', '\t', '|')],
  ['header', { expected: 'true or false', holds: (value) => typeof value === 'boolean' }],
  ['skipFirst', lineCount],
  ['skipLast', lineCount],
  ['nullWords', texts],
  [
    'entityPattern',
    { expected: 'a regular expression of at most 200 characters, or null', holds: isPattern },
  ],
  [
    'decimal',
    { expected: '"." or "," or null', holds: (value) => value === null || value === '.' || value === ',' },
  ],
]);

function isTimeZone(value: unknown): boolean {
  if (value === null) return true;
  if (typeof value !== 'string' || value === '') return false;
  try {
    return new TimeReader(value, 'auto').timeZone !== '';
  } catch {
    return false;
  }
}

function isPattern(value: unknown): boolean {
  if (value === null) return true;
  if (typeof value !== 'string' || value === '' || value.length > 200) return false;
  try {
    return new RegExp(value, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

/** Reads a mapping file. Unknown keys and wrong types are problems located by key. */
export function parseMapping(content: string, file: string): Parsed<Mapping> {
  const document = parseJsonText(content, file);
  return document.ok ? mappingOf(document.value, file) : document;
}

/** A mapping as the document that says it, without what is the default anyway. */
export function mappingDocument(mapping: Mapping): Readonly<Record<string, unknown>> {
  const changed = Object.entries(mapping).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(DEFAULTS[key as keyof Mapping]),
  );
  return { schema: MAPPING_SCHEMA, shape: mapping.shape, ...Object.fromEntries(changed) };
}

/** The same on JSON that is parsed already. */
export function mappingOf(document: unknown, file: string): Parsed<Mapping> {
  if (!isJsonObject(document)) {
    return { ok: false, problems: [{ file, message: 'a mapping is a JSON object' }] };
  }
  const foreign = foreignSchema(document, MAPPING_SCHEMA);
  if (foreign !== null) return { ok: false, problems: [{ file, ...foreign }] };
  const problems: Problem[] = [];
  const given = new Map<string, unknown>();
  for (const [key, value] of Object.entries(document)) {
    const check = CHECKS.get(key);
    const shown = shownValue(JSON.stringify(value) ?? '');
    if (key === 'schema') continue;
    if (check === undefined) {
      problems.push({
        file,
        path: key,
        value: shown,
        message: 'unknown key',
        expected: `one of ${[...CHECKS.keys()].join(', ')}`,
      });
    } else if (!check.holds(value)) {
      problems.push({ file, path: key, value: shown, message: 'wrong value', expected: check.expected });
    } else given.set(key, value);
  }
  if (problems.length > 0) return { ok: false, problems };
  // Every value was checked against its own key's type above.
  return { ok: true, value: { ...DEFAULTS, ...(Object.fromEntries(given) as Partial<Mapping>) } };
}
