import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
// @ts-expect-error a plain script without types
import { sampleTables } from './tables.mjs';

it('writes the committed sample files, byte for byte', () => {
  const folder = new URL('../../assets/sample/', import.meta.url);
  const committed = readdirSync(folder).filter((file) => file.endsWith('.csv'));
  const generated = sampleTables() as Record<string, string>;
  expect(Object.keys(generated).sort()).toEqual(committed.sort());
  for (const file of committed) expect(readFileSync(new URL(file, folder), 'utf8')).toBe(generated[file]);
});
