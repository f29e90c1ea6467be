import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

/** What one part of a soak run has found, as rows of a table. */
export interface SoakResult {
  readonly title: string;
  readonly tookMs: number;
  readonly rows: readonly (readonly [what: string, count: number])[];
  /** Empty: all was well. */
  readonly faults: readonly string[];
}

/** Prints a result and keeps it in `out/soak` for the table in docs/endurance.md. Faults make the run fail. */
export function keepResult(name: string, result: SoakResult): void {
  mkdirSync(join('out', 'soak'), { recursive: true });
  writeFileSync(join('out', 'soak', `${name}.json`), JSON.stringify(result, null, 2));
  for (const [what, count] of result.rows) console.log(`  ${what}: ${count}`);
  for (const fault of result.faults) console.error(`  FAULT ${fault}`);
  console.log(`${result.faults.length} faults, ${Math.round(result.tookMs / 1000)} s`);
  if (result.faults.length > 0) process.exitCode = 1;
}
