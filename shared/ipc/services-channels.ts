import * as v from 'valibot';
import type { EdgeLossOutcome } from '../events/edge-loss.ts';
import type { ControlPlane, EdgeNode, Overlay, Postgres, StoragePool } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { returns } from './channel.ts';
import { selectionSchema } from './requests.ts';

/** Everything that is no host, on one side of the comparison. */
export interface ServicesSide {
  readonly policy: Policy;
  readonly edgeNodes: readonly EdgeNode[];
  /** Losing each node in service by itself, in the order of `edgeNodes`. */
  readonly edgeLosses: readonly EdgeLossOutcome[];
  readonly postgres: readonly Postgres[];
  readonly controlPlanes: readonly ControlPlane[];
  readonly storagePools: readonly StoragePool[];
  readonly overlays: readonly Overlay[];
  /** Hosts and edge nodes that are down, whose tunnels carry nothing. */
  readonly down: readonly string[];
}

export interface ServicesAnswer {
  readonly revision: number;
  /** Instant the model describes. */
  readonly asOf: string;
  readonly before: ServicesSide;
  /** `null` for the baseline. */
  readonly after: ServicesSide | null;
}

export const servicesChannels = {
  /** Edge, control plane, storage and overlay as the chosen scenario leaves them, beside the baseline. */
  'services:get': returns<ServicesAnswer>()(v.strictObject({ scenario: selectionSchema }), [
    'no-workspace',
    'not-found',
    'bad-input',
  ]),
};
