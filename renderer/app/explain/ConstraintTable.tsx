import { memo } from 'react';
import type { ConstraintRow } from '../../../shared/view/constraint-rows.ts';
import { STATE_WORDS } from '../../../shared/view/shown-state.ts';
import { LimitAxis } from '../../charts/LimitScale.tsx';
import { STATE_MARKS } from '../../components/state-marks.ts';
import { Mark, Status } from '../../components/Status.tsx';
import { NameAndBaseline, OnLimitScale, ScenarioFigure } from './constraint-cells.tsx';

interface ConstraintTableProps {
  readonly rows: readonly ConstraintRow[];
  readonly hasScenario: boolean;
  /** Words over the two sides, where they are not the baseline and a scenario. */
  readonly heads?: readonly [before: string, after: string];
  /** Ids of constraints that move with the hand right now. */
  readonly moving?: ReadonlySet<string>;
}

function scaleLabel(row: ConstraintRow): string {
  const scenario = row.scenario === null ? '' : `, with the scenario ${row.scenario}`;
  return `${row.name} ${row.where}: baseline ${row.baseline}${scenario}, target ${row.target}`;
}

interface RowProps {
  readonly row: ConstraintRow;
  readonly hasScenario: boolean;
  readonly isMoving: boolean;
}

/** Every result brings new rows; those that say the same as before are not drawn again. */
function isSameRow(a: RowProps, b: RowProps): boolean {
  if (a.hasScenario !== b.hasScenario || a.isMoving !== b.isMoving) return false;
  const keys = Object.keys(a.row) as (keyof ConstraintRow)[];
  return keys.length === Object.keys(b.row).length && keys.every((key) => a.row[key] === b.row[key]);
}

const Row = memo(function Row({ row, hasScenario, isMoving }: RowProps) {
  return (
    <tr>
      <NameAndBaseline row={row} />
      {hasScenario ? (
        <td className="r">
          <ScenarioFigure row={row} isMoving={isMoving} />
        </td>
      ) : null}
      <td className="r mute">{row.target}</td>
      <td className="scale">
        <OnLimitScale row={row} label={scaleLabel(row)} />
      </td>
      <td className="verdict">
        <Status mark={STATE_MARKS[row.state]}>{STATE_WORDS[row.state]}</Status>
      </td>
    </tr>
  );
}, isSameRow);

/** Constraints on one scale: what is, what would be, the target, and the verdict in shape and word. */
export function ConstraintTable({ rows, hasScenario, heads, moving }: ConstraintTableProps) {
  return (
    <table aria-label="Constraints" className="tbl constraints">
      <thead>
        <tr>
          <th>Constraint</th>
          <th className="r">
            <Mark mark="base" /> {heads?.[0] ?? (hasScenario ? 'Baseline' : 'Now')}
          </th>
          {hasScenario ? (
            <th className="r scen">
              <Mark mark="scen" /> {heads?.[1] ?? 'Scenario'}
            </th>
          ) : null}
          <th className="r">Target</th>
          <th className="scale">
            <span className="vh">Share of the limit</span>
            <LimitAxis />
          </th>
          <th className="verdict">Verdict</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} hasScenario={hasScenario} isMoving={moving?.has(row.id) ?? false} />
        ))}
      </tbody>
    </table>
  );
}
