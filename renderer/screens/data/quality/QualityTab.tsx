import { useEffect, useMemo } from 'react';
import type { QualityOverview } from '../../../../shared/ipc/quality-channels.ts';
import { counted } from '../../../../shared/view/number-format.ts';
import { listedSeries, seriesKey, type ListedSeries } from '../../../../shared/view/series-rows.ts';
import { CopyCsv } from '../../../app/figure/CopyCsv.tsx';
import { NotYet } from '../../../components/EmptyState.tsx';
import { VerdictHead } from '../../../components/VerdictHead.tsx';
import { useAsked } from '../../../state/asked.ts';
import { bridge } from '../../../state/bridge.ts';
import { loadSeries, useSeries } from '../../../state/series-store.ts';
import { useWorkspace } from '../../../state/workspace-store.ts';
import { NeverImported, SeriesTrouble } from './SeriesTrouble.tsx';
import { UnmeasuredTable } from './UnmeasuredTable.tsx';

function Says({
  overview,
  rows,
}: {
  readonly overview: QualityOverview;
  readonly rows: readonly ListedSeries[];
}) {
  const unmeasured = overview.unmeasured.reduce((sum, { scopes }) => sum + scopes.length, 0);
  const stale = rows.filter(({ quality }) => quality?.stale === true).length;
  const gaps = rows.filter(({ quality }) => (quality?.gapCount ?? 0) > 0).length;
  const waiting = rows.filter(({ quality }) => quality === null).length;
  const isGood = unmeasured === 0 && stale === 0 && waiting === 0;
  return (
    <VerdictHead mark={isGood ? 'ok' : 'unknown'}>
      <b>
        {unmeasured === 0
          ? `Every one of ${counted(overview.constraints, 'constraint')} is measured.`
          : `${unmeasured} of ${counted(overview.constraints, 'constraint')} are not measured.`}
      </b>{' '}
      {waiting > 0 ? (
        `${counted(waiting, 'series is', 'series are')} still being looked through.`
      ) : (
        <>
          {stale === 0 ? 'No series is stale' : `${counted(stale, 'series is', 'series are')} stale`},{' '}
          {gaps === 0 ? 'none has gaps' : `${counted(gaps, 'has', 'have')} gaps`}.
        </>
      )}
    </VerdictHead>
  );
}

/** What is not known, and the way to know it: constraints without a number, doubtful series, metrics never imported. */
export function QualityTab() {
  const revision = useWorkspace((state) => state.info?.revision ?? null);
  const {
    answer: overview,
    failure,
    again,
  } = useAsked('overview', revision, () => bridge().invoke('quality:overview'));
  const asOf = useWorkspace((state) => state.info?.asOf ?? null);
  const stored = useSeries((state) => state.rows);
  const notStored = useSeries((state) => state.failure);
  const qualities = useSeries((state) => state.qualities);
  useEffect(() => void loadSeries(), [revision]);
  const rows = useMemo(
    () =>
      (stored ?? []).map((row) =>
        listedSeries(row, qualities.get(seriesKey(row.entity, row.metric)) ?? null),
      ),
    [stored, qualities],
  );
  if (overview === null || stored === null)
    return (
      <NotYet
        wait="Looking through the data…"
        failed="The data were not looked through."
        failure={failure ?? notStored}
        again={() => {
          if (failure !== null) again();
          if (notStored !== null) void loadSeries();
        }}
      />
    );
  return (
    <div className="screen-scroll q-screen" tabIndex={0} role="region" aria-label="Quality of the data">
      <Says overview={overview} rows={rows} />
      <div className="pane q-unmeasured">
        <header>
          <h2>Not measured</h2>
          <span className="note">each field leads to the rows without it</span>
          <CopyCsv what="Not measured" />
        </header>
        {overview.unmeasured.length === 0 ? (
          <p className="soft">Nothing: every constraint has its inputs.</p>
        ) : (
          <UnmeasuredTable rows={overview.unmeasured} />
        )}
      </div>
      <div className="q-split split">
        <div className="pane">
          <header>
            <h2>Series to look at</h2>
            <span className="note">stale first; nothing of them was dropped</span>
            <CopyCsv what="Series to look at" />
          </header>
          <SeriesTrouble rows={rows} asOf={asOf} />
        </div>
        <div className="pane">
          <header>
            <h2>Never imported</h2>
            <span className="note">metrics without which a limit has no forecast</span>
            <CopyCsv what="Metrics never imported" />
          </header>
          <NeverImported rows={rows} />
        </div>
      </div>
    </div>
  );
}
