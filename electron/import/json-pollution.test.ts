import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseMapping } from '../../shared/import/mapping.ts';
import { parsePortfolio } from '../../shared/timeline/parse-portfolio.ts';
import { readAnswer } from '../prometheus/read-answer.ts';
import { SecretStore } from '../prometheus/secret-store.ts';
import { WindowStateFile } from '../window-state.ts';
import { RecentList } from '../workspace/recent-list.ts';

// Texts from outside whose objects name the prototype: refused, or read as the text they are. Documents of the model, scenarios
// and mappings say so in the tests of their own parsers; what the window sends, in `electron/ipc/plain-data.test.ts`.

const POLLUTED = '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}';
const cipher = {
  isEncryptionAvailable: () => true,
  encryptString: (text: string) => Buffer.from(text),
  decryptString: (sealed: Buffer) => sealed.toString(),
};

function inFile<T>(content: string, read: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'headroom pollution '));
  try {
    writeFileSync(join(folder, 'f.json'), content);
    return read(join(folder, 'f.json'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it.each<[string, () => unknown]>([
  ['a portfolio', () => parsePortfolio(JSON.parse(`{"schema":"headroom.portfolio/v1",${POLLUTED}}`), null)],
  ['a mapping', () => parseMapping(`{"schema":"headroom.mapping/v1",${POLLUTED}}`, 'm.json')],
  [
    'an answer of Prometheus',
    () =>
      readAnswer(
        Buffer.from(
          `{"status":"success",${POLLUTED},"data":{${POLLUTED},"resultType":"matrix","result":[{"metric":{"__proto__":"x","constructor":"y","toString":"z"},"values":[[1,"2"]]}]}}`,
        ),
      ),
  ],
  [
    'the place of the window',
    () => inFile(`{"maximized":true,${POLLUTED}}`, (file) => new WindowStateFile(file).read()),
  ],
  [
    'recent workspaces',
    () => inFile(`[{"path":"/a","openedAtMs":1,${POLLUTED}}]`, (file) => new RecentList(file).list()),
  ],
  [
    'kept secrets',
    () =>
      inFile(`{${POLLUTED},"k":{"everyMinutes":5}}`, (file) =>
        new SecretStore(file, cipher).state('__proto__'),
      ),
  ],
])('%s reaches no prototype', async (_what, read) => {
  const before = Object.getOwnPropertyNames(Object.prototype);
  const value: unknown = await read();
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  expect('polluted' in {}).toBe(false);
  const text = JSON.stringify(value);
  expect(text).not.toContain('"polluted"');
  expect((value as { readonly polluted?: unknown } | null)?.polluted).toBeUndefined();
});
