import { useEffect } from 'react';
import { GuideButton } from '../../app/GuideButton.tsx';
import { formatPlain } from '../../../shared/view/number-format.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState, ErrorNote, NotYet } from '../../components/EmptyState.tsx';
import { chooseFiles } from '../../state/import-store.ts';
import { activeDesk, useScenarios } from '../../state/scenario-store.ts';
import { loadServices, useServices } from '../../state/services-store.ts';
import { renewLoss, sweepBaseline, sweepScenario, useSurvival } from '../../state/survival-store.ts';
import { useView } from '../../state/view-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { useLoadedServices } from '../fleet/services/use-services.ts';
import { CountsTable } from './CountsTable.tsx';
import { DomainTable } from './DomainTable.tsx';
import { EdgeLossTable } from './EdgeLossTable.tsx';
import { PairsPane } from './PairsPane.tsx';
import { SurvivalVerdict } from './SurvivalVerdict.tsx';
import { SweepProgress } from './SweepProgress.tsx';
import { useSurvivalView } from './use-survival-view.ts';

function Failure() {
  const before = useSurvival((state) => state.before[1].failure ?? state.before[2].failure);
  const after = useSurvival((state) => state.after[1].failure ?? state.after[2].failure);
  const again = (): void => void (before === null ? sweepScenario() : sweepBaseline());
  const failure = before ?? after;
  if (failure === null) return null;
  return (
    <div className="screen-note">
      <ErrorNote
        title={before === null ? 'The sweep of the scenario did not end.' : 'The sweep did not end.'}
        again={again}
      >
        {failure}
      </ErrorNote>
    </div>
  );
}

function Content() {
  const region = useView((state) => state.region);
  const hasScenario = useScenarios((state) => state.active !== null);
  const services = useLoadedServices();
  const notRead = useServices((state) => state.failure);
  const before = useSurvivalView('before');
  const after = useSurvivalView('after');
  return (
    <>
      <SurvivalVerdict before={before} after={after} hasScenario={hasScenario} />
      <div className="pane s-counted">
        <CountsTable before={before} after={after} />
      </div>
      <PairsPane before={before} after={after} />
      <section className="split s-below rule-top">
        {before.domains === null ? (
          <div className="pane" />
        ) : (
          <DomainTable before={before.domains} after={after.domains} />
        )}
        {services === null || region === null ? (
          <div className="pane">
            <NotYet
              inside
              wait="Trying the edge nodes…"
              failed="The edge nodes were not tried."
              failure={notRead}
              again={() => void loadServices()}
            />
          </div>
        ) : (
          <EdgeLossTable services={services} region={region} />
        )}
      </section>
    </>
  );
}

/** What is left when hosts, failure domains or edge nodes are lost: every loss tried, each with its moves or its proof. */
export function SurvivalScreen() {
  const revision = useWorkspace((state) => state.info?.revision);
  const isEmpty = useWorkspace((state) => state.info?.counts.hosts === 0);
  const desk = useScenarios(activeDesk);
  const ones = useSurvival((state) => state.before[1].elapsedMs);
  const twos = useSurvival((state) => state.before[2].elapsedMs);
  useEffect(() => void sweepBaseline(), [revision]);
  useEffect(() => void sweepScenario(), [revision, desk?.key, desk?.document]);
  useEffect(renewLoss, [revision, desk?.key, desk?.document]);
  return (
    <>
      <div className="head">
        <h1>Survival</h1>
        <GuideButton />
        <span className="meta">what is left when hosts, racks or edge nodes are lost</span>
        <span className="grow" />
        {ones === null || twos === null ? null : (
          <span className="mute took">every loss tried in {formatPlain(ones + twos, 0)} ms</span>
        )}
      </div>
      <div className="screen-scroll survival">
        <SweepProgress />
        <Failure />
        {isEmpty ? (
          <div className="screen-note">
            <EmptyState
              icon="survival"
              title="No host to lose"
              action={<Button onPress={() => void chooseFiles()}>Import files</Button>}
            >
              Import an inventory with hosts and microVMs first.
            </EmptyState>
          </div>
        ) : (
          <Content />
        )}
      </div>
    </>
  );
}
