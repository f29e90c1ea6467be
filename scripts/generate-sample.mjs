// node scripts/generate-sample.mjs: writes the inventory files of the sample region to assets/sample. Seeded: running it
// again writes the same bytes. Its history is made by shared/import/sample-history.ts when a sample workspace is made.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleTables } from './sample/tables.mjs';
import { inRoot } from './setup/places.mjs';

const folder = inRoot('assets', 'sample');
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(sampleTables())) {
  writeFileSync(join(folder, name), text);
  console.log(`${name}: ${text.split('\n').length - 2} rows, ${Buffer.byteLength(text)} bytes`);
}
