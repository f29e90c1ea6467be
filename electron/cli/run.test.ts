import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Folder, headroom } from './command-line.fixture.ts';

let folder: Folder;
beforeEach(() => {
  folder = new Folder('cli');
});
afterEach(() => folder.remove());

const file = (name: string, content: unknown): string => folder.file(name, content);
const at = (name: string): string => folder.at(name);

const GIB = 2 ** 30;
/** The worked example of MODEL.md section 17. */
const model = {
  schema: 'headroom.model/v1',
  name: 'worked example',
  asOf: '2026-03-31T00:00:00Z',
  regions: [{ id: 'r' }],
  clusters: [
    { id: 'a', region: 'r' },
    { id: 'b', region: 'r' },
  ],
  hosts: [
    ...[100, 100, 200].map((gib, i) => ({ id: `a${i}`, cluster: 'a', memoryBytes: gib * GIB })),
    ...[100, 100].map((gib, i) => ({ id: `b${i}`, cluster: 'b', memoryBytes: gib * GIB })),
  ],
  flavors: [{ id: 'g30', memoryBytes: 30 * GIB }],
  overhead: { memoryBytesPerVm: 0, cpuCoresPerVm: 0, fileDescriptorsPerVm: 0, processesPerVm: 0 },
  microvms: [
    { id: 'x', host: 'a2', flavor: 'g30', count: 5 },
    { id: 'y', host: 'b0', flavor: 'g30', count: 2 },
  ],
};
const loss = (...hosts: string[]) => ({
  schema: 'headroom.scenario/v1',
  name: 'loss',
  events: [{ type: 'hostLoss', hosts }],
});

interface Row {
  id: string;
  verdict: string;
  capacity: number;
  reserve: number;
  available: number;
  demand: number;
  utilization: number;
  headroom: number;
  margin: number;
  explain?: { value: unknown; inputs?: { inputs?: unknown[] }[] };
}
const rowsOf = (out: string): Row[] => (JSON.parse(out) as { constraints: Row[] }).constraints;
const row = (rows: Row[], id: string): Row => rows.find((one) => one.id === id) ?? expect.fail(`no ${id}`);

describe('headroom assess', () => {
  it('gives exactly the numbers of the worked example', async () => {
    const { code, out, said } = await headroom('assess', '--model', file('m.json', model), '--json');
    expect({ code, said }).toEqual({ code: 0, said: '' });
    expect(row(rowsOf(out), 'compute.memory@region:r')).toMatchObject({
      capacity: 600 * GIB,
      reserve: 300 * GIB,
      available: 300 * GIB,
      demand: 210 * GIB,
      utilization: 0.7,
      verdict: 'ok',
    });
    expect(row(rowsOf(out), 'compute.memory@region:r').headroom).toBeCloseTo(0.3, 12);
    expect(row(rowsOf(out), 'compute.memory@region:r').margin).toBeCloseTo(30 * GIB, 0);
  });

  it('derives numbers two levels deep unless told otherwise', async () => {
    const path = file('m.json', model);
    const deep = async (...more: string[]): Promise<Row> =>
      row(
        rowsOf((await headroom('assess', '--model', path, '--json', ...more)).out),
        'compute.memory@region:r',
      );
    const short = await deep();
    expect(short.explain?.value).toBe(short.headroom);
    expect(short.explain?.inputs?.length).toBeGreaterThan(0);
    expect(short.explain?.inputs?.every((input) => input.inputs === undefined)).toBe(true);
    expect(
      (await deep('--explain', 'full')).explain?.inputs?.some((input) => input.inputs !== undefined),
    ).toBe(true);
    expect((await deep('--explain', 'none')).explain).toBeUndefined();
  });

  it('exits with 1 for a missed target only when --check asks', async () => {
    const path = file('m.json', model);
    const policy = file('p.json', { schema: 'headroom.policy/v1', memoryHeadroomMinRatio: 0.5 });
    expect((await headroom('assess', '--model', path, '--policy', policy)).code).toBe(0);
    expect((await headroom('assess', '--model', path, '--policy', policy, '--check')).code).toBe(1);
  });

  it('prints a table for people', async () => {
    const { out } = await headroom('assess', '--model', file('m.json', model));
    expect(out).toMatch(/compute\.memory@region:r +210\.0 GiB +300\.0 GiB +30\.0% +≥ 20% +ok/);
  });
});

