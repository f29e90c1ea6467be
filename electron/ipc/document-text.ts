import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Refusal } from '../refusal.ts';

/** Many times what thousands of events take; a metric export chosen by mistake is larger. */
const LARGEST_BYTES = 16 * 1024 * 1024;

/**
 * The text of a small document somebody chose: a scenario, a portfolio, a mapping, a policy.
 * @param what as it is named in the refusal, `scenario`.
 * @throws Refusal `bad-input` for a file larger than any such document, unread; file errors.
 */
export async function readDocumentText(path: string, what: string): Promise<string> {
  if ((await stat(path)).size > LARGEST_BYTES)
    throw new Refusal('bad-input', `${basename(path)} is larger than a ${what} can be (16 MiB).`);
  return readFile(path, 'utf8');
}
