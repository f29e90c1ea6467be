import { readXlsx } from 'hucre';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from './run.ts';

let folder = '';
const at = (name: string): string => join(folder, name);

async function headroom(...args: string[]): Promise<{ code: number; said: string }> {
  const said: string[] = [];
  const code = await runCommandLine(args, {
    out: () => Promise.resolve(),
    say: (line) => said.push(line),
    progress: () => undefined,
  });
  return { code, said: said.join('\n') };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headroom documents '));
  await headroom('init', at('w.headroom'), '--sample');
}, 60_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('headroom export procurement', () => {
  it('writes a workbook and a CSV of the same plan, and leaves nothing half written', async () => {
    for (const name of ['plan.xlsx', 'plan.csv']) {
      const { code, said } = await headroom(
        'export',
        'procurement',
        '--workspace',
        at('w.headroom'),
        '--out',
        at(name),
      );
      expect(code, said).toBe(0);
      expect(said).toContain('content ');
    }
    const read = await readXlsx(readFileSync(at('plan.xlsx')));
    expect(read.sheets[0]?.rows[0]?.[0]).toBe('Procurement plan: w');
    expect(readFileSync(at('plan.csv'), 'utf8')).toMatch(/^table,order by,/);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  }, 60_000);

  it('refuses a form it does not have, and a place it cannot write to', async () => {
    const form = await headroom(
      'export',
      'procurement',
      '--workspace',
      at('w.headroom'),
      '--out',
      at('plan.docx'),
    );
    expect(form.code).toBe(2);
    expect(form.said).toContain('.xlsx, .csv, .html, .pdf');
    expect(form.said).toContain('.docx');
    expect(existsSync(at('plan.docx'))).toBe(false);
    const place = await headroom(
      'export',
      'procurement',
      '--workspace',
      at('w.headroom'),
      '--out',
      at('no/such/plan.csv'),
    );
    expect(place.code).toBe(2);
    expect((await headroom('export', 'procurement', '--out', at('plan.csv'))).code).toBe(2);
  }, 60_000);
});

describe('headroom export review', () => {
  it('writes the review as a page of its own that loads and runs nothing', async () => {
    const { code, said } = await headroom(
      'export',
      'review',
      '--workspace',
      at('w.headroom'),
      '--out',
      at('review.html'),
    );
    expect(code, said).toBe(0);
    const page = readFileSync(at('review.html'), 'utf8');
    expect(page).toMatch(/<b>N\+1 (holds|fails)/);
    expect(page).not.toMatch(/<script|<link|src=|@import|url\(/);
  }, 60_000);

  it('has no table form, and no scenario', async () => {
    const given = ['export', 'review', '--workspace', at('w.headroom')];
    const form = await headroom(...given, '--out', at('review.xlsx'));
    expect([form.code, form.said]).toEqual([2, expect.stringContaining('.html, .pdf')]);
    const scenario = await headroom(...given, '--out', at('review.html'), '--scenario', 'x');
    expect([scenario.code, scenario.said]).toEqual([2, expect.stringContaining('baseline')]);
  }, 60_000);
});
