import { useEffect } from 'react';
import { GuideButton } from '../../app/GuideButton.tsx';
import { lossesName } from '../../../shared/assess/losses-name.ts';
import { csvText } from '../../../shared/view/chart-table.ts';
import { formatPlain } from '../../../shared/view/number-format.ts';
import { planTable } from '../../../shared/view/plan-tables.ts';
import { Button } from '../../components/Button.tsx';
import { MenuButton } from '../../components/MenuButton.tsx';
import { EmptyState, ErrorNote } from '../../components/EmptyState.tsx';
import { copyText } from '../../state/clipboard.ts';
import { exportPlan } from '../../state/document-export.ts';
import { chooseFiles } from '../../state/import-store.ts';
import { openData } from '../../state/data-view-store.ts';
import { useInventory } from '../../state/inventory-store.ts';
import { loadPurchases, runPlan, usePlan } from '../../state/plan-store.ts';
import { useLosses } from '../../state/policy-store.ts';
import { activeDesk, useScenarios } from '../../state/scenario-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { AlternativesPane } from './AlternativesPane.tsx';
import { CurvePane } from './CurvePane.tsx';
import { PlanForm } from './PlanForm.tsx';
import { PlanProgress } from './PlanProgress.tsx';
import { PlanVerdictLine } from './PlanVerdictLine.tsx';
import { PurchasesPane } from './PurchasesPane.tsx';
import { PurchaseTable } from './PurchaseTable.tsx';
import { SensitivityPane } from './SensitivityPane.tsx';

function Failure() {
  const failure = usePlan((state) => state.shown.failure);
  if (failure === null) return null;
  return (
    <div className="screen-note">
      <ErrorNote title="There is no plan." again={() => void runPlan()}>
        {failure}
      </ErrorNote>
    </div>
  );
}

/** What is missing before anything can be planned; `null` where nothing is. */
function useMissing(): 'hosts' | 'skus' | null {
  const hosts = useWorkspace((state) => state.info?.counts.hosts);
  const skus = useInventory((state) => state.choices?.skus.length);
  if (hosts === 0) return 'hosts';
  return skus === 0 ? 'skus' : null;
}

function Missing({ what }: { readonly what: 'hosts' | 'skus' }) {
  return (
    <div className="screen-note">
      {what === 'hosts' ? (
        <EmptyState
          icon="plan"
          title="Nothing to plan for"
          action={<Button onPress={() => void chooseFiles()}>Import files</Button>}
        >
          Import an inventory with hosts, microVMs and machine types first.
        </EmptyState>
      ) : (
        <EmptyState
          icon="plan"
          title="No machine type to buy"
          action={<Button onPress={() => openData({ tab: 'inventory' })}>Add machine types</Button>}
        >
          The inventory has no machine types (skus): size, price and lead time of what can be ordered.
        </EmptyState>
      )}
    </div>
  );
}

function Content() {
  const answer = usePlan((state) => state.shown.answer);
  if (answer === null) return null;
  return (
    <>
      <PlanVerdictLine answer={answer} />
      <PurchaseTable answer={answer} />
      <CurvePane answer={answer} />
      <AlternativesPane answer={answer} />
      <SensitivityPane plan={answer.plan} />
    </>
  );
}

const EXPORTS = [
  { id: 'xlsx', label: 'Spreadsheet', beside: 'live formulas' },
  { id: 'csv', label: 'CSV', beside: 'same figures' },
  { id: 'pdf', label: 'Report', beside: 'PDF' },
  { id: 'html', label: 'Report', beside: 'HTML' },
] as const;

/** What to buy by when, what else could be done, and what became of what was bought. */
export function PlanScreen() {
  const revision = useWorkspace((state) => state.info?.revision);
  const skusRevision = useInventory((state) => state.choices?.revision);
  const desk = useScenarios(activeDesk);
  const missing = useMissing();
  const elapsedMs = usePlan((state) => state.shown.elapsedMs);
  const answer = usePlan((state) => state.shown.answer);
  const isOlder = usePlan((state) => state.shown.isOlder);
  const assumed = useLosses();
  const losses = answer?.losses ?? assumed;
  useEffect(() => void loadPurchases(), [revision]);
  useEffect(() => {
    if (missing === null) void runPlan();
  }, [revision, skusRevision, desk?.key, desk?.document, missing]);
  const copy = (): void => {
    if (answer !== null) void copyText('Purchase list as CSV', csvText(planTable(answer.plan)));
  };
  return (
    <>
      <div className="head">
        <h1>Plan</h1>
        <GuideButton />
        <span className="meta">the cheapest purchases that keep memory, CPU and {lossesName(losses)}</span>
        <span className="grow" />
        {elapsedMs === null ? null : (
          <span className="mute took">planned in {formatPlain(elapsedMs, 0)} ms</span>
        )}
        <Button
          kind="quiet"
          icon="copy"
          disabled={answer === null || answer.plan.lines.length === 0}
          onPress={copy}
        >
          Copy as CSV
        </Button>
        <MenuButton
          label="Export"
          icon="export"
          items={answer === null ? [] : EXPORTS}
          onAction={(id) => void exportPlan(EXPORTS.find((form) => form.id === id)?.id ?? 'xlsx')}
        />
      </div>
      {missing === null ? (
        <div className="pl">
          <PlanForm />
          <div className="pl-main" aria-busy={isOlder}>
            <PlanProgress />
            <Failure />
            <Content />
            <PurchasesPane />
          </div>
        </div>
      ) : (
        <div className="screen-scroll">
          <Missing what={missing} />
          <PurchasesPane />
        </div>
      )}
    </>
  );
}
