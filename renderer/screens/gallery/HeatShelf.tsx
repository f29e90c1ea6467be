import { useMemo, useState } from 'react';
import { CELL_CHANGES, CELL_STATES, type HeatCells } from '../../../shared/view/heat-cells.ts';
import type { HeatShape } from '../../../shared/view/heat-layout.ts';
import { NO_CELL } from '../../../shared/view/matrix-layout.ts';
import { ChartFigure } from '../../app/figure/ChartFigure.tsx';
import { HeatMap } from '../../charts/HeatMap.tsx';
import { Matrix } from '../../charts/Matrix.tsx';
import { Shelf, Specimen } from './Specimen.tsx';
import { seeded } from './specimen.ts';

function cellsOf(
  count: number,
  seed: number,
  code: (cell: number) => Partial<Record<keyof HeatCells, number>>,
): HeatCells {
  const random = seeded(seed);
  const list = (key: keyof HeatCells, usual: () => number): Uint8Array =>
    Uint8Array.from({ length: count }, (_, cell) => code(cell)[key] ?? usual());
  return {
    steps: list('steps', () => 1 + Math.floor(random() * 9)),
    states: list('states', () => 0),
    changes: list('changes', () => 0),
    missed: list('missed', () => 0),
    dimmed: list('dimmed', () => 0),
  };
}

const rackOf = (count: number): HeatShape['groups'][number] => ({
  blocks: Array.from({ length: count }, () => 8),
});
const eachMark = [
  ...CELL_STATES.map((_, states) => ({ states })),
  ...CELL_CHANGES.slice(1).map((_, index) => ({ changes: index + 1 })),
  { missed: 1 },
  { dimmed: 1 },
  { steps: 0 },
];

function Heat({
  label,
  shape,
  cells,
  room,
  headings,
}: {
  readonly label: string;
  readonly shape: HeatShape;
  readonly cells: HeatCells;
  readonly room: number;
  readonly headings: readonly string[];
}) {
  const [selected, setSelected] = useState(-1);
  const labelOf = (cell: number): string => String(cell + 1);
  return (
    <ChartFigure
      label={label}
      description={`${cells.steps.length} cells`}
      table={() => ({
        columns: ['cell', 'step'],
        rows: [...cells.steps].map((step, cell) => [cell + 1, step === 0 ? null : step]),
      })}
    >
      <HeatMap
        label={label}
        shape={shape}
        cells={cells}
        labelOf={labelOf}
        headings={headings.map((title) => (
          <b key={title}>{title}</b>
        ))}
        spoken={(cell) => `cell ${cell + 1}`}
        tipOf={(cell) => ({
          title: `cell ${cell + 1}`,
          rows: [{ key: 'a', name: 'step', text: String(cells.steps[cell]) }],
        })}
        selected={selected}
        pinned={[]}
        onSelect={setSelected}
        room={room}
      />
    </ChartFigure>
  );
}

function Pairs({ count, room }: { readonly count: number; readonly room: number }) {
  const [selected, setSelected] = useState(-1);
  const names = useMemo(
    () => Array.from({ length: count }, (_, index) => `euw-a-${String(index + 1).padStart(2, '0')}`),
    [count],
  );
  const steps = useMemo(() => {
    const random = seeded(count);
    return Uint8Array.from({ length: count * count }, (_, cell) =>
      Math.floor(cell / count) === cell % count ? NO_CELL : random() < 0.3 ? 0 : 1 + Math.floor(random() * 9),
    );
  }, [count]);
  const missed = useMemo(() => steps.map((step) => (step === 9 ? 1 : 0)), [steps]);
  return (
    <Matrix
      label={`Round trips between ${count} hosts`}
      rows={names}
      columns={names}
      axes={['from', 'to']}
      steps={steps}
      missed={missed}
      textOf={(row, column) =>
        steps[row * count + column] === 0
          ? 'not measured'
          : `${((steps[row * count + column] ?? 0) * 0.2).toFixed(1)} ms`
      }
      selected={selected}
      onSelect={setSelected}
      room={room}
    />
  );
}

/** Heat maps and matrices in every state. */
export function HeatShelf() {
  const marks = useMemo(() => cellsOf(eachMark.length, 3, (cell) => ({ steps: 4, ...eachMark[cell] })), []);
  const few = useMemo(
    () => cellsOf(56 + 40, 1, (cell) => (cell === 18 ? { states: 1 } : cell === 70 ? { changes: 1 } : {})),
    [],
  );
  const unmeasured = useMemo(() => cellsOf(24, 1, () => ({ steps: 0 })), []);
  const one = useMemo(() => cellsOf(1, 1, () => ({ steps: 7 })), []);
  const many = useMemo(() => cellsOf(10_000, 2, (cell) => (cell % 97 === 0 ? { changes: 6 } : {})), []);
  const racks = useMemo(() => ({ groups: Array.from({ length: 10 }, () => rackOf(125)) }), []);
  const two = useMemo(() => ({ groups: [rackOf(7), rackOf(5)] }), []);
  const three = useMemo(() => ({ groups: [rackOf(3)] }), []);
  const single = useMemo(() => ({ groups: [{ blocks: [1] }] }), []);
  const strip = useMemo(() => ({ groups: [{ blocks: eachMark.map(() => 1) }] }), []);
  return (
    <Shelf title="Heat map and matrix">
      <Specimen
        title="states and what a scenario does, left to right: schedulable, cordoned, draining, down, lost, removed, added, closed, opened, receives, misses, filtered out, not measured"
        height={70}
        wide
      >
        <Heat label="Every mark" shape={strip} cells={marks} room={70} headings={['every mark']} />
      </Specimen>
      <Specimen title="clusters in racks" height={170}>
        <Heat label="Racks" shape={two} cells={few} room={170} headings={['euw-a', 'euw-b']} />
      </Specimen>
      <Specimen title="not measured" height={170}>
        <Heat label="Nothing measured" shape={three} cells={unmeasured} room={170} headings={['euw-a']} />
      </Specimen>
      <Specimen title="one cell" height={170}>
        <Heat
          label="One cell"
          shape={single}
          cells={one}
          room={170}
          headings={['a cluster with a very long name that does not fit']}
        />
      </Specimen>
      <Specimen title="10,000 cells" height={260} wide>
        <Heat
          label="Ten thousand"
          shape={racks}
          cells={many}
          room={260}
          headings={Array.from({ length: 10 }, (_, index) => `cluster ${index + 1}`)}
        />
      </Specimen>
      <Specimen title="12 × 12" height={340}>
        <Pairs count={12} room={340} />
      </Specimen>
      <Specimen title="40 × 40" height={340}>
        <Pairs count={40} room={340} />
      </Specimen>
      <Specimen title="1 × 1: no pair" height={340}>
        <Pairs count={1} room={340} />
      </Specimen>
    </Shelf>
  );
}
