import { useMemo, useState } from 'react';
import type { SimulationResult } from '../../../shared/timeline/result.ts';
import { counted } from '../../../shared/view/number-format.ts';
import { scenarioDays } from '../../../shared/view/scenario-days.ts';
import { useBaselineDays } from './use-baseline-days.ts';
import { DaysSpark } from '../../charts/DaysSpark.tsx';
import { Mark } from '../../components/Status.tsx';
import { useInventory } from '../../state/inventory-store.ts';

const SHOWN = 8;

/** The days to the horizon: which limits the scenario reaches sooner, later, or no more. */
export function DaysPane({ result }: { readonly result: SimulationResult }) {
  const regionName = useInventory((state) => state.regionName);
  const [showsAll, setShowsAll] = useState(false);
  const baseline = useBaselineDays();
  const { rows, unmoved } = useMemo(
    () => scenarioDays(result, regionName, baseline),
    [result, regionName, baseline],
  );
  const rest = rows.length - SHOWN;
  return (
    <div className="pane days rule-top">
      <header>
        <h2>When limits are reached</h2>
        <span className="note">today to the horizon, as a share of the limit</span>
      </header>
      {rows.length === 0 ? (
        <p className="mute">
          No limit is reached on another day.{' '}
          {unmoved > 0
            ? `${counted(unmoved, 'limit is', 'limits are')} reached on the same day as without it.`
            : ''}
        </p>
      ) : (
        <table className="tbl days-list">
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
            {(showsAll ? rows : rows.slice(0, SHOWN)).map((row) => (
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
      )}
      {rest > 0 ? (
        <button type="button" className="linkish more" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? 'Show fewer' : `${counted(rest, 'more limit')}, reached later`}
        </button>
      ) : null}
    </div>
  );
}
