import { useEffect } from 'react';
import { GuideButton } from '../../app/GuideButton.tsx';
import { formatPlain } from '../../../shared/view/number-format.ts';
import { survivalSentence } from '../../../shared/view/survival-words.ts';
import { SentenceText } from '../../app/explain/SentenceText.tsx';
import { Button } from '../../components/Button.tsx';
import { EmptyState, ErrorNote } from '../../components/EmptyState.tsx';
import { Mark } from '../../components/Status.tsx';
import { chooseFiles } from '../../state/import-store.ts';
import { activeDesk, useScenarios } from '../../state/scenario-store.ts';
import { sweepBaseline, sweepScenario, useSurvival } from '../../state/survival-store.ts';
import { useView } from '../../state/view-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { useLoadedServices } from '../fleet/services/use-services.ts';
import { CountsTable } from './CountsTable.tsx';
import { DomainTable } from './DomainTable.tsx';
import { EdgeLossTable } from './EdgeLossTable.tsx';
import { PairsPane } from './PairsPane.tsx';
import { SweepProgress } from './SweepProgress.tsx';
import { useKindOfHost, useSurvivalView, type SurvivalView } from './use-survival-view.ts';

function Verdict({ before, after }: { readonly before: SurvivalView; readonly after: SurvivalView }) {
  const kindOf = useKindOfHost();
  if (before.single === null) return null;
  const said = survivalSentence({ single: before.single, pairs: before.pairs }, kindOf);
  const scenario =
    after.single === null ? null : survivalSentence({ single: after.single, pairs: after.pairs }, kindOf);
  return (
    <div className="say">
      <Mark mark={said.mark} big />
      <div>
        <p className="v-say">
          <SentenceText sentence={said.sentence} side="before" />
        </p>
        {scenario === null ? null : (
          <p className="v-scen">
            <Mark mark="scen" />
            <span>
              In the scenario: <SentenceText sentence={scenario.sentence} side="after" />
            </span>
          </p>
        )}
      </div>
    </div>
  );
}

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
        action={
          <Button small onPress={again}>
            Try again
          </Button>
        }
      >
        {failure}
      </ErrorNote>
    </div>
  );
}

function Content() {
  const region = useView((state) => state.region);
  const services = useLoadedServices();
  const before = useSurvivalView('before');
  const after = useSurvivalView('after');
  return (
    <>
      <Verdict before={before} after={after} />
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
          <div className="pane" />
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
