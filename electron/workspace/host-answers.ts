import { hostChanges, pendingByCluster } from '../../shared/assess/host-changes.ts';
import { hostFigures } from '../../shared/assess/host-figures.ts';
import { hostNodes, type HostNodes } from '../../shared/assess/host-nodes.ts';
import { contextOf } from '../../shared/assess/row.ts';
import type { Scenario } from '../../shared/events/scenario.ts';
import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { FleetSide, HostFiguresAnswer, HostPage } from '../../shared/ipc/host-channels.ts';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import type { Host, MachineLimits } from '../../shared/model/document.ts';
import { modelIndex } from '../../shared/model/model-index.ts';
import { Refusal } from '../refusal.ts';
import { hostHistory } from './host-history.ts';
import { arrivalsOn, microvmsOn } from './host-microvms.ts';
import { selectedScenario } from './scenario-actions.ts';
import { afterScenario, type Side } from './scenario-side.ts';
import type { Workspace } from './workspace.ts';

/** Sides of scenarios kept while the workspace stays as it is: enough to go back and forth between a few. */
const KEPT = 6;

/** Figures of the hosts of the open workspace, remembered while model, policy and history stay as they are. */
export class HostAnswers {
  readonly #workspace: Workspace;
  #inputs = 0;
  #baseline: FleetSide | null = null;
  readonly #after = new Map<string, { readonly side: Side; answer: HostFiguresAnswer['scenario'] }>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** @throws Refusal `not-found`, `bad-input`. */
  figures(selection: ScenarioSelection): HostFiguresAnswer {
    const scenario = this.#scenario(selection);
    const before = this.#side();
    this.#baseline ??= fleetSide(before);
    if (scenario === null)
      return { revision: this.#workspace.revision, baseline: this.#baseline, scenario: null };
    const kept = this.#sideAfter(scenario);
    kept.answer ??= { ...fleetSide(kept.side), changes: hostChanges(before.model, kept.side.model) };
    return { revision: this.#workspace.revision, baseline: this.#baseline, scenario: kept.answer };
  }

  /** @throws Refusal `not-found` for a host neither side has. */
  page({ scenario: selection, host: id }: RequestOf<'hosts:page'>): HostPage {
    const scenario = this.#scenario(selection);
    const before = this.#side();
    const after = scenario === null ? null : this.#sideAfter(scenario).side;
    const was = modelIndex(before.model).hostById.get(id);
    const is = after === null ? undefined : modelIndex(after.model).hostById.get(id);
    const host = was ?? is;
    if (host === undefined) throw new Refusal('not-found', `There is no host ${id}.`);
    return {
      revision: this.#workspace.revision,
      id,
      baseline: nodesOf(before, was),
      scenario: after === null ? null : nodesOf(after, is),
      skus: before.model.skus.filter((sku) => sameLimits(sku, host)).map((sku) => sku.id),
      systemReservedMemoryBytes: host.systemReservedMemoryBytes,
      history: hostHistory(this.#workspace, id),
      microvms: microvmsOn(before, after, id),
      arrivals: after === null ? [] : arrivalsOn(before, after, id),
    };
  }

  #scenario(selection: ScenarioSelection): Scenario | null {
    if (this.#inputs !== this.#workspace.inputs) {
      this.#inputs = this.#workspace.inputs;
      this.#baseline = null;
      this.#after.clear();
    }
    return selectedScenario(this.#workspace, selection);
  }

  #side(): Side {
    const workspace = this.#workspace;
    return { model: workspace.model(), policy: workspace.policy(), history: workspace.history() };
  }

  #sideAfter(scenario: Scenario): { readonly side: Side; answer: HostFiguresAnswer['scenario'] } {
    const key = JSON.stringify(scenario);
    const known = this.#after.get(key);
    if (known !== undefined) return known;
    const [oldest] = this.#after.keys();
    if (this.#after.size >= KEPT && oldest !== undefined) this.#after.delete(oldest);
    const made = { side: afterScenario(this.#side(), scenario), answer: null };
    this.#after.set(key, made);
    return made;
  }
}

function fleetSide({ model, policy }: Side): FleetSide {
  return { figures: hostFigures(model, policy), pending: pendingByCluster(model) };
}

function nodesOf({ model, policy, history }: Side, host: Host | undefined): HostNodes | null {
  return host === undefined ? null : hostNodes(contextOf(model, policy, history), host);
}

function sameLimits(a: MachineLimits, b: MachineLimits): boolean {
  const keys = ['cpuCores', 'memoryBytes', 'osDiskBytes', 'iops', 'diskThroughputBytesPerSecond'] as const;
  return keys.every((key) => a[key] === b[key]);
}
