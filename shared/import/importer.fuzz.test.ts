import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imported } from './read-text.fixture.ts';

const fixture = (file: string) =>
  readFileSync(new URL(`../../e2e/fixtures/${file}`, import.meta.url)).subarray(0, 3000);
const sample = (file: string) =>
  readFileSync(new URL(`../../assets/sample/${file}`, import.meta.url)).subarray(0, 3000);

const SEEDS = [
  fixture('ec2_cpu_utilization_53ea38.csv'),
  fixture('bitbrains_vm_5min.csv'),
  fixture('bitbrains_two_vms.om'),
  fixture('prom_query_range_two_vms.json'),
  sample('hosts.csv'),
  sample('volumes.csv'),
  Buffer.from('sep=;\nSeries;Time;Value\n"x{host=""a""}";2026-01-01;1,5\n'),
  Buffer.from('{"metric":{"__name__":"x"},"values":[1],"timestamps":[1767225600000]}\n'),
  Buffer.from('{"schema":"headroom.mapping/v1","time":"a"}'),
];

/** Bytes replaced, cut out, doubled or put in, at random places. */
const edit = fc.record({
  at: fc.nat(3000),
  remove: fc.nat(40),
  insert: fc.oneof(
    fc.uint8Array({ maxLength: 8 }),
    fc
      .constantFrom('"', '\n', '\r', ',', ';', '{', '}', '\u0000', '\ufeff', '1e999', '-', '__proto__', '[[')
      .map((text) => Uint8Array.from(Buffer.from(text))),
  ),
});

const mutated = fc
  .tuple(fc.constantFrom(...SEEDS), fc.array(edit, { minLength: 1, maxLength: 6 }))
  .map(([seed, edits]) =>
    edits.reduce(
      (bytes, { at, remove, insert }) =>
        Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]),
      Buffer.from(seed),
    ),
  );

describe('import of damaged files', () => {
  it('never throws, and every refusal and rejection says where', () => {
    fc.assert(
      fc.property(mutated, fc.integer({ min: 1, max: 5000 }), (bytes, chunk) => {
        const outcome = imported(bytes, { file: 'x.csv' }, chunk);
        const listed =
          outcome.kind === 'refused' ? outcome.problems : outcome.kind === 'metrics' ? outcome.rejected : [];
        if (outcome.kind === 'refused') expect(listed.length).toBeGreaterThan(0);
        for (const problem of listed) {
          expect(problem.file).toBe('x.csv');
          expect(problem.message).not.toBe('');
          expect((problem.value ?? '').length).toBeLessThanOrEqual(80);
        }
        if (outcome.kind !== 'metrics') return;
        for (const series of outcome.series) {
          expect(series.entity).not.toBe('');
          expect([...series.times, ...series.values].every(Number.isFinite)).toBe(true);
        }
      }),
      { numRuns: 600 },
    );
  });

  it('takes any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(imported(bytes, {}, 17).kind).not.toBe('');
      }),
      { numRuns: 300 },
    );
  });
});
