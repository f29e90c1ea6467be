import { create } from 'zustand';
import type { InventoryChoices } from '../../shared/ipc/inventory-channels.ts';
import type { Model } from '../../shared/model/document.ts';
import { regionOfScope, type RegionOfScope } from '../../shared/view/scope-index.ts';
import type { RegionName } from '../../shared/view/constraint-name.ts';
import type { ClusterOfHost } from '../../shared/view/placement-view.ts';
import { bridge } from './bridge.ts';
import { loadFormModel } from './form-model.ts';

interface InventoryState {
  readonly choices: InventoryChoices | null;
  readonly regionOf: RegionOfScope;
  readonly clusterOf: ClusterOfHost;
  /** Names a region where the model has several; `null` where there is only one. */
  readonly regionName: RegionName;
  /** The model without its microVMs: what the typed forms pick from and make defaults of. `null` until asked for. */
  readonly formModel: Model | null;
  /** Why it was not read. */
  readonly modelFailure: string | null;
  readonly failure: string | null;
  readonly load: () => Promise<void>;
  readonly loadModel: () => Promise<void>;
  readonly clear: () => void;
}

const nowhere: RegionOfScope = () => null;
let asked = 0;
let modelAsked = 0;

/** Everything a form can offer to choose from. Reloaded with every revision of the workspace. */
export const useInventory = create<InventoryState>()((set, get) => ({
  choices: null,
  regionOf: nowhere,
  clusterOf: nowhere,
  regionName: nowhere,
  formModel: null,
  modelFailure: null,
  failure: null,
  load: async () => {
    const mine = ++asked;
    set({ failure: null });
    const reply = await bridge().invoke('inventory:choices');
    if (mine !== asked) return;
    if (!reply.ok) {
      set({ failure: reply.message });
      return;
    }
    const names = new Map(reply.value.regions.map(({ id, name }) => [id, name ?? id]));
    const clusters = new Map(reply.value.hosts.map(({ id, cluster }) => [id, cluster]));
    set({
      choices: reply.value,
      regionOf: regionOfScope(reply.value),
      clusterOf: (host) => clusters.get(host) ?? null,
      regionName: reply.value.regions.length > 1 ? (region) => names.get(region) ?? region : nowhere,
      failure: null,
    });
    if (get().formModel !== null) void get().loadModel();
  },
  loadModel: async () => {
    const mine = ++modelAsked;
    set({ modelFailure: null });
    const reply = await loadFormModel();
    if (mine !== modelAsked) return;
    if (reply.ok) set({ formModel: reply.value });
    else set({ modelFailure: reply.message });
  },
  clear: () => {
    asked += 1;
    modelAsked += 1;
    set({
      choices: null,
      regionOf: nowhere,
      clusterOf: nowhere,
      regionName: nowhere,
      formModel: null,
      modelFailure: null,
      failure: null,
    });
  },
}));
