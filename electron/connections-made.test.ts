import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
/** Everything in Node, Electron and a page that opens a connection. Types and `isIP` open none. */
const OPENS: readonly RegExp[] = [
  /import (?!type\b)(?!\{ isIP \})[^;]*? from '(?:node:)?(?:https?|http2|net|tls|dgram|dns(?:\/promises)?)'/,
  /import \{[^}]*\b(?:net|autoUpdater|crashReporter)\b[^}]*\} from 'electron'/,
  /(?<![.#\w])fetch\(/,
  /\b(?:WebSocket|EventSource|XMLHttpRequest|sendBeacon|RTCPeerConnection)\b/,
];

/** Which files do, and why they may. */
const MAY: Readonly<Record<string, string>> = {
  'electron/prometheus/http-request.ts':
    'metrics servers a person named, and the feed of releases a person switched on, when its button is pressed',
  'electron/prometheus/fetch-window.ts': 'none: a function of its own has that name',
  'electron/page-protocol.ts': 'files of the page itself, by file address',
  'renderer/app/LicencesDialog.tsx': 'a file of the page itself',
};

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter(({ name }) => /\.tsx?$/.test(name) && !/\.(test|fixture|arbitrary|d)\.tsx?$/.test(name))
    .map((entry) => join(entry.parentPath, entry.name));
}

it('the application asks nobody unasked: these files open connections and no others', () => {
  const found = ['electron', 'renderer', 'shared'].flatMap(sourcesIn).filter((file) => {
    const text = readFileSync(file, 'utf8');
    return OPENS.some((pattern) => pattern.test(text));
  });
  expect(found.map((file) => relative(ROOT, file)).sort()).toEqual(Object.keys(MAY).sort());
});

it('sees each way of opening one', () => {
  for (const line of [
    "import { request } from 'node:https';",
    "import { connect } from 'net';",
    "import { app, net } from 'electron';",
    "import { autoUpdater } from 'electron';",
    "await fetch('https://example.org')",
    'new WebSocket(url)',
  ])
    expect(
      OPENS.some((pattern) => pattern.test(line)),
      line,
    ).toBe(true);
  for (const line of [
    "import type { TLSSocket } from 'node:tls';",
    "import { isIP } from 'node:net';",
    'this.#fetch(a)',
  ])
    expect(
      OPENS.some((pattern) => pattern.test(line)),
      line,
    ).toBe(false);
});
