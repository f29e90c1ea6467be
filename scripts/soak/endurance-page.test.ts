import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pageWithLastRun } from './endurance-page.ts';

const WHERE = { day: '2026-11-26', machine: '2 cores' };
const PAGE = `# Endurance

Words.

<!-- The last run: written by npm run soak. -->

More words.

### Damaged files

Of another day.

### Hours of use

Of another day, too.
`;

describe('pageWithLastRun', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'headroom-page-'));
    const done = (title: string) =>
      JSON.stringify({ title, tookMs: 60_000, rows: [['cuts', 3]], faults: [] });
    writeFileSync(join(folder, 'damage.json'), done('Damaged files'));
    writeFileSync(join(folder, 'cut.json'), done('Power cut at every step'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('writes the section of a part that was run in its place, and leaves all others as they are', () => {
    const page = pageWithLastRun(PAGE, folder, ['damage'], WHERE);
    expect(page.replace(/### Damaged[^]*?(?=\n\n### Hours)/, '')).toBe(
      PAGE.replace(/### Damaged[^]*?(?=\n\n### Hours)/, ''),
    );
    expect(page).toContain(
      '### Damaged files\n\nRun on 2026-11-26 in 1.0 min (2 cores). No fault found.\n\n| What | Count |\n| --- | ---: |\n| cuts | 3 |\n\n### Hours of use',
    );
  });

  it('adds a section that was not there yet at the end', () => {
    const page = pageWithLastRun(PAGE, folder, ['cut'], WHERE);
    expect(page.startsWith(PAGE)).toBe(true);
    expect(page.slice(PAGE.length)).toMatch(
      /^\n### Power cut at every step\n\nRun on [^]*\| cuts \| 3 \|\n$/,
    );
  });
});
