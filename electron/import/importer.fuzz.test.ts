import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damagedFile, runs } from './damaged-files.fixture.ts';
import { imported } from '../../shared/import/read-text.fixture.ts';

const OBSERVED = { atMs: 1_767_225_600_000, source: 'given' } as const;
const LONG_RUN_MS = 3_600_000;

describe('import of damaged files', () => {
  it(
    'never throws, every refusal and rejection says where, and cutting the bytes elsewhere changes nothing',
    () => {
      const options = { file: 'x.csv', timeZone: 'Europe/Berlin', observed: OBSERVED };
      fc.assert(
        fc.property(damagedFile, fc.integer({ min: 1, max: 5000 }), (bytes, chunk) => {
          const outcome = imported(bytes, options, chunk);
          const listed =
            outcome.kind === 'refused'
              ? outcome.problems
              : outcome.kind === 'metrics'
                ? outcome.rejected
                : [];
          if (outcome.kind === 'refused') expect(listed.length).toBeGreaterThan(0);
          for (const problem of listed) {
            expect(problem.file).toBe('x.csv');
            expect(problem.message).not.toBe('');
            expect((problem.value ?? '').length).toBeLessThanOrEqual(80);
          }
          const whole = imported(bytes, options, bytes.length + 1);
          expect(whole.kind).toBe(outcome.kind);
          if (outcome.kind !== 'metrics' || whole.kind !== 'metrics') return;
          expect([whole.samples, whole.rows, whole.rejectedCount]).toEqual([
            outcome.samples,
            outcome.rows,
            outcome.rejectedCount,
          ]);
          for (const series of outcome.series) {
            expect(series.entity).not.toBe('');
            expect([...series.times, ...series.values].every(Number.isFinite)).toBe(true);
          }
        }),
        runs(800),
      );
    },
    LONG_RUN_MS,
  );

  it('takes any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(imported(bytes, {}, 17).kind).not.toBe('');
      }),
      { numRuns: 300 },
    );
  });
});
