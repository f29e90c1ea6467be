import type { Assessment, Constraint } from '../../shared/assess/constraint.ts';
import type { TriggerListAnswer } from '../../shared/ipc/forecast-channels.ts';
import type { InventoryChoices } from '../../shared/ipc/inventory-channels.ts';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import { csvText, type ChartTable } from '../../shared/view/chart-table.ts';
import { clusterRows } from '../../shared/view/cluster-rows.ts';
import { overviewJson, overviewTable, type OverviewFacts } from '../../shared/view/overview-export.ts';
import { clusterTable, constraintTable, triggerTable } from '../../shared/view/overview-tables.ts';
import { constraintsOfRegion } from '../../shared/view/region-constraints.ts';
import type { RegionOfScope } from '../../shared/view/scope-index.ts';
import { triggersOfRegion } from '../../shared/view/trigger-rows.ts';
import { bridge } from './bridge.ts';
import { keptForecasts } from './forecast-kept.ts';
import { useInventory } from './inventory-store.ts';
import { once } from './once.ts';
import { useResults } from './result-store.ts';
import { saveText } from './save-text.ts';
import { activeDesk, selectionOf, useScenarios } from './scenario-store.ts';
import { showFailure, useToasts } from './toast-store.ts';
import { useView } from './view-store.ts';
import { useWorkspace } from './workspace-store.ts';

export type OverviewForm = 'csv' | 'json';

/** The chosen region on both sides, all of one moment. */
interface Figures {
  readonly facts: OverviewFacts;
  readonly scenario: ScenarioSelection;
  readonly revision: number;
  readonly before: Assessment;
  readonly after: Assessment | null;
  readonly clusters: InventoryChoices['clusters'];
  readonly regionOf: RegionOfScope;
}

interface Refused {
  readonly message: string;
}

/** `null`: they are on their way; `'gone'`: the workspace they were asked of is not open any more. */
function figuresOf(displayPath: string): Figures | Refused | 'gone' | null {
  const { info } = useWorkspace.getState();
  if (info?.displayPath !== displayPath) return 'gone';
  if (info.regions.length === 0) return { message: 'The inventory has no region.' };
  const { baseline: before, baselineFailure, result, resultOf, failure, isComputing } = useResults.getState();
  const { choices, regionOf, failure: unread } = useInventory.getState();
  const desk = activeDesk(useScenarios.getState());
  const isOfDesk = resultOf === (desk?.key ?? null);
  if (baselineFailure !== null) return baselineFailure;
  if (unread !== null) return { message: unread };
  if (failure !== null && isOfDesk && !isComputing) return failure;
  const { region } = useView.getState();
  if (region === null || before === null || choices === null || isComputing || !isOfDesk) return null;
  const scenarioName = desk?.document.name ?? null;
  return {
    facts: { workspace: info.name, asOf: info.asOf, region, scenario: scenarioName },
    scenario: selectionOf(desk),
    revision: info.revision,
    before,
    after: result?.after ?? null,
    clusters: choices.clusters,
    regionOf,
  };
}

/** Looks again whenever something changes that the figures are made of, until there is an answer. */
function onceThere<Answer>(look: () => Answer | null): Promise<Answer> {
  return new Promise((resolve) => {
    const seen = (): void => {
      const answer = look();
      if (answer === null) return;
      for (const leave of leaves) leave();
      resolve(answer);
    };
    const leaves = [useWorkspace, useView, useInventory, useScenarios, useResults].map((store) =>
      store.subscribe(seen),
    );
  });
}

function tablesOf(
  { facts, before, after, clusters, regionOf }: Figures,
  { triggers }: TriggerListAnswer,
): Readonly<Record<string, ChartTable>> {
  const { region } = facts;
  const [was, is] = [before, after].map((side): readonly Constraint[] | null =>
    side === null ? null : constraintsOfRegion(side, region, regionOf),
  );
  const ids = new Set([...(was ?? []), ...(is ?? [])].map(({ id }) => id));
  return {
    constraints: constraintTable([...ids], was ?? [], is ?? null),
    clusters: clusterTable(
      clusterRows(
        clusters.filter((cluster) => cluster.region === region),
        before,
        after,
      ),
      before.constraints,
      after?.constraints ?? null,
    ),
    triggers: triggerTable(triggersOfRegion(triggers, region, regionOf), after !== null),
  };
}

const UNWRITTEN = 'The Overview was not exported.';

async function written(form: OverviewForm, displayPath: string): Promise<void> {
  let figures = figuresOf(displayPath);
  if (figures === null) {
    useToasts
      .getState()
      .show({ mark: 'unknown', title: 'The Overview is exported once its figures are there.', lines: [] });
    figures = await onceThere(() => figuresOf(displayPath));
  }
  if (figures === 'gone') return;
  if ('message' in figures) {
    showFailure(UNWRITTEN, figures);
    return;
  }
  const { facts, scenario, revision } = figures;
  let triggers = keptForecasts(revision, scenario)?.triggers ?? null;
  if (triggers === null) {
    const reply = await bridge().invoke('triggers:list', { scenario });
    if (!reply.ok) {
      showFailure(UNWRITTEN, reply);
      return;
    }
    triggers = reply.value;
  }
  const tables = tablesOf(figures, triggers);
  const name = `overview ${facts.region} ${(facts.asOf ?? '').slice(0, 10)}`
    .replaceAll(/[^\w .-]+/g, '-')
    .trim();
  await (form === 'csv'
    ? saveText(`${name}.csv`, csvText(overviewTable(tables)))
    : saveText(`${name}.json`, overviewJson(facts, tables)));
}

/**
 * Writes the region's constraints, clusters and triggers as a file, the scenario beside the baseline where there is one: at
 * once, or as soon as the figures have come, whatever is looked at by then. Where they do not come it is said why.
 */
export async function exportOverview(form: OverviewForm): Promise<void> {
  const displayPath = useWorkspace.getState().info?.displayPath;
  if (displayPath !== undefined)
    await once(`overview ${form} ${displayPath}`, () => written(form, displayPath));
}
