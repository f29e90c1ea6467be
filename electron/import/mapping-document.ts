import { parseMapping, type Mapping } from '../../shared/import/mapping.ts';
import { badInput } from '../refusal.ts';

/** A mapping document as JSON from the window or a file's text; `null` when none was given. @throws Refusal `bad-input`. */
export function readMapping(document: unknown, file = 'mapping'): Mapping | null {
  if (document === undefined || document === null) return null;
  const parsed = parseMapping(typeof document === 'string' ? document : JSON.stringify(document), file);
  if (!parsed.ok) throw badInput(parsed.problems);
  return parsed.value;
}
