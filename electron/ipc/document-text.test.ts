import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readDocumentText } from './document-text.ts';

it('reads a document, and refuses one that is larger than any, unread', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'headroom document '));
  const path = join(folder, 'autumn.json');
  writeFileSync(path, '{}');
  expect(await readDocumentText(path, 'scenario')).toBe('{}');
  truncateSync(path, 16 * 1024 * 1024 + 1);
  await expect(readDocumentText(path, 'scenario')).rejects.toMatchObject({
    code: 'bad-input',
    message: 'autumn.json is larger than a scenario can be (16 MiB).',
  });
  rmSync(folder, { recursive: true });
});
