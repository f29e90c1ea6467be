import { useMemo, useState } from 'react';
import { movedDaysTable, movedLinesTable } from '../../../shared/view/forecast-tables.ts';
import { counted } from '../../../shared/view/number-format.ts';
import { scenarioDays, type DaysRow } from '../../../shared/view/scenario-days.ts';
import { CopyPane } from '../../app/figure/CopyPane.tsx';
import { DaysSpark } from '../../charts/DaysSpark.tsx';
import { ErrorNote } from '../../components/EmptyState.tsx';
import { Mark } from '../../components/Status.tsx';
import { useKeptHeight } from '../../components/use-kept-height.ts';
import { useInventory } from '../../state/inventory-store.ts';
import { useResults } from '../../state/result-store.ts';
import { useBaselineDays } from './use-baseline-days.ts';

const SHOWN = 8;

function Rows({ rows }: { readonly rows: readonly DaysRow[] }) {
  return (
    <table aria-label="When limits are reached" className="tbl days-list">
      <thead>
        <tr>
          <th>Constraint</th>
          <th>
            <span className="vh">Day by day</span>
          </th>
          <th className="r">
            <Mark mark="base" /> Baseline
          </th>
          <th className="r scen">
            <Mark mark="scen" /> Scenario
          </th>
          <th className="r">moved</th>
          <th className="r">early – late</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <span className="med">{row.name}</span> <span className="mute">{row.where}</span>
            </th>
            <td className="days-cell">
              <DaysSpark
                row={row}
                label={`${row.name} ${row.where}: baseline ${row.before}, scenario ${row.after}${row.moved === '' ? '' : `, ${row.moved}`}`}
              />
            </td>
            <td className="r soft">{row.before}</td>
            <td className="r scen strong">{row.after}</td>
            <td className="r num">{row.moved}</td>
            <td className="r mute">{row.range}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DatesProps {
  readonly rows: readonly DaysRow[];
  readonly unmoved: number;
}

function Dates({ rows, unmoved }: DatesProps) {
  const [showsAll, setShowsAll] = useState(false);
  const rest = rows.length - SHOWN;
  if (rows.length === 0) {
    const same =
      unmoved > 0
        ? ` ${counted(unmoved, 'limit is', 'limits are')} reached on the same day as without it.`
        : '';
    return <p className="mute">No limit is reached on another day.{same}</p>;
  }
  return (
    <>
      <Rows rows={showsAll ? rows : rows.slice(0, SHOWN)} />
      {rest > 0 ? (
        <button type="button" className="linkish more" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? 'Show fewer' : `${counted(rest, 'more limit')}, reached later`}
        </button>
      ) : null}
    </>
  );
}

/**
 * The days to the horizon: which limits the scenario reaches sooner, later, or no more. While a slider moves they are not
 * known yet and none are shown; the pane keeps its height, so that nothing below it jumps.
 */
export function DaysPane() {
  const dates = useResults((state) => state.dates);
  const isHeld = useResults((state) => state.held !== null);
  const { ref, style } = useKeptHeight(dates);
  const regionName = useInventory((state) => state.regionName);
  const { answer: baseline, failure, again } = useBaselineDays();
  const moved = useMemo(
    () => (dates === null ? null : scenarioDays({ timeline: dates }, regionName, baseline)),
    [dates, regionName, baseline],
  );
  return (
    <div ref={ref} className="pane days rule-top" aria-busy={dates === null} style={style}>
      <header>
        <h2>When limits are reached</h2>
        <span className="note">
          {dates === null
            ? isHeld
              ? 'dates follow when the slider rests'
              : 'computing the dates'
            : 'today to the horizon, as a share of the limit'}
        </span>
        {dates === null || moved === null || moved.rows.length === 0 ? null : (
          <CopyPane
            what="When limits are reached"
            table={() => movedDaysTable(moved.rows, dates.constraints)}
            lines={() => movedLinesTable(moved.rows, dates.days)}
          />
        )}
      </header>
      {failure === null ? null : (
        <ErrorNote title="The days of the baseline were not computed." again={again}>
          {failure}
        </ErrorNote>
      )}
      {moved === null ? null : <Dates {...moved} />}
    </div>
  );
}
