import { useEffect, useMemo, useState } from 'react';
import { formatInteger, formatPlain } from '../../../../shared/view/number-format.ts';
import { pipelinePlansText } from '../../../../shared/view/pipeline-plan-view.ts';
import { drawnTexts, pipelineVerdict } from '../../../../shared/view/pipeline-view.ts';
import { SentenceText } from '../../../app/explain/SentenceText.tsx';
import { Button } from '../../../components/Button.tsx';
import { NotYet, EmptyState, ErrorNote } from '../../../components/EmptyState.tsx';
import { ProblemList } from '../../../components/ProblemList.tsx';
import { Progress } from '../../../components/Progress.tsx';
import { VerdictHead } from '../../../components/VerdictHead.tsx';
import { useInventory } from '../../../state/inventory-store.ts';
import {
  cancelPipeline,
  loadPipeline,
  pipelineKey,
  throwPipeline,
  usePipeline,
} from '../../../state/pipeline-store.ts';
import { useProgress } from '../../../state/progress-store.ts';
import { useWorkspace } from '../../../state/workspace-store.ts';
import { addCustomer } from './add-customer.ts';
import { BandPane } from './BandPane.tsx';
import { EffectsPane } from './EffectsPane.tsx';
import { PasteCustomers } from './PasteCustomers.tsx';
import { PipelineTools } from './PipelineTools.tsx';
import { PurchasesPane } from './PurchasesPane.tsx';
import { ProspectTable } from './ProspectTable.tsx';

/** The dice are thrown so long after the last change. */
const SETTLE_MS = 350;

function Running({ task }: { readonly task: string }) {
  const progress = useProgress((state) => state.byTask.get(task));
  const share = progress === undefined || progress.total === 0 ? null : progress.done / progress.total;
  return (
    <span className="odds-run" role="status" aria-live="off">
      <Progress label="Throwing the dice on the pipeline" share={share} />
      <span className="mute nw">
        {progress === undefined
          ? 'getting ready'
          : `${formatInteger(progress.done)} of ${formatInteger(progress.total)}`}
      </span>
      <Button small onPress={() => void cancelPipeline()}>
        Cancel
      </Button>
    </span>
  );
}

/** Customers that may come, how likely, and what they break together; who to sign first; what to buy for it by when. */
export function PipelineTab() {
  const state = usePipeline();
  const { prospects, odds, plans, task, failure, problems } = state;
  const revision = useWorkspace(({ info }) => info?.revision ?? null);
  const regionName = useInventory((inventory) => inventory.regionName);
  const [pastes, setPastes] = useState(false);
  useEffect(() => void loadPipeline(), [revision]);
  const key = pipelineKey(state);
  const hasRows = (prospects?.length ?? 0) > 0;
  useEffect(() => {
    if (!hasRows) return undefined;
    const timer = setTimeout(() => void throwPipeline(), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [key, hasRows]);
  const names = useMemo(() => new Map(prospects?.map(({ id, customer }) => [id, customer])), [prospects]);
  const nameOf = (id: string): string => names.get(id) ?? id;
  const isCurrent = state.key === key && task === null;
  const current = isCurrent ? odds : null;
  if (prospects === null)
    return (
      <NotYet
        wait="Reading the pipeline…"
        failed="The pipeline was not read."
        failure={state.prospectsFailure}
        again={() => void loadPipeline()}
      />
    );
  const paste = <PasteCustomers isOpen={pastes} prospects={prospects} onClose={() => setPastes(false)} />;
  if (prospects.length === 0)
    return (
      <>
        <EmptyState
          icon="onboarding"
          title="No customers in the pipeline yet"
          action={
            <span className="empty-acts">
              <Button kind="primary" onPress={() => addCustomer(prospects)}>
                Add the first customer
              </Button>
              <Button onPress={() => setPastes(true)}>Paste or read a table</Button>
            </span>
          }
        >
          Customers that may sign, each with a day and a probability. The dice are thrown on all of them
          together.
        </EmptyState>
        {paste}
      </>
    );
  const verdict = odds === null ? null : pipelineVerdict(odds, nameOf, regionName);
  return (
    <div className="screen-scroll pipeline" aria-busy={!isCurrent}>
      {verdict === null ? null : (
        <VerdictHead
          mark={verdict.mark}
          isLive
          className={isCurrent ? '' : 'is-old'}
          below={
            <p className="soft">
              {plans !== null
                ? pipelinePlansText(plans)
                : state.planFailure === null
                  ? 'What to buy follows.'
                  : ''}
            </p>
          }
        >
          <SentenceText sentence={verdict.sentence} side="after" />
        </VerdictHead>
      )}
      {failure === null ? null : (
        <div className="screen-note">
          <ErrorNote
            title="The dice were not thrown."
            {...(problems.length > 0 ? {} : { again: () => void throwPipeline() })}
          >
            <p>{failure}</p>
            <ProblemList problems={problems} />
          </ErrorNote>
        </div>
      )}
      <section className="pane" aria-label="Customers of the pipeline">
        <PipelineTools prospects={prospects} onPaste={() => setPastes(true)} />
        <ProspectTable prospects={prospects} odds={current} problems={isCurrent ? problems : []} />
        <p className="note pipeline-took">
          {task === null ? (
            state.elapsedMs === null || odds === null ? (
              ''
            ) : (
              `${formatInteger(odds.runs)} runs in ${formatPlain(state.elapsedMs / 1000, 1)} s, seed ${odds.seed}`
            )
          ) : (
            <Running task={task} />
          )}
        </p>
      </section>
      {odds === null || odds.targets.length === 0 ? null : (
        <div className={isCurrent ? '' : 'is-old'}>
          {isCurrent ? null : (
            <p className="pane note" role="status">
              What follows is from before the last change.
            </p>
          )}
          <div className="split pipeline-split rule-top">
            <BandPane odds={odds} prospects={prospects} />
            <PurchasesPane signFirst={odds.signFirst} />
          </div>
          <EffectsPane odds={odds} nameOf={nameOf} />
          <ul className="pane note pipeline-notes">
            {[...drawnTexts(odds, nameOf), ...odds.notes].map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </div>
      )}
      {paste}
    </div>
  );
}
