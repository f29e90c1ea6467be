import { useMemo, useState } from 'react';
import type { ImmediateResult } from '../../../shared/timeline/result.ts';
import type { Timeline } from '../../../shared/timeline/timeline-result.ts';
import { formatDay } from '../../../shared/view/date-format.ts';
import { counted } from '../../../shared/view/number-format.ts';
import { movesTable } from '../../../shared/view/forecast-tables.ts';
import { onboardingMoves, type MoveRow } from '../../../shared/view/onboarding-moves.ts';
import { STATE_WORDS } from '../../../shared/view/shown-state.ts';
import { CopyPane } from '../../app/figure/CopyPane.tsx';
import { NameAndBaseline, OnLimitScale, ScenarioFigure } from '../../app/explain/constraint-cells.tsx';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import { LIMIT_AT } from '../../../shared/view/limit-scale.ts';
import { STATE_MARKS } from '../../components/state-marks.ts';
import { Mark } from '../../components/Status.tsx';
import { explainForecast } from '../../state/explain-store.ts';
import { useInventory } from '../../state/inventory-store.ts';

interface MovesTableProps {
  readonly result: ImmediateResult;
  /** `null`: they follow; until then no day is said. */
  readonly dates: Timeline | null;
  readonly customer: string;
  readonly fullOn: string | null;
  readonly asOf: string | null;
  /** Ids whose number moved since a handle was taken hold of. */
  readonly moving: ReadonlySet<string>;
}

const SHOWN = 6;
const NO_DAYS: Timeline = { days: [], constraints: [], markers: [] };

function Reached({ row }: { readonly row: MoveRow }) {
  if (row.reachedAfter === null)
    return <span className="mute">{row.reachedBefore === null ? '' : 'same'}</span>;
  const text = row.reachedAfter;
  if (row.crossingOn === null) return <b className="scen">{text}</b>;
  const title = `${row.name} ${row.where}, on ${text}`;
  return (
    <ExplainNumber
      target={explainForecast(row.id, 'after', row.crossingOn, 'demand', title)}
      className="scen strong"
    >
      {text}
    </ExplainNumber>
  );
}

function Row({ row, isMoving }: { readonly row: MoveRow; readonly isMoving: boolean }) {
  const state =
    row.state === 'missed' || row.state === 'close' || row.state === 'not-measured' ? row.state : null;
  return (
    <tr>
      <NameAndBaseline row={row} />
      <td className="r">
        <ScenarioFigure row={row} isMoving={isMoving} />
      </td>
      <td className="scale">
        <OnLimitScale
          row={row}
          label={`${row.name} ${row.where}: now ${row.baseline}, after ${row.scenario ?? 'same'}, target ${row.target}`}
        />
      </td>
      <td className="mk">
        {state === null ? null : <Mark mark={STATE_MARKS[state]} label={STATE_WORDS[state]} />}
      </td>
      <td className="r soft" title={row.rangeBefore === '' ? undefined : row.rangeBefore}>
        {row.reachedBefore ?? ''}
      </td>
      <td className="r" title={row.range === '' ? undefined : row.range}>
        <Reached row={row} />
      </td>
      <td className="r mute">{row.moved}</td>
    </tr>
  );
}

/** What the customer moves: both sides of every constraint at full size, and the days on which limits are reached. */
export function MovesTable({ result, dates, customer, fullOn, asOf, moving }: MovesTableProps) {
  const regionName = useInventory((state) => state.regionName);
  const [showsAll, setShowsAll] = useState(false);
  const { rows, unmoved } = useMemo(
    () => onboardingMoves({ ...result, timeline: dates ?? NO_DAYS }, regionName),
    [result, dates, regionName],
  );
  const rest = rows.length - SHOWN;
  const shown = showsAll ? rows : rows.slice(0, SHOWN);
  return (
    <section className="pane moves" aria-label="What it moves">
      <header>
        <h2>What it moves</h2>
        <span className="grow" />
        <span className="note">
          <span className="scen">
            <Mark mark="scen" />
          </span>{' '}
          {customer === '' ? 'the customer' : customer} at full size
          {fullOn === null ? '' : `, ${formatDay(fullOn, asOf)}`}
          {dates === null ? '; dates follow' : ''}
        </span>
        {rows.length === 0 ? null : (
          <CopyPane
            what="What it moves"
            table={() =>
              movesTable(
                rows.map(({ id }) => id),
                result,
                dates,
              )
            }
          />
        )}
      </header>
      {rows.length === 0 ? (
        <p className="soft">No target is moved by what is typed so far.</p>
      ) : (
        <table aria-label="What moves" className="tbl moves-list">
          <thead>
            <tr>
              <th>Constraint</th>
              <th className="r">
                <Mark mark="base" /> now
              </th>
              <th className="r scen">
                <Mark mark="scen" /> after
              </th>
              <th className="scale">
                <span className="vh">Share of the limit</span>
                <div className="ax" aria-hidden="true">
                  <span className="l" style={{ left: `${LIMIT_AT * 100}%` }}>
                    limit
                  </span>
                </div>
              </th>
              <th>
                <span className="vh">State</span>
              </th>
              <th className="r" colSpan={2}>
                reaches limit
              </th>
              <th className="r">
                <span className="vh">Moved by</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Row key={row.id} row={row} isMoving={moving.has(row.id)} />
            ))}
          </tbody>
        </table>
      )}
      <p className="more mute">
        {rest > 0 ? (
          <button type="button" className="linkish" onClick={() => setShowsAll(!showsAll)}>
            {showsAll ? 'Show fewer' : `${rest} more`}
          </button>
        ) : null}
        {rest > 0 && unmoved > 0 ? '; ' : ''}
        {unmoved > 0 ? `${counted(unmoved, 'target')} not moved by it` : ''}
      </p>
    </section>
  );
}