describe('bad input', () => {
  it.each<[string, unknown, RegExp]>([
    ['an unknown key', { ...model, hots: [] }, /m\.json, hots: unknown key/],
    ['a dangling reference', { ...model, clusters: [{ id: 'a', region: 'r' }] }, /hosts\[3\]\.cluster.*"b"/],
    ['broken JSON', '{"schema": "headroom.model/v1",\n  "asOf" 3}', /m\.json, line 2, column 10/],
    ['another schema', { ...model, schema: 'headroom.model/v9' }, /schema.*headroom\.model\/v9/],
  ])('%s in a model is located on standard error, exit 2', async (_name, content, place) => {
    const { code, out, said } = await headroom('assess', '--model', file('m.json', content), '--json');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(said).toMatch(place);
  });

  it('in a policy or a scenario is located, too', async () => {
    const path = file('m.json', model);
    const policy = await headroom(
      'assess',
      '--model',
      path,
      '--policy',
      file('p.json', { cpuOvercommit: -1 }),
    );
    expect(policy).toMatchObject({ code: 2, out: '' });
    expect(policy.said).toMatch(/p\.json.*cpuOvercommit/);
    const scenario = await headroom(
      'simulate',
      '--model',
      path,
      '--scenario',
      file('s.json', loss('nobody')),
    );
    expect(scenario).toMatchObject({ code: 2, out: '' });
    expect(scenario.said).toMatch(/s\.json, events\[0\]\.hosts\[0\].*"nobody"/);
  });

  it('is a missing file, a folder, a workspace that is none', async () => {
    expect(await headroom('assess', '--model', at('none.json'))).toMatchObject({
      code: 2,
      said: expect.stringContaining('no such file'),
    });
    expect(await headroom('assess', '--model', folder.path)).toMatchObject({
      code: 2,
      said: expect.stringContaining('folder'),
    });
    expect(await headroom('assess', '--workspace', file('w.headroom', 'text'))).toMatchObject({
      code: 2,
      said: expect.stringContaining('not a Headroom workspace'),
    });
  });

  it('names the place whatever stands there instead of a workspace', async () => {
    const said = async (...args: string[]) => {
      const seen = await headroom(...args);
      expect(seen).toMatchObject({ code: 2, out: '' });
      return seen.said;
    };
    expect(await said('assess', '--workspace', folder.path)).toContain(`${folder.path} is a folder`);
    expect(await said('assess', '--workspace', file('e.headroom', ''))).toContain('is an empty file');
    expect(await said('init', at('no/w.headroom'))).toContain(`there is no folder ${at('no')}`);
  });
});

