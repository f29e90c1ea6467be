import { useEffect } from 'react';
import { csvText, type ChartTable } from '../../../shared/view/chart-table.ts';
import { clusterRows } from '../../../shared/view/cluster-rows.ts';
import { overviewJson, overviewTable } from '../../../shared/view/overview-export.ts';
import { clusterTable, constraintTable, triggerTable } from '../../../shared/view/overview-tables.ts';
import { MenuButton } from '../../components/MenuButton.tsx';
import { exportReview } from '../../state/document-export.ts';
import { useInventory } from '../../state/inventory-store.ts';
import { useResults } from '../../state/result-store.ts';
import { saveText } from '../../state/save-text.ts';
import { activeDesk, useScenarios } from '../../state/scenario-store.ts';
import { useView } from '../../state/view-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { useRegionTriggers } from './use-region-triggers.ts';
import { useRegionView, type RegionView } from './use-region-view.ts';

type Form = 'csv' | 'json';

/** Writes the Overview as it stands; `null` until there is something to write. */
function useOverviewExport(): ((form: Form) => void) | null {
  const view = useRegionView();
  const triggers = useRegionTriggers();
  const clusters = useInventory((state) => state.choices?.clusters);
  const info = useWorkspace((state) => state.info);
  const desk = useScenarios(activeDesk);
  if (view === null || info === null || clusters === undefined) return null;
  const tables = (): Readonly<Record<string, ChartTable>> => ({
    constraints: constraintsOf(view),
    clusters: clusterTable(
      clusterRows(
        clusters.filter(({ region }) => region === view.region),
        view.before,
        view.after,
      ),
      view.before.constraints,
      view.after?.constraints ?? null,
    ),
    triggers: triggerTable(triggers, view.after !== null),
  });
  const facts = {
    workspace: info.name,
    asOf: info.asOf,
    region: view.region,
    scenario: view.after === null ? null : (desk?.document.name ?? null),
  };
  const name = `overview ${view.region} ${(info.asOf ?? '').slice(0, 10)}`
    .replaceAll(/[^\w .-]+/g, '-')
    .trim();
  return (form) =>
    void (form === 'csv'
      ? saveText(`${name}.csv`, csvText(overviewTable(tables())))
      : saveText(`${name}.json`, overviewJson(facts, tables())));
}

/** The region's constraints, clusters and triggers as a file, the scenario beside the baseline where there is one. */
export function ExportOverview() {
  const write = useOverviewExport();
  const asked = useView((state) => state.overviewAsked);
  const isComputing = useResults((state) => state.isComputing);
  useEffect(() => {
    if (asked === null || write === null || isComputing) return;
    useView.getState().askOverview(null);
    write(asked);
  }, [asked, write, isComputing]);
  if (write === null) return null;
  return (
    <MenuButton
      label="Export"
      icon="export"
      items={[
        { id: 'pdf', label: 'Review', beside: 'PDF' },
        { id: 'html', label: 'Review', beside: 'HTML' },
        { id: 'csv', label: 'CSV', beside: 'one table' },
        { id: 'json', label: 'JSON', beside: 'one document' },
      ]}
      onAction={(id) => {
        if (id === 'pdf' || id === 'html') void exportReview(id);
        else write(id === 'json' ? 'json' : 'csv');
      }}
    />
  );
}

function constraintsOf({ constraintsBefore, constraintsAfter }: RegionView): ChartTable {
  const ids = [...new Set([...constraintsBefore, ...(constraintsAfter ?? [])].map(({ id }) => id))];
  return constraintTable(ids, constraintsBefore, constraintsAfter);
}
