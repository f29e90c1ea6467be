import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellAt, layoutHeat, nextCell, type HeatShape } from './heat-layout.ts';
import { layoutMatrix, nextInMatrix, NO_CELL } from './matrix-layout.ts';

const shapes: fc.Arbitrary<HeatShape> = fc.record({
  groups: fc.array(
    fc.record({ blocks: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 }) }),
    {
      minLength: 1,
      maxLength: 6,
    },
  ),
});
const cellsOf = (shape: HeatShape): number =>
  shape.groups.reduce((sum, { blocks }) => sum + blocks.reduce((own, block) => own + block, 0), 0);

describe('layoutHeat', () => {
  it('gives every cell a place of its own inside the width, and finds it there again', () => {
    fc.assert(
      fc.property(
        shapes,
        fc.integer({ min: 300, max: 1600 }),
        fc.integer({ min: 100, max: 900 }),
        (shape, width, height) => {
          const layout = layoutHeat(shape, width, height);
          expect(layout.x.length).toBe(cellsOf(shape));
          const seen = new Set<string>();
          for (let cell = 0; cell < layout.x.length; cell += 1) {
            const [x, y] = [layout.x[cell]!, layout.y[cell]!];
            seen.add(`${x} ${y}`);
            expect(x).toBeGreaterThanOrEqual(0);
            expect(cellAt(layout, x + layout.size / 2, y + layout.size / 2)).toBe(cell);
          }
          expect(seen.size).toBe(cellsOf(shape));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('shows everything at once where it can, with cells as large as that allows', () => {
    const shape = { groups: [{ blocks: [4, 4, 4, 4, 3] }, { blocks: [4, 4, 4, 3, 3] }] };
    const roomy = layoutHeat(shape, 1100, 400);
    expect(roomy.height).toBeLessThanOrEqual(400);
    expect(roomy.size).toBeGreaterThan(30);
    expect(layoutHeat(shape, 700, 400).size).toBeLessThan(roomy.size);
    const many = layoutHeat({ groups: [{ blocks: Array.from({ length: 1250 }, () => 8) }] }, 800, 300);
    expect([many.size, many.height > 300]).toEqual([12, true]);
  });

  it('puts the racks of a group under those of the one above, though a rack has fewer hosts', () => {
    const shape = { groups: [{ blocks: [4, 4, 3] }, { blocks: [4, 3, 3] }] };
    const { x } = layoutHeat(shape, 1100, 400);
    expect([x[11], x[11 + 4], x[11 + 4 + 3]]).toEqual([x[0], x[4], x[8]]);
  });

  it('draws no group out for another whose blocks are of quite other sizes', () => {
    const { x } = layoutHeat({ groups: [{ blocks: [40, 1] }, { blocks: [1, 40] }] }, 1600, 900);
    const { x: alone } = layoutHeat({ groups: [{ blocks: [1, 40] }, { blocks: [1, 40] }] }, 1600, 900);
    expect(x[42]! - x[41]!).toBe(alone[1]! - alone[0]!);
  });

  it('keeps a group in one line before it breaks it', () => {
    const { y } = layoutHeat({ groups: [{ blocks: [4, 4, 4, 4, 4] }] }, 560, 400);
    expect(new Set(y).size).toBe(1);
  });

  it('answers nothing between cells', () => {
    const layout = layoutHeat({ groups: [{ blocks: [2] }] }, 400, 200);
    expect(cellAt(layout, layout.size + 1, layout.y[0]! + 2)).toBe(-1);
    expect(cellAt(layout, 1, 1)).toBe(-1);
  });
});

describe('nextCell', () => {
  it('reaches every cell from the first by going right, and the first again by going left', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const layout = layoutHeat(shape, 700, 500);
        let cell = nextCell(layout, 0, 'first');
        const seen = new Set([cell]);
        for (let step = 1; step < layout.x.length; step += 1)
          seen.add((cell = nextCell(layout, cell, 'right')));
        expect(seen.size).toBe(layout.x.length);
        expect(cell).toBe(nextCell(layout, 0, 'last'));
        for (let step = 1; step < layout.x.length; step += 1) cell = nextCell(layout, cell, 'left');
        expect(cell).toBe(nextCell(layout, 0, 'first'));
      }),
      { numRuns: 40 },
    );
  });

  it('goes down to the nearest cell below', () => {
    const layout = layoutHeat({ groups: [{ blocks: [4] }, { blocks: [2] }] }, 400, 400);
    expect(nextCell(layout, 1, 'down')).toBe(5);
    expect(nextCell(layout, 3, 'down')).toBe(5);
    expect(nextCell(layout, 5, 'up')).toBe(1);
  });
});

describe('matrix', () => {
  it('walks over cells that do not exist', () => {
    const steps = Uint8Array.of(NO_CELL, 1, 2, 3, NO_CELL, 4, 5, 6, NO_CELL);
    expect(nextInMatrix(steps, 3, 1, 'right')).toBe(2);
    expect(nextInMatrix(steps, 3, 3, 'right')).toBe(5);
    expect(nextInMatrix(steps, 3, 1, 'left')).toBe(1);
    expect(nextInMatrix(steps, 3, 1, 'down')).toBe(7);
    expect(nextInMatrix(steps, 3, 5, 'rowStart')).toBe(3);
    expect(nextInMatrix(steps, 3, 5, 'first')).toBe(1);
    expect(nextInMatrix(steps, 3, 1, 'last')).toBe(7);
  });

  it('names fewer rows the smaller its cells are', () => {
    const names = (count: number) => Array.from({ length: count }, (_, index) => `host-${index}`);
    expect(layoutMatrix(names(10), names(10), 600, 600).every).toBe(1);
    expect(layoutMatrix(names(80), names(80), 700, 700).every).toBe(2);
  });
});
