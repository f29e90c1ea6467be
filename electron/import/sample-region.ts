import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openFileImport } from '../../shared/import/importer.ts';
import { fileReport } from '../../shared/import/outcome.ts';
import { SAMPLE_HISTORY_FILE, sampleHistory } from '../../shared/import/sample-history.ts';
import type { Model } from '../../shared/model/document.ts';
import { badInput, Refusal } from '../refusal.ts';
import { readImport, type ImportBatch, type ImportProgress } from './import-reader.ts';
import { SampleCollector } from './sample-collector.ts';

/** Something to write into the sample workspace, or word of how far the making of it is. */
export type SampleStep =
  | { readonly kind: 'progress'; readonly progress: ImportProgress }
  | { readonly kind: 'batch'; readonly batch: ImportBatch };

/** Chunks of generated history are about this many; only the progress bar depends on it. */
const EXPECTED_CHUNKS = 60;

function progressOf(done: number, total: number, detail: string): ImportProgress {
  return {
    done: Math.min(done, total),
    total,
    unit: 'steps',
    ratePerSecond: null,
    remainingSeconds: null,
    detail,
  };
}

/**
 * The sample region, step by step: first its inventory files, then a history generated for the model they gave. Both go
 * through the same reading as a user's own files; the history is CSV text that is never on the disk.
 */
export async function* sampleSteps(
  folder: string,
  readModel: () => Promise<Model> | Model,
  signal?: AbortSignal,
): AsyncGenerator<SampleStep> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.csv')).sort();
  yield { kind: 'progress', progress: progressOf(0, EXPECTED_CHUNKS, 'inventory') };
  yield { kind: 'batch', batch: await readImport(names.map((name) => join(folder, name))) };
  yield* historySteps(await readModel(), signal);
}

async function* historySteps(model: Model, signal: AbortSignal | undefined): AsyncGenerator<SampleStep> {
  const collector = new SampleCollector();
  const importer = openFileImport({ file: SAMPLE_HISTORY_FILE, drain: collector });
  const encoder = new TextEncoder();
  let done = 0;
  for (const text of sampleHistory(model)) {
    importer.push(encoder.encode(text));
    done += 1;
    yield { kind: 'progress', progress: progressOf(done, EXPECTED_CHUNKS, 'history') };
    await nextTurn(); // lets a cancellation in
    if (signal?.aborted === true) throw new Refusal('cancelled', 'Making the sample region was cancelled.');
  }
  const outcome = importer.end();
  if (outcome.kind === 'refused') throw badInput(outcome.problems);
  if (outcome.kind !== 'metrics') throw new Error('the generated history was not read as metrics');
  const files = [fileReport(outcome)];
  const batch = { files, skipped: [], documents: [], tables: [], mappings: [], ...collector.finish() };
  yield { kind: 'batch', batch };
}
