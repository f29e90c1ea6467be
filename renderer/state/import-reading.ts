import type { FilePreview } from '../../shared/ipc/import-channels.ts';
import type { MappingDocument } from '../../shared/ipc/mapping-channels.ts';
import { mappingKey, mappingKeys } from '../../shared/import/mapping-key.ts';
import { mappingOf } from '../../shared/import/mapping.ts';
import { bridge } from './bridge.ts';
import { fileKey, lookAgain, useImport, type Correction } from './import-store.ts';
import { showDone, showFailure } from './toast-store.ts';

const { getState: get, setState: set } = useImport;

/** Time for a hand to finish typing before the files are looked at again. */
const PAUSE_MS = 250;
let waiting: ReturnType<typeof setTimeout> | null = null;

function lookSoon(): void {
  if (waiting !== null) clearTimeout(waiting);
  set({ looking: true });
  waiting = setTimeout(() => {
    waiting = null;
    void lookAgain();
  }, PAUSE_MS);
}

export function showFile(preview: FilePreview): void {
  set({ shown: fileKey(preview) });
}

export function leaveOut(keys: ReadonlySet<string>): void {
  set({ leftOut: keys });
}

/** Zone of stamps without one, for all files of this import; `null`: the workspace's. */
export function setTimeZone(timeZone: string | null): void {
  set({ timeZone });
  lookSoon();
}

/** When samples without a time were observed; empty: when their file was last written. */
export function setObservedAt(observedAt: string): void {
  set({ observedAt: observedAt.trim() === '' ? null : observedAt });
  lookSoon();
}

/** Keys of the corrections about a file, whether they are about it alone or about its source. */
function keysOf({ reading }: FilePreview): readonly string[] {
  return reading === null || reading.signature === null ? [] : mappingKeys(reading.signature, reading.stem);
}

function correct(preview: FilePreview, added: readonly Correction[]): void {
  const keys = keysOf(preview);
  const others = get().corrections.filter(({ key }) => !keys.includes(key));
  set({ corrections: [...others, ...added] });
  lookSoon();
}

/** Reads the file, and every other one of its source, by a mapping; it is remembered with the import. */
export function correctMapping(preview: FilePreview, mapping: MappingDocument): void {
  const { reading, name } = preview;
  if (reading === null || reading.signature === null) return;
  const parsed = mappingOf(mapping, name);
  // A document that is not valid yet is sent as it is: the answer says what is wrong with it.
  const key = parsed.ok ? mappingKey(reading.signature, reading.stem, parsed.value) : reading.signature;
  correct(preview, [{ key, mapping, file: name }]);
}

/** Reads the file as it is recognised, whatever was remembered of its source. */
export function readAsRecognised(preview: FilePreview): void {
  correct(
    preview,
    keysOf(preview).map((key) => ({ key, mapping: null, file: preview.name })),
  );
}

/** The mapping a person gave for a file in this import; `null`: none. */
export function correctionOf(
  preview: FilePreview,
  corrections: readonly Correction[],
): MappingDocument | null {
  const keys = keysOf(preview);
  return corrections.find(({ key }) => keys.includes(key))?.mapping ?? null;
}

export async function saveMapping(mapping: MappingDocument, name: string): Promise<void> {
  const reply = await bridge().invoke('mapping:save', { mapping, name });
  if (!reply.ok) showFailure('The mapping was not saved.', reply);
  else if (reply.value !== null) showDone(`Mapping saved as ${reply.value.displayPath}.`);
}

export async function loadMapping(preview: FilePreview): Promise<void> {
  const reply = await bridge().invoke('mapping:load');
  if (!reply.ok) showFailure('No mapping was read.', reply);
  else if (reply.value !== null) correctMapping(preview, reply.value);
}
