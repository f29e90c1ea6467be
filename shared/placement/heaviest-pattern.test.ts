import fc from 'fast-check';
import { expect, it } from 'vitest';
import { heaviestContent } from './heaviest-content.ts';
import { heaviestPattern } from './heaviest-pattern.ts';

const items = fc.array(
  fc.record({
    demand: fc.tuple(fc.nat(9), fc.nat(9), fc.nat(3)),
    weight: fc.nat(7),
    count: fc.nat(6),
  }),
  { minLength: 1, maxLength: 5 },
);
const limits = fc.tuple(fc.nat(30), fc.nat(30), fc.oneof(fc.nat(6), fc.constant(Infinity)));

/** Every content there is. */
function heaviestByTrying(
  kinds: readonly { demand: readonly number[]; weight: number; count: number }[],
  free: readonly number[],
): number {
  const [first, ...rest] = kinds;
  if (first === undefined) return 0;
  let best = 0;
  for (let copies = 0; copies <= first.count; copies += 1) {
    const left = free.map((limit, r) => limit - copies * (first.demand[r] ?? 0));
    if (left.some((limit) => limit < 0)) break;
    best = Math.max(best, copies * first.weight + heaviestByTrying(rest, left));
  }
  return best;
}

it('finds the heaviest content of a host, as trying them all does, and so does the checker of its own accord', () => {
  fc.assert(
    fc.property(items, limits, (kinds, free) => {
      const weight = heaviestByTrying(kinds, free);
      const demands = kinds.map(({ demand }) => Float64Array.from(demand));
      const found = heaviestPattern(
        demands,
        free,
        kinds.map(({ count }) => count),
        kinds.map((kind) => kind.weight),
        1e6,
      );
      expect(found?.weight).toBe(weight);
      expect(heaviestContent(kinds, free, 1e6)).toBe(weight);
      const held = kinds.reduce((sum, kind, n) => sum + kind.weight * (found?.counts[n] ?? 0), 0);
      expect(held).toBe(weight);
      free.forEach((limit, r) => {
        const load = kinds.reduce(
          (sum, { demand }, n) => sum + (demand[r] ?? 0) * (found?.counts[n] ?? 0),
          0,
        );
        expect(load).toBeLessThanOrEqual(limit);
      });
    }),
    { numRuns: 400 },
  );
});

it('says nothing rather than something unproven when the effort is spent', () => {
  const demands = [7, 11, 13, 5].map((size) => Float64Array.of(size));
  const given = [demands, [997], [99, 99, 99, 99], [71, 109, 131, 49]] as const;
  expect(heaviestPattern(...given, 3)).toBeNull();
  expect(heaviestPattern(...given, 1e6)).not.toBeNull();
});
