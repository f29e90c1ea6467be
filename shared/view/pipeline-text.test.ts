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
      [4, 'customer'],
    ]);
  });

  it('takes one cell, takes it away again, and refuses what may mean two numbers', () => {
    const typed = withCell({ customer: 'a' }, 'used_tb', '1.5');
    expect(typed).toEqual({ customer: 'a', volumes: { usedBytes: 1.5e12 } });
    expect(typeof typed === 'string' ? typed : withCell(typed, 'used_tb', '')).toEqual({ customer: 'a' });
    expect(withCell({}, 'connections', '1,234')).toMatch(/not a number/);
    expect(withCell({}, 'connections', '-3')).toMatch(/at least 0/);
    expect(cellOfColumn({ probability: 1 / 3 }, 'probability')).toBe('33.3333%');
  });
});
