import { edgeLossOutcome } from '../../shared/events/edge-loss.ts';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import type { ServicesAnswer, ServicesSide } from '../../shared/ipc/services-channels.ts';
import { selectedScenario } from './scenario-actions.ts';
import { afterScenario, type Side } from './scenario-side.ts';
import type { Workspace } from './workspace.ts';

/** Edge, control plane, storage and overlay on both sides of a scenario. @throws Refusal `not-found`, `bad-input`. */
export function servicesAnswer(workspace: Workspace, selection: ScenarioSelection): ServicesAnswer {
  const side: Side = { model: workspace.model(), policy: workspace.policy(), history: workspace.history() };
  const scenario = selectedScenario(workspace, selection);
  return {
    revision: workspace.revision,
    asOf: side.model.asOf,
    before: servicesOf(side),
    after: scenario === null ? null : servicesOf(afterScenario(side, scenario)),
  };
}

function servicesOf({ model, policy }: Side): ServicesSide {
  const { edgeNodes, postgres, controlPlanes, storagePools, overlays } = model;
  const inService = edgeNodes.filter((node) => node.state === 'in-service');
  return {
    policy,
    edgeNodes,
    edgeLosses: inService.map(({ id }) => edgeLossOutcome(model, policy, [id])),
    postgres,
    controlPlanes,
    storagePools,
    overlays,
    down: [...model.hosts, ...edgeNodes].filter(({ state }) => state === 'down').map(({ id }) => id),
  };
}
