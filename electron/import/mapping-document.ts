import type { KnownMapping, MappingDocument } from '../../shared/ipc/mapping-channels.ts';
import { parseMapping, type Mapping } from '../../shared/import/mapping.ts';
import { TimeReader } from '../../shared/import/parse-time.ts';
import { badInput, Refusal } from '../refusal.ts';

/** A correction as the window sends it; without mapping: files of that key are read as they are recognised. */
export interface GivenMapping {
  readonly key: string;
  readonly mapping: MappingDocument | null;
  /** Name of the file it was given for. */
  readonly file: string;
}

/** How files of a source are read; `null`: as they are recognised. */
export interface SourceMapping {
  readonly key: string;
  readonly mapping: Mapping | null;
}

/** A mapping document as JSON from the window or a file's text; `null` when none was given. @throws Refusal `bad-input`. */
export function readMapping(document: unknown, file = 'mapping'): Mapping | null {
  if (document === undefined || document === null) return null;
  const parsed = parseMapping(typeof document === 'string' ? document : JSON.stringify(document), file);
  if (!parsed.ok) throw badInput(parsed.problems);
  return parsed.value;
}

/** Corrections before what is remembered. @throws Refusal `bad-input`. */
export function readMappings(
  given: readonly GivenMapping[],
  remembered: readonly KnownMapping[],
): SourceMapping[] {
  return [...given, ...remembered].map(({ key, mapping, file }) => ({
    key,
    mapping: readMapping(mapping, `mapping of ${file}`),
  }));
}

/** When samples without a time were observed, as a person wrote it; UTC where no zone is given. @throws Refusal `bad-input`. */
export function observedInstant(text: string | null): number | null {
  if (text === null || text.trim() === '') return null;
  const timeMs = new TimeReader('UTC', 'auto').read(text);
  if (Number.isNaN(timeMs)) {
    const message = `The time of observation is ${JSON.stringify(text)}, expected one such as 2026-03-31T12:00:00Z.`;
    throw new Refusal('bad-input', message, [
      { value: text, message: 'the time of observation is not a time', expected: '2026-03-31T12:00:00Z' },
    ]);
  }
  return timeMs;
}
