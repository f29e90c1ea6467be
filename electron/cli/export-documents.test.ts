import { readXlsx } from 'hucre';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Folder, headroom } from './command-line.fixture.ts';

let folder: Folder;
const at = (name: string): string => folder.at(name);

beforeAll(async () => {
  folder = new Folder('documents');
  await headroom('init', at('w.headroom'), '--sample');
}, 60_000);
afterAll(() => folder.remove());

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
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.part'))).toEqual([]);
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

  it('lays a scenario over it, has no table form, and says which file is not there', async () => {
    const given = ['export', 'review', '--workspace', at('w.headroom')];
    const form = await headroom(...given, '--out', at('review.xlsx'));
    expect([form.code, form.said]).toEqual([2, expect.stringContaining('.html, .pdf')]);
    const absent = await headroom(...given, '--out', at('review.html'), '--scenario', at('x.json'));
    expect([absent.code, absent.said]).toEqual([
      2,
      expect.stringContaining('no file of this name, and none saved'),
    ]);
    const losing = { type: 'hostLoss', cluster: 'euw-b', count: 3, select: 'largest' };
    const path = folder.file('s.json', { schema: 'headroom.scenario/v1', name: 'Autumn', events: [losing] });
    const both = await headroom(...given, '--out', at('both.html'), '--scenario', path);
    expect(both.code, both.said).toBe(0);
    const page = readFileSync(at('both.html'), 'utf8');
    expect(page).toContain('Autumn, not saved');
    expect(page).toContain('In the scenario: ');
  }, 60_000);
});

describe('headroom export onboarding', () => {
  it('writes one page and a workbook on the customer of a scenario, and asks for one', async () => {
    const given = ['export', 'onboarding', '--workspace', at('w.headroom')];
    const coming = {
      type: 'onboardCustomer',
      customer: 'Larkspur',
      region: 'eu-west',
      fleet: [{ flavor: 's2', count: 20 }],
    };
    const path = folder.file('c.json', {
      schema: 'headroom.scenario/v1',
      name: 'Larkspur',
      events: [coming],
    });
    for (const name of ['c.html', 'c.xlsx']) {
      const { code, said } = await headroom(...given, '--scenario', path, '--out', at(name));
      expect(code, said).toBe(0);
    }
    expect(readFileSync(at('c.html'), 'utf8')).toContain('<h1>Onboarding Larkspur</h1>');
    const read = await readXlsx(readFileSync(at('c.xlsx')));
    expect(read.sheets[0]?.rows[0]?.[0]).toBe('Onboarding Larkspur');
    const none = await headroom(...given, '--out', at('none.xlsx'));
    expect([none.code, none.said]).toEqual([2, expect.stringContaining('--scenario NAME')]);
  }, 60_000);
});
