import { byCodeUnits } from '../model/model-index.ts';
import type { Assessment, Constraint } from '../assess/constraint.ts';
import { constraintName, type RegionName } from './constraint-name.ts';
import { limitShare, scalePosition } from './limit-scale.ts';
import { shownState, type ShownState } from './shown-state.ts';
import { shownValue, targetText } from './target-text.ts';

/** One constraint in one column. */
export interface CompareCell {
  readonly text: string;
  readonly state: ShownState;
  /** Differs from the first column in its words or its state. */
  readonly differs: boolean;
  /** Place on the common scale; `null` where there is none. */
  readonly at: number | null;
  readonly target: string;
}

export interface CompareRow {
  readonly id: string;
  readonly name: string;
  readonly where: string;
  /** The first column's target; a column with another one says so in its cell. */
  readonly target: string;
  /** `null`: this column's model has no such constraint. */
  readonly cells: readonly (CompareCell | null)[];
  readonly differs: boolean;
  /** How much worse the worst column is than the first, as a share of the limit; `Infinity` where a verdict is lost. */
  readonly harm: number;
}

export interface CompareTable {
  /** Where any column differs from the first, worst first. */
  readonly differing: readonly CompareRow[];
  readonly same: readonly CompareRow[];
}

function harmAgainst(first: Constraint | undefined, other: Constraint | undefined): number {
  if (other === undefined || first === other) return 0;
  if (other.verdict === 'breach' && first?.verdict !== 'breach') return Infinity;
  const [was, is] = [first === undefined ? 0 : limitShare(first), limitShare(other)];
  if (was === null || is === null || was === is) return 0;
  return is - was;
}

/**
 * Assessments side by side, constraint by constraint. The first column is what the others are compared with; a row differs
 * where a person would read another figure or verdict, not where the last bit does.
 */
export function compareTable(
  columns: readonly (Assessment | null)[],
  regionName: RegionName = () => null,
): CompareTable {
  const byId = columns.map((column) => new Map(column?.constraints.map((entry) => [entry.id, entry]) ?? []));
  const ids = new Set(byId.flatMap((entries) => [...entries.keys()]));
  const rows = [...ids].flatMap((id): readonly CompareRow[] => {
    const entries = byId.map((column) => column.get(id));
    const [first] = entries;
    const named = entries.find((entry) => entry !== undefined);
    if (named === undefined) return [];
    const base = first === undefined ? null : { text: shownValue(first), state: shownState(first) };
    const cells = entries.map((entry): CompareCell | null => {
      if (entry === undefined) return null;
      const [text, state] = [shownValue(entry), shownState(entry)];
      const share = limitShare(entry);
      return {
        text,
        state,
        differs: entry !== first && (base === null || text !== base.text || state !== base.state),
        at: share === null ? null : scalePosition(share),
        target: targetText(entry),
      };
    });
    const shown = cells.filter((_, at) => columns[at] !== null);
    return [
      {
        id,
        ...constraintName(named, regionName),
        target: targetText(named),
        cells,
        differs: shown.some((cell) => cell === null || cell.differs),
        harm: Math.max(...entries.map((entry) => harmAgainst(first, entry))),
      },
    ];
  });
  const sorted = [...rows].sort((a, b) =>
    a.harm === b.harm ? byCodeUnits(a.id, b.id) : b.harm > a.harm ? 1 : -1,
  );
  return { differing: sorted.filter((row) => row.differs), same: sorted.filter((row) => !row.differs) };
}
