import { Fragment, useMemo } from 'react';
import type { TimelineOdds } from '../../../shared/timeline/timeline-result.ts';
import { constraintNameOf } from '../../../shared/view/constraint-name.ts';
import { formatDayInSentence } from '../../../shared/view/date-format.ts';
import { counted, formatInteger, NOT_MEASURED } from '../../../shared/view/number-format.ts';
import {
  allOdds,
  ODDS_INTERVAL,
  oddsGroups,
  oddsRows,
  type OddsRow,
} from '../../../shared/view/odds-view.ts';
import { CopyPane } from '../../app/figure/CopyPane.tsx';
import { OddsSpark } from '../../charts/OddsChart.tsx';
import { ErrorNote } from '../../components/EmptyState.tsx';
import { Mark } from '../../components/Status.tsx';
import { useInventory } from '../../state/inventory-store.ts';
import { throwOdds, useOdds } from '../../state/odds-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { OddsFields } from '../forecast/OddsFields.tsx';
import { OddsNotes, Share } from '../forecast/OddsShare.tsx';
import { useOddsCurrent } from '../forecast/use-odds.ts';

const SHOWN = 8;

interface ListProps {
  readonly before: TimelineOdds;
  readonly after: TimelineOdds;
}

interface RowProps extends ListProps {
  readonly row: OddsRow;
  /** Whether the region stands above the row. */
  readonly isGrouped: boolean;
}

function Row({ row, before, after, isGrouped }: RowProps) {
  const regionName = useInventory((state) => state.regionName);
  const { name, where } = constraintNameOf(row.id, regionName);
  const what = `${name}, ${where} holds throughout`;
  return (
    <tr>
      <th scope="row">
        {name} <span className="mute">{isGrouped ? constraintNameOf(row.id).where : where}</span>
      </th>
      <td className="odds-cell">
        <OddsSpark line={row.before} scenario={row.after} label={`Odds of ${name}, ${where}, day by day`} />
      </td>
      <td className="r">
        <Share odds={before} share={row.before.throughout} what={what} side="before" />
      </td>
      <td className="r">
        {row.after === null ? (
          <span className="mute">{NOT_MEASURED}</span>
        ) : row.after.throughout === row.before.throughout ? (
          <span className="mute">same</span>
        ) : (
          <Share odds={after} share={row.after.throughout} what={what} side="after" />
        )}
      </td>
    </tr>
  );
}

function List({ before, after }: ListProps) {
  const { rows, certain, unmeasured } = useMemo(() => oddsRows(before, after), [before, after]);
  const regionOf = useInventory((state) => state.regionOf);
  const regionName = useInventory((state) => state.regionName);
  const groups = useMemo(() => oddsGroups(rows.slice(0, SHOWN), regionOf), [rows, regionOf]);
  return (
    <>
      {rows.length === 0 ? null : (
        <table aria-label="How likely each constraint holds" className="tbl odds-list">
          <thead>
            <tr>
              <th>Least sure first</th>
              <th>today to the horizon</th>
              <th className="r">
                <Mark mark="base" /> holds throughout
              </th>
              <th className="r scen">
                <Mark mark="scen" /> scenario
              </th>
            </tr>
          </thead>
          <tbody>
            {groups.map(({ region, rows: own }) => (
              <Fragment key={region}>
                {groups.length === 1 ? null : (
                  <tr className="odds-group">
                    <th colSpan={4} scope="colgroup">
                      {region === null ? 'In no region' : (regionName(region) ?? region)}
                    </th>
                  </tr>
                )}
                {own.map((row) => (
                  <Row key={row.id} row={row} before={before} after={after} isGrouped={groups.length > 1} />
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      )}
      <p className="more mute">
        {rows.length > SHOWN ? `${rows.length - SHOWN} more that some run misses. ` : ''}
        {counted(certain, 'target')} {certain === 1 ? 'holds' : 'hold'} in every run
        {unmeasured === 0
          ? ''
          : `; with the scenario ${counted(unmeasured, 'more is', 'more are')} not measured`}
        .
      </p>
    </>
  );
}

/** `Every target holds to 28 June in 0% of the runs; without the scenario in 3%.` */
function Said({ before, after, asOf }: ListProps & { readonly asOf: string | null }) {
  const end = formatDayInSentence(after.days.at(-1) ?? '', asOf);
  const what = `every target holds to ${end}`;
  return (
    <p>
      All {formatInteger(after.constraints.length)} targets hold to {end} in{' '}
      <Share odds={after} share={allOdds(after).throughout} what={what} side="after" /> of the runs; without
      the scenario in <Share odds={before} share={allOdds(before).throughout} what={what} side="before" />.
    </p>
  );
}

/** How likely targets hold with the scenario and without it; made when asked for, dropped when the scenario changes. */
export function OddsPane() {
  const before = useOdds((state) => state.before);
  const after = useOdds((state) => state.after);
  const asOf = useWorkspace((state) => state.info?.asOf ?? null);
  const isCurrent = useOddsCurrent();
  const failure = before.failure ?? after.failure;
  const odds =
    isCurrent.before && isCurrent.after && before.odds !== null && after.odds !== null
      ? { before: before.odds, after: after.odds }
      : null;
  const isDone = odds !== null && before.task === null && after.task === null;
  return (
    <div className="pane odds-result rule-top">
      <header>
        <h2>How likely is it?</h2>
        <span className="note">
          {odds === null
            ? 'demand, uncertain events and failures drawn, day by day to the horizon'
            : `${formatInteger(odds.after.runs)} runs, seed ${odds.after.seed}, ${ODDS_INTERVAL}`}
        </span>
        <CopyPane what="How likely it is" />
      </header>
      {failure === null ? null : (
        <ErrorNote title="The runs were not made." again={() => void throwOdds()}>
          {failure}
        </ErrorNote>
      )}
      {odds === null || !isDone ? null : (
        <>
          <Said {...odds} asOf={asOf} />
          <List {...odds} />
          <OddsNotes notes={odds.after.notes} />
        </>
      )}
      <OddsFields isCurrent={isDone && failure === null} />
    </div>
  );
}