describe('bad usage', () => {
  it.each<[string[], RegExp]>([
    [['asses'], /no command "asses"\. Did you mean assess\?/],
    [['assess', '--modle', 'x'], /Unknown option --modle\. Did you mean --model\?/],
    [['assess', '--model'], /--model needs a value/],
    [['assess', '--model='], /--model needs a value/],
    [['assess', '--json=yes', '--model', 'x'], /--json takes no value/],
    [['assess'], /either --model .* or --workspace/],
    [['assess', '--model', 'a', '--workspace', 'b'], /not both/],
    [['assess', '--model', 'a', '--model', 'b'], /given twice/],
    [['assess', 'm.json'], /Unexpected argument "m\.json"/],
    [['assess', '--model', 'a', '--explain', 'ful'], /expected one of none, short, full/],
    [['survive', '--model', 'a', '--losses', '0'], /whole number from 1 to 8/],
    [['survive', '--model', 'a', '--losses', '1e1'], /whole number from 1 to 8/],
    [['assess', '--model', tmpdir()], /\S: it is a folder/],
    [['simulate', '--model', 'a'], /no such file|needs a scenario/],
    [['import', '--workspace', 'w'], /at least one file/],
    [['import', 'a.csv'], /needs a workspace/],
    [['init'], /name of the new workspace/],
    [['forecast'], /needs either a metric file or a workspace/],
    [['forecast', '--metrics', 'x', '--workspace', 'w'], /needs either/],
    [['forecast', '--metrics', 'x', '--constraint', 'c'], /--constraint does not go with forecast --metrics/],
    [['forecast', '--metrics', 'x', '--limit', '1,5'], /expected a number/],
    [['forecast', '--metrics', 'x', '--window', '3'], /whole number from 7/],
    [['forecast', '--workspace', 'w', '--limit', '5'], /--limit does not go with forecast --workspace/],
    [['export', 'review', '--entity', 'h'], /--entity does not go with export review/],
    [['init', ''], /name of the new workspace/],
    [
      ['import', 'a.csv', '--workspace', 'w', '--at', 'yesterday'],
      /time of observation is not a time \(is "yesterday"/,
    ],
    [['triggers'], /triggers needs a workspace/],
    [['plan'], /--model M.json or --workspace/],
    [[], /Usage: headroom COMMAND/],
  ])('%j is explained on standard error, exit 2', async (args, words) => {
    const { code, out, said } = await headroom(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(said).toMatch(words);
  });

  it('has help for everything on standard output', async () => {
    const general = await headroom('--help');
    expect(general).toMatchObject({ code: 0, said: '' });
    for (const name of ['assess', 'survive', 'simulate', 'init', 'import', 'forecast', 'triggers']) {
      expect(general.out).toContain(`\n  ${name} `);
      const help = await headroom(name, '--help');
      expect(help).toMatchObject({ code: 0, said: '' });
      expect(help.out).toContain(`Usage: headroom ${name}`);
    }
  });
});

describe('headroom survive and simulate', () => {
  it('counts every loss and names the worst with its certificate', async () => {
    const { code, out } = await headroom('survive', '--model', file('m.json', model), '--json');
    expect(code).toBe(0);
    const { clusters } = JSON.parse(out) as {
      clusters: { cluster: string; tried: number; counts: Record<string, number> }[];
    };
    expect(clusters.map(({ cluster, tried }) => [cluster, tried])).toEqual([
      ['a', 3],
      ['b', 2],
    ]);
    expect(Object.values(clusters[0]?.counts ?? {}).reduce((a, b) => a + b)).toBe(3);
  });

  it('says what a scenario changes', async () => {
    const args = ['--model', file('m.json', model), '--scenario', file('s.json', loss('a2'))];
    const { code, out } = await headroom('simulate', ...args, '--json');
    expect(code).toBe(0);
    const result = JSON.parse(out) as {
      events: { outcome: { displaced: number } }[];
      changes: { id: string }[];
    };
    expect(result.events[0]?.outcome.displaced).toBe(5);
    expect(result.changes.map(({ id }) => id)).toContain('compute.memory@cluster:a');
    expect((await headroom('simulate', ...args, '--check')).code).toBe(1);
  });

  it('names the scenario file where events contradict each other', async () => {
    const twice = { ...loss('a2'), events: [...loss('a2').events, ...loss('a2').events] };
    const args = ['--model', file('m.json', model), '--scenario', file('s.json', twice)];
    const { code, out, said } = await headroom('simulate', ...args, '--json');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(said).toMatch(/^s\.json, events\[1\]\.hosts\[0\]: host a2 is already down/);
  });
});

describe('a workspace', () => {
  const csv =
    'timestamp,entity,metric,value\n2026-03-30T00:00:00Z,a0,cpu_used_cores,10\n2026-03-30T00:05:00Z,a0,cpu_used_cores,oops\n';

  it('is made, filled and asked with the same answers as the document', async () => {
    const w = at('w 1.headroom');
    expect(await headroom('init', w)).toMatchObject({ code: 0, out: '' });
    const document = file('m.json', model);
    const imported = await headroom('import', document, file('c.csv', csv), '--workspace', w, '--json');
    expect(imported.code).toBe(0);
    expect(imported.said).toMatch(/c\.csv, line 3, value: .*"oops"/);
    expect(JSON.parse(imported.out)).toMatchObject({
      samples: 1,
      files: [
        { file: 'm.json', entities: 11 },
        { file: 'c.csv', series: 1, samples: 1, rejectedCount: 1 },
      ],
    });
    const both = async (...asked: string[]) => ({
      workspace: await headroom(...asked, '--workspace', w, '--json'),
      document: await headroom(...asked, '--model', document, '--json'),
    });
    for (const asked of [['assess'], ['survive', '--losses', '2']]) {
      const { workspace, document: same } = await both(...asked);
      expect(workspace.code, workspace.said).toBe(0);
      expect(workspace.out).toBe(same.out);
    }
    // The workspace has a history as well, so its timeline says more; the what-if itself is the same.
    const simulated = await both('simulate', '--scenario', file('s.json', loss('a2')));
    const { events, changes } = JSON.parse(simulated.document.out) as Record<string, unknown>;
    expect(JSON.parse(simulated.workspace.out)).toMatchObject({ events, changes });
  });

  it('that cannot be backed up is changed all the same, and says so', async () => {
    const workspace = at('full.headroom');
    await headroom('init', workspace);
    file('full.headroom.backups', 'a file in the way');
    const imported = await headroom(
      'import',
      file('regions.csv', 'id,name\neu,Europe\n'),
      '--workspace',
      workspace,
    );
    expect(imported.code).toBe(0);
    expect(imported.said).toContain(
      'No backup of full can be made. A file stands where the folder of backups belongs. There is none so far.',
    );
  });

  it('is not overwritten, and a refused import leaves it as it was', async () => {
    const w = at('w.headroom');
    await headroom('init', w);
    const before = readFileSync(w);
    expect(await headroom('init', w)).toMatchObject({
      code: 2,
      said: expect.stringContaining('exists already'),
    });
    const refused = await headroom('import', file('m.json', { ...model, hosts: 3 }), '--workspace', w);
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.said).toMatch(/m\.json.*hosts/);
    expect(readFileSync(w).equals(before)).toBe(true);
    mkdirSync(at('empty'));
    const empty = await headroom('import', at('empty'), '--workspace', w);
    expect(empty).toMatchObject({ code: 2, out: '' });
    expect(empty.said).toContain(`nothing to import in ${at('empty')}`);
  });

  it('is exported whole or not at all, and what is asked for must be there', async () => {
    const w = at('w.headroom');
    await headroom('init', w);
    await headroom('import', file('m.json', model), file('c.csv', csv), '--workspace', w);
    const exported = async (kind: string[], out: string) =>
      headroom('export', ...kind, '--workspace', w, '--out', out);
    expect(await exported(['data', '--entity', 'nobody'], at('d.csv'))).toMatchObject({
      code: 2,
      said: expect.stringContaining('There is no series nobody among the 3 of the workspace'),
    });
    expect(existsSync(at('d.csv'))).toBe(false);
    for (const kind of ['data', 'rules'])
      expect(await exported([kind], at('no/x.csv'))).toMatchObject({
        code: 2,
        said: expect.stringContaining(`there is no folder ${at('no')}`),
      });
    // A link stays one, and a device is written to.
    symlinkSync(at('real.csv'), at('link.csv'));
    writeFileSync(at('real.csv'), 'old');
    expect((await exported(['data'], at('link.csv'))).code).toBe(0);
    expect(lstatSync(at('link.csv')).isSymbolicLink()).toBe(true);
    expect(readFileSync(at('real.csv'), 'utf8')).toContain('cpu_used_cores');
    expect((await exported(['data'], '/dev/null')).code).toBe(0);
    expect(statSync('/dev/null').isFile()).toBe(false);
    expect(await exported(['review', '--scenario', 'nothing'], at('r.html'))).toMatchObject({
      code: 2,
      said: expect.stringContaining('no file of this name, and none saved'),
    });
  });
});

describe('headroom forecast', () => {
  const metrics = join(import.meta.dirname, '../../e2e/fixtures/ec2_cpu_utilization_53ea38.csv');
  it('fits a real series as an independent implementation does', async () => {
    const { code, out } = await headroom('forecast', '--metrics', metrics, '--limit', '60', '--json');
    expect(code).toBe(0);
    const result = JSON.parse(out);
    expect(result).toMatchObject({ step: 300, crossing: { date: null, already: false } });
    expect(result.fit.n).toBe(13);
    expect(result.fit.slopePerDay).toBeCloseTo(0.0022434065934065902, 12);
    expect(result.projected[0]).toMatchObject({ day: '2014-02-28' });
    expect(result.projected[0].high).toBeCloseTo(2.063097356598028, 10);
    expect(result.backtest).toMatchObject({ cutoffs: 0, verdict: 'unvalidated', mape: null });
  });
  it('tells the interval in words: at the horizon, and a limit only the upper edge reaches', async () => {
    const disk = join('e2e', 'fixtures', 'ec2_disk_write_bytes_1ef3de.csv');
    const { code, out } = await headroom('forecast', '--metrics', disk, '--limit', '5e7');
    expect(code).toBe(0);
    expect(out).toMatch(/reaches the limit +none within 90 days, earliest 2014-03-18/);
    expect(out).toMatch(/on 2014-06-15, 90% band +-3\.89932e\+6 \(-2\.90449e\+8 – 2\.82650e\+8\)/);
    expect(out).toMatch(/backtest +unvalidated: 1 cut-off, off by .+ in the band, skill 0\.365639/);
  });
  it('says what it had to leave out of a file, row by row', async () => {
    const bad = file(
      'bad.csv',
      'timestamp,value\n2026-01-01 00:00,1\n2026-01-01 00:05,abc\n2026-01-01 00:10,2\n',
    );
    const { code, out, said } = await headroom('forecast', '--metrics', bad, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out).days[0]).toMatchObject({ samples: 2 });
    expect(said).toMatch(/bad\.csv, line 3, value: .*"abc"/);
  });
  it('says which series there are when the file has several', async () => {
    const two = join(import.meta.dirname, '../../e2e/fixtures/bitbrains_two_vms.om');
    const { code, said } = await headroom('forecast', '--metrics', two, '--limit', '60');
    expect(code).toBe(2);
    expect(said).toMatch(/has 2 series; say which:\n {2}--entity \S+ --metric vm_cpu_usage_mhz/);
  });
});

