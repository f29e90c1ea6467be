import { useEffect, useMemo, useState } from 'react';
import { builtInTemplates } from '../../../../shared/events/customer-shape.ts';
import type { Prospect } from '../../../../shared/ipc/pipeline-channels.ts';
import { problemText } from '../../../../shared/model/problem.ts';
import { formatInteger, formatPlain } from '../../../../shared/view/number-format.ts';
import { pipelineCsv } from '../../../../shared/view/pipeline-text.ts';
import { pipelinePlansText } from '../../../../shared/view/pipeline-plan-view.ts';
import { pipelineVerdict } from '../../../../shared/view/pipeline-view.ts';
import { SentenceText } from '../../../app/explain/SentenceText.tsx';
import { Button } from '../../../components/Button.tsx';
import { EmptyState, ErrorNote } from '../../../components/EmptyState.tsx';
import { NumberInput } from '../../../components/form/NumberInput.tsx';
import { MenuButton } from '../../../components/MenuButton.tsx';
import { Progress } from '../../../components/Progress.tsx';
import { Select } from '../../../components/Select.tsx';
import { Mark } from '../../../components/Status.tsx';
import { copyText } from '../../../state/clipboard.ts';
import { useInventory } from '../../../state/inventory-store.ts';
import {
  cancelPipeline,
  choosePipeline,
  exportPipeline,
  freshProspectId,
  loadPipeline,
  pipelineKey,
  savePipeline,
  throwPipeline,
  usePipeline,
} from '../../../state/pipeline-store.ts';
import { useProgress } from '../../../state/progress-store.ts';
import { useView } from '../../../state/view-store.ts';
import { useWorkspace } from '../../../state/workspace-store.ts';
import { startDay } from '../start-day.ts';
import { BandPane } from './BandPane.tsx';
import { EffectsPane } from './EffectsPane.tsx';
import { PasteCustomers } from './PasteCustomers.tsx';
import { PurchasesPane } from './PurchasesPane.tsx';
import { ProspectTable } from './ProspectTable.tsx';

/** The dice are thrown so long after the last change. */
const SETTLE_MS = 350;

const HORIZONS = [90, 180, 365].map((days) => ({ id: String(days), label: `${days} days ahead` }));

function addCustomer(prospects: readonly Prospect[]): void {
  const { formModel } = useInventory.getState();
  const region = useView.getState().region ?? formModel?.regions[0]?.id;
  if (formModel === null || region === undefined) return;
  const medium = builtInTemplates(formModel).find(({ id }) => id === 'medium')?.shape;
  const asOf = useWorkspace.getState().info?.asOf ?? null;
  const added: Prospect = {
    fleet: [],
    ...medium,
    id: freshProspectId(new Set(prospects.map(({ id }) => id))),
    type: 'onboardCustomer',
    customer: `customer ${prospects.length + 1}`,
    region,
    probability: 0.5,
    ...startDay(asOf),
  };
  void savePipeline([...prospects, added], `Add ${added.customer} to the pipeline`);
}

function Running({ task }: { readonly task: string }) {
  const progress = useProgress((state) => state.byTask.get(task));
  const share = progress === undefined || progress.total === 0 ? null : progress.done / progress.total;
  return (
    <span className="odds-run" role="status">
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

function Tools({
  prospects,
  onPaste,
}: {
  readonly prospects: readonly Prospect[];
  readonly onPaste: () => void;
}) {
  const runs = usePipeline((state) => state.runs);
  const seed = usePipeline((state) => state.seed);
  const horizon = usePipeline((state) => state.horizonDays);
  return (
    <div className="pipeline-tools">
      <Button small icon="plus" onPress={() => addCustomer(prospects)}>
        Add customer
      </Button>
      <Button small icon="table" onPress={onPaste}>
        Paste or read a table
      </Button>
      <MenuButton
        small
        label="Export"
        icon="export"
        items={[
          { id: 'file', label: 'Pipeline as a CSV file' },
          { id: 'copy', label: 'Copy for a spreadsheet' },
        ]}
        onAction={(id) => {
          if (id === 'file') void exportPipeline(pipelineCsv(prospects));
          else void copyText('Pipeline', pipelineCsv(prospects, '\t'));
        }}
      />
      <span className="grow" />
      <Select
        small
        plain
        label="Horizon"
        value={String(horizon)}
        options={HORIZONS}
        onChange={(id) => choosePipeline({ horizonDays: Number(id) })}
      />
      <NumberInput
        label="Runs"
        min={100}
        max={20_000}
        step={100}
        value={runs}
        onChange={(value) => value !== null && choosePipeline({ runs: Math.round(value) })}
      />
      <NumberInput
        label="Seed"
        min={0}
        step={1}
        value={seed}
        onChange={(value) => value !== null && choosePipeline({ seed: Math.round(value) })}
      />
    </div>
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
  if (prospects === null) return <p className="pane mute">Reading the pipeline…</p>;
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
    <div className="pipeline" aria-busy={!isCurrent}>
      {verdict === null ? null : (
        <div className={isCurrent ? 'say' : 'say is-old'}>
          <Mark mark={verdict.mark} big />
          <div>
            <p className="v-say" aria-live="polite">
              <SentenceText sentence={verdict.sentence} side="after" />
            </p>
            <p className="soft">
              {plans !== null
                ? pipelinePlansText(plans)
                : state.planFailure === null
                  ? 'What to buy follows.'
                  : ''}
            </p>
          </div>
        </div>
      )}
      {failure === null ? null : (
        <div className="screen-note">
          <ErrorNote title="The dice were not thrown.">
            <p>{failure}</p>
            <ul className="problems">
              {problems.slice(0, 8).map((problem) => (
                <li key={problemText(problem)}>{problemText(problem)}</li>
              ))}
            </ul>
          </ErrorNote>
        </div>
      )}
      <section className="pane" aria-label="Customers of the pipeline">
        <Tools prospects={prospects} onPaste={() => setPastes(true)} />
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
            {odds.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </div>
      )}
      {paste}
    </div>
  );
}
