import {
  activeDesk,
  exportScenario,
  isEdited,
  saveActive,
  startDraft,
  useScenarios,
} from '../state/scenario-store.ts';
import type { HostMeasure } from '../../shared/view/host-measures.ts';
import { exportPlan, exportReview } from '../state/document-export.ts';
import { setFilter, setMeasure } from '../state/host-store.ts';
import { showDone } from '../state/toast-store.ts';
import { useView } from '../state/view-store.ts';
import { redo, undo, useWorkspace } from '../state/workspace-store.ts';

/** A text field has its own undo; elsewhere undo goes back through the whole workspace. */
function fieldHasFocus(): boolean {
  const focused = document.activeElement;
  return focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement;
}

export function undoAnywhere(): void {
  if (fieldHasFocus()) document.execCommand('undo');
  else if (useWorkspace.getState().info !== null) void undo();
}

export function redoAnywhere(): void {
  if (fieldHasFocus()) document.execCommand('redo');
  else if (useWorkspace.getState().info !== null) void redo();
}

/** Every other change is saved as it is made; a scenario on the desk waits for this. */
export function saveScenario(): void {
  const desk = activeDesk(useScenarios.getState());
  if (desk !== null && isEdited(desk)) void saveActive();
  else showDone('Everything is saved.');
}

/** The document of the screen: the plan as a spreadsheet, the review of the Overview; elsewhere the scenario as JSON. */
export function exportShown(): void {
  const { screen } = useView.getState();
  if (screen === 'plan') void exportPlan('xlsx');
  else if (screen === 'overview') void exportReview('pdf');
  else exportActive();
}

function exportActive(): void {
  const desk = activeDesk(useScenarios.getState());
  if (desk?.savedId == null || isEdited(desk)) showDone('Choose a saved scenario to export it as JSON.');
  else void exportScenario(desk.savedId);
}

/** The first what-if: lose the largest host of a cluster, as a draft the person may save. */
export function whatIfLargestHostLost(cluster: string): void {
  startDraft(`Lose the largest host of ${cluster}`, [
    { id: 'hostLoss-1', type: 'hostLoss', count: 1, select: 'largest', cluster },
  ]);
}

export function whatIfHostsLost(hosts: readonly string[]): void {
  startDraft(`Lose ${hosts.join(' and ')}`, [{ id: 'hostLoss-1', type: 'hostLoss', hosts: [...hosts] }]);
  useView.getState().goTo('scenarios');
}

export function whatIfEdgeLost(nodes: readonly string[]): void {
  startDraft(`Lose ${nodes.join(' and ')}`, [{ id: 'edgeLoss-1', type: 'edgeLoss', nodes: [...nodes] }]);
  useView.getState().goTo('scenarios');
}

/** From a figure to the hosts it is made of: those of one cluster, or all of the region; Alt ← leads back. */
export function showHosts(of: { readonly cluster?: string; readonly measure?: HostMeasure }): void {
  useView.setState({ screen: 'fleet', fleetTab: 'hosts', listsScenarios: false, comparesScenarios: false });
  setFilter(of.cluster === undefined ? '' : `cluster:${of.cluster}`);
  if (of.measure !== undefined) setMeasure(of.measure);
}
