import type { WorkspaceCounts, WorkspaceInfo } from '../../shared/ipc/workspace-channels.ts';
import type { Model } from '../../shared/model/document.ts';
import type { Workspace } from './workspace.ts';

function countsOf(workspace: Workspace, model: Model): WorkspaceCounts {
  const customers = new Set<string>();
  let microvms = 0;
  for (const row of model.microvms) {
    microvms += row.count;
    if (row.customer !== null) customers.add(row.customer);
  }
  return {
    regions: model.regions.length,
    clusters: model.clusters.length,
    hosts: model.hosts.length,
    microvms,
    customers: customers.size,
    edgeNodes: model.edgeNodes.length,
    postgres: model.postgres.length,
    storagePools: model.storagePools.length,
    ...workspace.series.totals(),
    scenarios: workspace.scenarios.count(),
  };
}

/** What the shell shows of the open workspace. */
export function workspaceInfo(workspace: Workspace): WorkspaceInfo {
  const model = workspace.model();
  const actions = workspace.actions();
  return {
    name: workspace.name,
    displayPath: workspace.path,
    readOnly: workspace.readOnly,
    damaged: workspace.damaged,
    backups: workspace.backups,
    isSample: workspace.facts.meta('sample') === 'yes',
    revision: workspace.revision,
    asOf: workspace.facts.get('asOf') === undefined ? null : model.asOf,
    timeZone: workspace.timeZone,
    sizeBytes: workspace.sizeBytes,
    counts: countsOf(workspace, model),
    regions: model.regions,
    undoLabel: actions.undo[0]?.label ?? null,
    redoLabel: actions.redo[0]?.label ?? null,
    lastImportAtMs: workspace.imports.lastAtMs(),
  };
}
