import type { HostChange } from '../assess/host-changes.ts';
import type { HostState } from '../model/document.ts';

/** What is drawn in each cell of a heat map, by cell; a drawing needs no more than this. */
export interface HeatCells {
  /** 1 … 9, a step of the sequential colours; 0 = not measured. */
  readonly steps: Uint8Array;
  /** Index into `CELL_STATES`. */
  readonly states: Uint8Array;
  /** Index into `CELL_CHANGES`. */
  readonly changes: Uint8Array;
  /** 1 where the measure misses its target. */
  readonly missed: Uint8Array;
  /** 1 where a filter leaves the cell out: it keeps its place and pales. */
  readonly dimmed: Uint8Array;
}

export const CELL_STATES: readonly HostState[] = ['schedulable', 'cordoned', 'draining', 'down'];
/** Place 0: the scenario leaves it as it is. */
export const CELL_CHANGES: readonly (HostChange | null)[] = [
  null,
  'lost',
  'removed',
  'added',
  'closed',
  'opened',
  'receives',
];
