import * as v from 'valibot';
import type { HostChange } from '../assess/host-changes.ts';
import type { HostFigures } from '../assess/host-figures.ts';
import type { HostNodes } from '../assess/host-nodes.ts';
import type { HostLossOutcome } from '../events/host-loss.ts';
import type { Measured } from '../model/document.ts';
import { returns } from './channel.ts';
import { idSchema, selectionSchema } from './requests.ts';

/** One side of a scenario, host by host. */
export interface FleetSide {
  readonly figures: HostFigures;
  /** MicroVMs without a host by cluster; clusters without any are absent. */
  readonly pending: ReadonlyMap<string, number>;
}

export interface HostFiguresAnswer {
  readonly revision: number;
  readonly baseline: FleetSide;
  /** `null` for the baseline. */
  readonly scenario: (FleetSide & { readonly changes: ReadonlyMap<string, HostChange> }) | null;
}

/** Daily peaks of one metric of a host; `days` are day numbers since 1970. */
export interface HostHistory {
  readonly days: Int32Array;
  readonly peaks: Float64Array;
}

export interface HostMicrovm {
  readonly id: string;
  readonly flavor: string;
  readonly customer: string | null;
  /** What it reserves, overhead included; `null` where the flavor or the overhead is not known. */
  readonly memoryBytes: Measured;
  /** Host it has in the scenario, where that is another one; `null` = stranded. Absent where it stays. */
  readonly goesTo?: string | null;
}

export interface HostPage {
  readonly revision: number;
  readonly id: string;
  /** `null`: it exists in the scenario only. */
  readonly baseline: HostNodes | null;
  /** `null` for the baseline, and where the scenario leaves the host without figures. */
  readonly scenario: HostNodes | null;
  /** Machine types with exactly its limits. */
  readonly skus: readonly string[];
  readonly systemReservedMemoryBytes: number;
  /** Last 60 days by metric; metrics never imported for this host are absent. */
  readonly history: ReadonlyMap<string, HostHistory>;
  /** In order of memory, largest first; those on the host in the baseline, then what arrives in the scenario. */
  readonly microvms: readonly HostMicrovm[];
  readonly arrivals: readonly HostMicrovm[];
}

export interface AloneAnswer {
  readonly revision: number;
  readonly outcome: HostLossOutcome;
}

const errors = ['no-workspace', 'not-found', 'bad-input'] as const;

export const hostChannels = {
  /** Figures of every host, as columns, on both sides of a scenario. */
  'hosts:figures': returns<HostFiguresAnswer>()(v.strictObject({ scenario: selectionSchema }), errors),
  /** One host: derivations of its figures, its past, its microVMs. */
  'hosts:page': returns<HostPage>()(v.strictObject({ scenario: selectionSchema, host: idSchema }), errors),
  /** What losing this one host would do to the baseline: the event's own outcome, with witness or certificate. */
  'hosts:alone': returns<AloneAnswer>()(v.strictObject({ host: idSchema }), errors),
};