describe('headroom forecast and triggers on a workspace', () => {
  /** Reserved memory of the region, 100 GiB and 3 more each day, hourly for the 30 days before asOf. */
  const history = (): string => {
    const lines = ['timestamp,entity,metric,value'];
    for (let hour = 0; hour < 30 * 24; hour += 1) {
      const time = new Date(Date.parse('2026-03-01T00:00:00Z') + hour * 3_600_000).toISOString();
      lines.push(`${time},region:r,memory_reserved_bytes,${(100 + 3 * Math.floor(hour / 24)) * GIB}`);
    }
    return lines.join('\n');
  };
  const workspace = async (): Promise<string> => {
    const path = at('w.headroom');
    await headroom('init', path);
    await headroom('import', file('m.json', model), file('h.csv', history()), '--workspace', path);
    return path;
  };

  it('says when each target is missed, and one in full with its derivation', async () => {
    const path = await workspace();
    const { code, out } = await headroom('forecast', '--workspace', path, '--json');
    expect(code).toBe(0);
    const { forecasts } = JSON.parse(out) as {
      forecasts: { id: string; crossing: { date: string } | null }[];
    };
    // 300 available, at most 240: 100 + 3 × 47 on day 47, 2026-04-17.
    const memory = forecasts.find(({ id }) => id === 'compute.memory@region:r');
    expect(memory?.crossing?.date).toBe('2026-04-17');
    const one = await headroom(
      'forecast',
      '--workspace',
      path,
      '--constraint',
      'compute.memory@region:r',
      '--json',
    );
    expect(JSON.parse(one.out)).toMatchObject({
      fit: { n: 30, slopePerDay: 3 * GIB, firstDay: '2026-03-01', lastDay: '2026-03-30' },
      now: { day: '2026-03-30', demand: 187 * GIB },
      projected: expect.objectContaining({ length: 90 }) as unknown,
      backtest: { verdict: 'trusted' },
      explain: { formula: '1 − demand ÷ available' },
    });
    const unknown = await headroom(
      'forecast',
      '--workspace',
      path,
      '--constraint',
      'compute.memory@region:x',
    );
    expect(unknown).toMatchObject({ code: 2, said: 'There is no forecast of compute.memory@region:x.' });
    expect((await headroom('forecast', '--workspace', path)).out).toContain('2026-04-17');
  });

  it('lists the triggers, and fails a check while one fires', async () => {
    const path = await workspace();
    const { code, out } = await headroom('triggers', '--workspace', path, '--json');
    expect(code).toBe(0);
    const { triggers } = JSON.parse(out) as { triggers: { id: string; state: string; daysLeft: number }[] };
    expect(triggers).toMatchObject([{ id: 'memory-headroom@region:r', state: 'firing', daysLeft: 17 }]);
    expect((await headroom('triggers', '--workspace', path, '--check')).code).toBe(1);
    const calm = file('p.json', { schema: 'headroom.policy/v1', triggerHorizonDays: 10 });
    const quiet = await headroom('triggers', '--workspace', path, '--policy', calm, '--check');
    expect(quiet).toMatchObject({ code: 0 });
    expect(quiet.out).toContain('quiet');
  });

  it('gives a simulation its days and triggers, by the history of the workspace', async () => {
    const path = await workspace();
    const events = [{ type: 'growthMultiplier', constraint: 'compute.memory', factor: 4 }];
    const scenario = file('g.json', { schema: 'headroom.scenario/v1', name: 'faster', events });
    const { code, out } = await headroom('simulate', '--workspace', path, '--scenario', scenario, '--json');
    expect(code).toBe(0);
    const { timeline, triggers, triggersBefore } = JSON.parse(out) as {
      timeline: { days: string[]; constraints: { id: string; crossing: { date: string } | null }[] };
      triggers: { daysLeft: number }[];
      triggersBefore: { daysLeft: number }[];
    };
    expect(timeline.days).toHaveLength(91);
    // 190 on asOf, then 12 a day: over 240 on the fifth day after it.
    const memory = timeline.constraints.find(({ id }) => id === 'compute.memory@region:r');
    expect(memory?.crossing?.date).toBe('2026-04-05');
    expect([triggers[0]?.daysLeft, triggersBefore[0]?.daysLeft]).toEqual([5, 17]);
  });
});
