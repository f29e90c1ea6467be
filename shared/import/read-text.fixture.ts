import { openFileImport, type ImportOptions } from './importer.ts';
import type { FileOutcome, InventoryFile, MetricsFile, RefusedFile } from './outcome.ts';

/** Tests only: imports a text or bytes in chunks of the given size. */
export function imported(
  content: string | Uint8Array,
  options: Partial<ImportOptions> = {},
  chunk = 65_536,
): FileOutcome {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const importer = openFileImport({ file: 'test.csv', ...options });
  for (let at = 0; at < bytes.length; at += chunk) importer.push(bytes.subarray(at, at + chunk));
  return importer.end();
}

export function metrics(
  content: string | Uint8Array,
  options: Partial<ImportOptions> = {},
  chunk?: number,
): MetricsFile {
  const outcome = imported(content, options, chunk);
  if (outcome.kind !== 'metrics') throw new Error(JSON.stringify(outcome));
  return outcome;
}

export function inventory(content: string, file: string): InventoryFile {
  const outcome = imported(content, { file });
  if (outcome.kind !== 'inventory') throw new Error(JSON.stringify(outcome));
  return outcome;
}

export function refusal(content: string | Uint8Array, options: Partial<ImportOptions> = {}): RefusedFile {
  const outcome = imported(content, options);
  if (outcome.kind !== 'refused') throw new Error(`not refused: ${outcome.kind}`);
  return outcome;
}

/** `{ 'entity metric': [[ISO time, value], …] }` in file order. */
export function samplesOf(outcome: MetricsFile): Record<string, (readonly [string, number])[]> {
  return Object.fromEntries(
    outcome.series.map((series) => [
      `${series.entity} ${series.metric}`,
      [...series.times].map((time, index) => [new Date(time).toISOString(), series.values[index]!] as const),
    ]),
  );
}
