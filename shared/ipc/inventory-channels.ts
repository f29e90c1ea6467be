import * as v from 'valibot';
import type { HostState, Measured, Model, ModelKind, Overhead } from '../model/document.ts';
import { returns } from './channel.ts';
import { idSchema, modelKindSchema, nothing } from './requests.ts';

export interface ClusterChoice {
  readonly id: string;
  readonly region: string;
  readonly hosts: number;
  /** Id of the host with the most allocatable memory among those not down; `null` without one. */
  readonly largestHost: string | null;
  readonly largestHostMemoryBytes: Measured;
  readonly microvms: number;
  readonly failureDomains: readonly string[];
}

export interface HostChoice {
  readonly id: string;
  readonly cluster: string;
  readonly failureDomain: string | null;
  readonly state: HostState;
  readonly memoryBytes: Measured;
  readonly cpuCores: Measured;
}

export interface NamedChoice {
  readonly id: string;
  /** `null` where the document does not say. */
  readonly region: string | null;
}

/** Everything a form needs to offer choices, small enough to hold in the window. */
export interface InventoryChoices {
  readonly revision: number;
  readonly regions: readonly { readonly id: string; readonly name: string | null }[];
  readonly clusters: readonly ClusterChoice[];
  readonly hosts: readonly HostChoice[];
  readonly edgeNodes: readonly (NamedChoice & { readonly state: 'in-service' | 'down' })[];
  readonly postgres: readonly NamedChoice[];
  readonly controlPlanes: readonly NamedChoice[];
  readonly storagePools: readonly NamedChoice[];
  readonly flavors: readonly {
    readonly id: string;
    readonly vcpus: Measured;
    readonly memoryBytes: Measured;
  }[];
  readonly skus: readonly {
    readonly id: string;
    readonly cpuCores: Measured;
    readonly memoryBytes: Measured;
    readonly unitCost: Measured;
    readonly currency: string | null;
    readonly leadTimeDays: Measured;
  }[];
  readonly customers: readonly { readonly id: string; readonly microvms: number }[];
  /** What a microVM costs beyond its flavor; a drawing of a host's memory needs it. */
  readonly overhead: Overhead | null;
}

export interface InventoryRows {
  readonly revision: number;
  /** Rows as they stand in the model document, in its order. */
  readonly rows: Model[ModelKind];
}

export const inventoryChannels = {
  'inventory:choices': returns<InventoryChoices>()(nothing, ['no-workspace', 'bad-input']),
  /** All rows of one kind; microVMs can be narrowed to one host, cluster or customer. */
  'inventory:rows': returns<InventoryRows>()(
    v.strictObject({
      kind: modelKindSchema,
      host: v.exactOptional(idSchema),
      cluster: v.exactOptional(idSchema),
      customer: v.exactOptional(idSchema),
    }),
    ['no-workspace', 'bad-input'],
  ),
};
