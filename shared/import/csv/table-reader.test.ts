import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metrics, samplesOf } from '../read-text.fixture.ts';

/** Cells that a monitoring system might write, plain and odd ones mixed. */
const time = fc.oneof(
  fc
    .integer({ min: 1_600_000_000, max: 1_800_000_000 })
    .map((s) => new Date(s * 1000).toISOString().replace('.000Z', 'Z')),
  fc.integer({ min: 1_600_000_000, max: 1_800_000_000 }).map(String),
  fc.integer({ min: 1_600_000_000_000, max: 1_800_000_000_000 }).map(String),
  fc
    .integer({ min: 1_600_000_000, max: 1_800_000_000 })
    .map((s) => new Date(s * 1000).toISOString().slice(0, 19).replace('T', ' ')),
  fc.constantFrom(
    '2026-02-30T00:00:00Z',
    '2026-03-31T24:00:00Z',
    '2026-03-31',
    'never',
    '2026-03-31T10:00:00+02:00',
  ),
);
const name = fc.constantFrom(
  'euw-a-01',
  'euw-a-02',
  ' euw-a-01 ',
  'x',
  'node{a="1"}'.replaceAll('"', "'"),
  'Ünï',
  '',
);
const metric = fc.constantFrom('cpu_used_cores', 'memory_used_gib', 'other', 'packet_loss_percent');
const value = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.integer({ min: -1e9, max: 1e9 }).map((n) => String(n / 1000)),
  fc.constantFrom(
    '',
    'NaN',
    '12 GiB',
    '-0',
    '.5',
    '5.',
    '1e3',
    'bad',
    '+7',
    '  8 ',
    '999999999999999999',
    '0.1',
  ),
);
const row = fc.tuple(time, name, metric, value);

describe('TableReader', () => {
  it('reads rows in place exactly as it reads them cell by cell', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (rows) => {
        // A first good row makes the shape certain; a quoted cell in it sends the whole block through papaparse.
        const plain = [
          'timestamp,entity,metric,value',
          '2026-01-01T00:00:00Z,a,b,1',
          ...rows.map((cells) => cells.join(',')),
        ].join('\n');
        const quoted = plain.replace('2026-01-01T00:00:00Z,a,b,1', '"2026-01-01T00:00:00Z","a","b","1"');
        const fast = metrics(plain);
        const slow = metrics(quoted);
        expect(samplesOf(fast)).toEqual(samplesOf(slow));
        expect(fast.rejected).toEqual(slow.rejected);
        expect([fast.rows, fast.empty, fast.samples]).toEqual([slow.rows, slow.empty, slow.samples]);
      }),
      { numRuns: 150 },
    );
  });

  it('reads the same whatever the chunks, line ends and quotes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(row, fc.boolean()), { minLength: 1, maxLength: 20 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.integer({ min: 1, max: 50 }),
        fc.boolean(),
        (rows, lineEnd, chunk, closed) => {
          const lines = rows.map(([cells, quote]) =>
            cells.map((cell) => (quote ? `"${cell}"` : cell)).join(','),
          );
          const text = ['timestamp,entity,metric,value', '2026-01-01T00:00:00Z,a,b,1', ...lines].join('\n');
          const whole = metrics(text);
          const cut = metrics(`\ufeff${text.replaceAll('\n', lineEnd)}${closed ? lineEnd : ''}`, {}, chunk);
          expect(samplesOf(cut)).toEqual(samplesOf(whole));
          expect(cut.rejected).toEqual(whole.rejected);
        },
      ),
      { numRuns: 80 },
    );
  });

  it('locates rejected rows by line, column and value, counting blank lines and line ends inside quotes', () => {
    const text =
      'timestamp,entity,metric,value\n\n2026-01-01T00:00:00Z,"two\nlines",m,1\n2026-01-01T00:05:00Z,a,m,1x\nnever,a,m,1\n2026-01-01T00:10:00Z,a,m\n';
    const outcome = metrics(text);
    expect(outcome.samples).toBe(1);
    expect(
      outcome.rejected.map(({ line, column, value: shown, message }) => [line, column, shown, message]),
    ).toEqual([
      [5, 'value', '1x', 'not a number'],
      [6, 'timestamp', 'never', 'not a time'],
      [7, undefined, '2026-01-01T00:10:00Z,a,m', '3 columns'],
    ]);
  });

  it('counts all rejected rows and lists the first', () => {
    const bad = Array.from({ length: 50 }, () => 'never,a,m,1').join('\n');
    const outcome = metrics(`timestamp,entity,metric,value\n${'2026-01-01,a,m,1\n'.repeat(60)}${bad}`, {
      maxRejectedListed: 3,
    });
    expect(outcome.rejectedCount).toBe(50);
    expect(outcome.rejected.map((problem) => problem.line)).toEqual([62, 63, 64]);
  });
});
