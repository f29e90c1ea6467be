import { useMemo, useState } from 'react';
import type { ForecastSummary } from '../../../shared/timeline/forecast-result.ts';
import type { TimelineOdds } from '../../../shared/timeline/timeline-result.ts';
import { formatDay, formatDayInSentence } from '../../../shared/view/date-format.ts';
import type { ForecastFrame } from '../../../shared/view/forecast-words.ts';
import { formatInteger } from '../../../shared/view/number-format.ts';
import { allOdds, ODDS_INTERVAL, oddsLine, oddsText } from '../../../shared/view/odds-view.ts';
import { oddsTable } from '../../../shared/view/result-tables.ts';
import { CopyPane } from '../../app/figure/CopyPane.tsx';
import { OddsChart } from '../../charts/OddsChart.tsx';
import { ErrorNote } from '../../components/EmptyState.tsx';
import type { ExplainSide } from '../../state/explain-store.ts';
import { throwOdds, useOdds } from '../../state/odds-store.ts';
import { titleOf } from './forecast-title.ts';
import { OddsFields } from './OddsFields.tsx';
import { OddsNotes, Share } from './OddsShare.tsx';
import { useOddsCurrent, useThrownOdds } from './use-odds.ts';

interface SaidProps {
  readonly odds: TimelineOdds;
  readonly id: string;
  readonly name: string;
  readonly at: number;
  readonly side: ExplainSide;
  readonly asOf: string;
}

/** `On 28 June it holds in 12% of the runs, on every day to 28 June in 11%; every target to then in 3%.` */
function Said({ odds, id, name, at, side, asOf }: SaidProps) {
  const line = oddsLine(odds, id);
  const day = odds.days[at];
  const last = odds.days.at(-1);
  if (line === null || day === undefined || last === undefined) return null;
  const all = allOdds(odds);
  const on = formatDayInSentence(day, asOf);
  const end = formatDayInSentence(last, asOf);
  const common = { odds, side };
  return (
    <p>
      {side === 'after' ? 'In the scenario it' : 'It'} holds on {on} in{' '}
      <Share {...common} share={line.share[at] ?? 0} what={`${name} holds on ${on}`} /> of the runs, on every
      day to {end} in <Share {...common} share={line.throughout} what={`${name} holds to ${end}`} />. All{' '}
      {formatInteger(odds.constraints.length)} targets hold to {end} in{' '}
      <Share {...common} share={all.throughout} what={`every target holds to ${end}`} />.
    </p>
  );
}

function Content({
  summary,
  before,
  after,
  asOf,
}: {
  readonly summary: ForecastSummary;
  readonly before: TimelineOdds;
  readonly after: TimelineOdds | null;
  readonly asOf: string;
}) {
  const [moved, setMoved] = useState<number | null>(null);
  const line = useMemo(() => oddsLine(before, summary.id), [before, summary.id]);
  const scenario = useMemo(() => (after === null ? null : oddsLine(after, summary.id)), [after, summary.id]);
  const all = useMemo(() => allOdds(before), [before]);
  const name = titleOf(summary);
  if (line === null) {
    return (
      <p className="mute">
        {summary.target === null
          ? 'No target, so there is nothing that could hold.'
          : 'Demand or capacity of some day is not measured: no odds for this constraint.'}
      </p>
    );
  }
  const crossing = line.days.indexOf(summary.crossing?.date ?? '');
  const at = Math.min(line.share.length - 1, moved ?? (crossing < 0 ? line.share.length - 1 : crossing));
  const day = formatDay(line.days[at] ?? asOf, asOf);
  return (
    <div className="odds-body">
      <div className="odds-say">
        <Said odds={before} id={summary.id} name={name} at={at} side="before" asOf={asOf} />
        {after === null ? null : (
          <Said odds={after} id={summary.id} name={name} at={at} side="after" asOf={asOf} />
        )}
        <OddsNotes notes={(after ?? before).notes} />
      </div>
      <OddsChart
        line={line}
        scenario={scenario}
        all={all}
        asOf={asOf}
        label={`Share of the runs in which ${name} meets its target, ${oddsText(line.share.at(-1) ?? 0)} on the last day`}
        cursor={at}
        cursorText={`${day}: ${oddsText(line.share[at] ?? 0)}`}
        onCursor={setMoved}
      />
    </div>
  );
}

/** How likely the target holds, day by day: Monte Carlo over the timeline, seeded, stoppable. */
export function OddsPane({
  summary,
  frame,
}: {
  readonly summary: ForecastSummary;
  readonly frame: ForecastFrame;
}) {
  useThrownOdds();
  const before = useOdds((state) => state.before);
  const after = useOdds((state) => state.after);
  const isCurrent = useOddsCurrent();
  const failure = before.failure ?? after.failure;
  const { odds } = before;
  return (
    <div className="pane f-odds">
      <header>
        <h2>How likely is it?</h2>
        <span className="note">
          {odds === null
            ? 'demand drawn inside its interval'
            : `${formatInteger(odds.runs)} runs, seed ${odds.seed}, ${ODDS_INTERVAL}; thin line: every target so far`}
        </span>
        {odds === null ? null : (
          <CopyPane
            what="How likely it is"
            table={() => oddsTable(summary.id, odds, isCurrent.after ? after.odds : null)}
          />
        )}
      </header>
      {failure === null ? null : (
        <ErrorNote title="The runs were not made." again={() => void throwOdds()}>
          {failure}
        </ErrorNote>
      )}
      {odds === null ? null : (
        <Content
          summary={summary}
          before={odds}
          after={isCurrent.after ? after.odds : null}
          asOf={frame.asOf}
        />
      )}
      <OddsFields isCurrent={isCurrent.before && isCurrent.after && failure === null} />
    </div>
  );
}
