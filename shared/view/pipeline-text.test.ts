import { describe, expect, it } from 'vitest';
import { cellOfColumn, pipelineCsv, readPipeline, withCell } from './pipeline-text.ts';

const ROWS = [
  {
    customer: 'gannet',
    region: 'r',
    cluster: 'a',
    on: '2026-05-01',
    probability: 0.8,
    fleet: [
      { flavor: 's2', count: 400, spreadGroup: 'gannet-web', maxPerHost: 20 },
      { flavor: 'm8', count: 3 },
    ],
    connections: 30000,
    edgeThroughputBytesPerSecond: 12_500_000,
    volumes: {
      allocatedBytes: 40e12,
      usedBytes: 1.25e12,
      changedBytesPerDay: 300e9,
      snapshotRetentionDays: 7,
    },
    postgresCpuCores: 0.15,
    ramp: {
      kind: 'steps',
      steps: [
        { day: 0, fraction: 0.25 },
        { day: 30, fraction: 1 },
      ],
    },
  },
  {
    customer: 'unsure',
    region: 'r',
    probability: { low: 0.5, mid: 0.7, high: 0.9 },
    fleet: [{ flavor: 's2', count: { low: 40, mid: 50, high: 80 } }],
    connections: { low: 20000, mid: 30000, high: 45000, confidence: 0.8 },
    edgeThroughputBytesPerSecond: { low: 1_000_000, mid: 1_500_000, high: 4_000_000 },
    volumes: { usedBytes: { low: 1e12, mid: 1.5e12, high: 2e12 } },
    ramp: { kind: 's-curve', days: { low: 30, mid: 45.5, high: 90 } },
  },
  { customer: '=cmd, "x"', region: 'r', fleet: [], ramp: { kind: 's-curve', days: 60 } },
  { customer: 'plain', region: 'r', fleet: [], ramp: { kind: 'immediate' } },
];

describe('a pipeline as text', () => {
  it('reads back what it wrote, with commas and with tabs', () => {
    for (const delimiter of [',', '\t'] as const) {
      const { rows, problems } = readPipeline(pipelineCsv(ROWS, delimiter), 'elsewhere');
      expect(problems).toEqual([]);
      expect(rows).toEqual(ROWS);
    }
  });

  it('lets no cell begin as a formula', () => {
    const cells = pipelineCsv(ROWS)
      .split(/\r\n/)
      .flatMap((line) => line.split(','));
    expect(cells.filter((cell) => /^"?[=+\-@]/.test(cell))).toEqual([]);
  });

  it('takes cells without a header in the order of the table, in the region looked at', () => {
    const { rows, problems } = readPipeline(
      'gannet\t2026-05-01\t80%\t400 s2, 3 × m8\t30000\tlinear 60\n',
      'r',
    );
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      {
        customer: 'gannet',
        region: 'r',
        on: '2026-05-01',
        probability: 0.8,
        fleet: [
          { flavor: 's2', count: 400 },
          { flavor: 'm8', count: 3 },
        ],
        connections: 30000,
        ramp: { kind: 'linear', days: 60 },
      },
    ]);
  });

  it('locates every bad cell and leaves its row out, the good ones stay', () => {
    const text =
      'customer,on,probability,microvms,ramp,colour\na,1 May,120%,many s2,slow,red\nb,2026-06-01,50,,,\n,,,,,\n,2026-06-01,,,,';
    const { rows, problems } = readPipeline(text, 'r');
    expect(rows.map(({ customer, probability }) => [customer, probability])).toEqual([['b', 0.5]]);
    expect(problems.map(({ line, column }) => [line, column])).toEqual([
      [1, 'colour'],
      [2, 'on'],
      [2, 'probability'],
      [2, 'microvms'],
      [2, 'ramp'],
      [5, 'customer'],
    ]);
  });

  it('counts the lines of the text, with blank ones and those inside a cell', () => {
    const lines = (text: string) => readPipeline(text, 'r').problems.map(({ line }) => line);
    expect(lines('\r\n\r\ncustomer,on\r\n\r\na,1 May\r\nb,\r\n , \r\nc,2 May\r\n')).toEqual([5, 8]);
    expect(lines('customer,on\n"two\nlines",1 May\nb,2 May')).toEqual([2, 4]);
    expect(lines('\n\na\t1 May\n\n\n\nb\t2 May\n\n')).toEqual([3, 7]);
  });

  it('takes one cell, takes it away again, and refuses what may mean two numbers', () => {
    const typed = withCell({ customer: 'a' }, 'used_tb', '1.5');
    expect(typed).toEqual({ customer: 'a', volumes: { usedBytes: 1.5e12 } });
    expect(typeof typed === 'string' ? typed : withCell(typed, 'used_tb', '')).toEqual({ customer: 'a' });
    expect(withCell({}, 'connections', '1,234')).toMatch(/not a number/);
    expect(withCell({}, 'connections', '-3')).toMatch(/at least 0/);
    expect(cellOfColumn({ probability: 1 / 3 }, 'probability')).toBe('33.3333%');
  });

  it('takes low, likely and high in one cell, and refuses what is none', () => {
    const typed = withCell({}, 'connections', '20000 .. 30000 .. 45000 @ 80%');
    expect(typed).toEqual({ connections: { low: 20000, mid: 30000, high: 45000, confidence: 0.8 } });
    expect(cellOfColumn(typeof typed === 'string' ? {} : typed, 'connections')).toBe(
      '20000..30000..45000@80%',
    );
    expect(withCell({}, 'microvms', '40..50..80 s2, 3 m8')).toEqual({
      fleet: [
        { flavor: 's2', count: { low: 40, mid: 50, high: 80 } },
        { flavor: 'm8', count: 3 },
      ],
    });
    expect(withCell({}, 'probability', '50%..70%..90%')).toEqual({
      probability: { low: 0.5, mid: 0.7, high: 0.9 },
    });
    expect(withCell({}, 'connections', '1..2')).toMatch(/not low, likely and high/);
    expect(withCell({}, 'connections', '3..2..5')).toMatch(/does not rise/);
    expect(withCell({}, 'connections', '1..2..3@120%')).toMatch(/not low, likely and high/);
    expect(withCell({}, 'connections', '1..two..3')).toMatch(/not a number/);
    expect(withCell({}, 'ramp', 'linear 0..10..20')).toMatch(/not a ramp/);
  });
});
