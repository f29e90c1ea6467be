import { Fragment } from 'react';
import { GuideButton } from '../../app/GuideButton.tsx';
import { NoHosts } from '../../app/NoHosts.tsx';
import { formatInstant } from '../../../shared/view/date-format.ts';
import { counted } from '../../../shared/view/number-format.ts';
import { whatIfLargestHostLost } from '../../app/commands.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/EmptyState.tsx';
import { MenuButton } from '../../components/MenuButton.tsx';
import { useInventory } from '../../state/inventory-store.ts';
import { loadBaseline, useResults } from '../../state/result-store.ts';
import { activeDesk, isEdited, saveActive, useScenarios } from '../../state/scenario-store.ts';
import { useView } from '../../state/view-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { Answers } from './Answers.tsx';
import { CapacityPane } from './CapacityPane.tsx';
import { ClusterTable } from './ClusterTable.tsx';
import { ConstraintsPane } from './ConstraintsPane.tsx';
import {
  useIsReadingHistory,
  useLoadedForecasts,
  useRegionForecasts,
} from '../forecast/use-forecast-list.ts';
import { ExportOverview } from './ExportOverview.tsx';
import { FitTable } from './FitTable.tsx';
import { ForecastPane, ForecastWait } from './ForecastPane.tsx';
import { MarkReviewed } from './MarkReviewed.tsx';
import { RegionVerdicts } from './RegionVerdicts.tsx';
import { ReviewPane } from './ReviewPane.tsx';
import { TriggerTable } from './TriggerTable.tsx';
import { useKeptScroll } from './use-kept-scroll.ts';
import { useRegionView } from './use-region-view.ts';

/** The first what-if, and the scenario it made: open it to change it, or save it as it is. */
function Asks() {
  const clusters = useInventory((state) => state.choices?.clusters) ?? [];
  const region = useView((state) => state.region);
  const goTo = useView((state) => state.goTo);
  const desk = useScenarios(activeDesk);
  const here = clusters.filter((cluster) => cluster.region === region);
  return (
    <>
      {desk === null ? null : (
        <Button kind="quiet" icon="scenarios" onPress={() => goTo('scenarios')}>
          Open scenario
        </Button>
      )}
      <MenuButton
        label="What if"
        icon="hostloss"
        items={here.map(({ id }) => ({ id, label: `Lose the largest host of ${id}` }))}
        onAction={whatIfLargestHostLost}
      />
      {desk !== null && isEdited(desk) ? (
        <Button kind="primary" onPress={() => void saveActive()}>
          {desk.version === null ? 'Save scenario' : `Save version ${desk.version + 1}`}
        </Button>
      ) : null}
    </>
  );
}

function Head() {
  const info = useWorkspace((state) => state.info);
  if (info === null) return null;
  const { hosts, microvms, edgeNodes } = info.counts;
  const counts = [counted(hosts, 'host'), counted(microvms, 'microVM'), counted(edgeNodes, 'edge node')];
  return (
    <div className="head">
      <h1>Overview</h1>
      <GuideButton />
      <span className="meta sums">
        {info.asOf === null ? null : <span className="nw">as of {formatInstant(info.asOf)} ·</span>}
        {counts.map((count, at) => (
          <Fragment key={count}>
            {at === 0 ? ' ' : <wbr />}
            {/* the comma goes with what follows it: facts that find no room leave none behind */}
            <span className="nw">{at === 0 ? count : `, ${count}`}</span>
          </Fragment>
        ))}
      </span>
      <span className="grow" />
      <Asks />
      <ExportOverview />
      <MarkReviewed />
    </div>
  );
}

function Content() {
  const view = useRegionView();
  const scroll = useKeptScroll(view !== null);
  useLoadedForecasts();
  const forecasts = useRegionForecasts();
  const isReading = useIsReadingHistory();
  const hasForecasts = forecasts !== null && forecasts.rows.length > 0;
  const withHistory = hasForecasts || isReading;
  const failure = useResults((state) => state.baselineFailure);
  const isEmpty = useWorkspace((state) => state.info?.counts.hosts === 0);
  if (failure !== null)
    return (
      <div className="screen-note">
        <ErrorNote title="The region cannot be assessed." again={() => void loadBaseline()}>
          {failure.message}
        </ErrorNote>
      </div>
    );
  if (isEmpty) return <NoHosts />;
  if (view === null) return <p className="screen-wait mute">Assessing…</p>;
  return (
    <div className="overview" ref={scroll}>
      <RegionVerdicts />
      <Answers view={view} />
      <section className="mid split">
        <CapacityPane view={view} />
        {withHistory ? null : <ConstraintsPane view={view} />}
        {hasForecasts ? <ForecastPane forecasts={forecasts} /> : null}
        {isReading ? <ForecastWait /> : null}
      </section>
      {hasForecasts ? (
        <section className="low rule-top split with-since">
          <TriggerTable forecasts={forecasts} />
          <ReviewPane />
        </section>
      ) : null}
      <section className="low rule-top split with-fit">
        <ClusterTable view={view} />
        <FitTable view={view} />
      </section>
      {hasForecasts ? null : (
        <section className="low rule-top">
          <ReviewPane />
        </section>
      )}
      {withHistory ? (
        <section className="low rule-top">
          <ConstraintsPane view={view} />
        </section>
      ) : null}
    </div>
  );
}

/** The region review: the sentence, four answers, how full, when each limit is reached, what fires, cluster by cluster. */
export function OverviewScreen() {
  return (
    <>
      <Head />
      <Content />
    </>
  );
}
