import type { Host, Microvm, Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { allocatableOf, demandOf, demandQuanta, DIMENSIONS, limitQuanta, QUANTA } from './demand.ts';

/**
 * A model as a bookkeeper would write it down, in plain units and without the fleet's arrays: what each host may hold and
 * holds. Witnesses and certificates are checked against this, so that a mistake in the fleet cannot confirm itself.
 */
export interface Ledger {
  readonly hosts: ReadonlyMap<string, HostEntry>;
  readonly rows: ReadonlyMap<string, Microvm>;
  readonly demandOfFlavor: ReadonlyMap<string, readonly number[]>;
  readonly spread: boolean;
  /** Per resource, the most that rounding to whole quanta changed a demand or a limit by, in the resource's unit. */
  readonly rounding: readonly number[];
}

/** One host's page. Its loads are added up when they are first asked for: a witness concerns few hosts of many. */
export class HostEntry {
  readonly host: Host;
  readonly limits: readonly number[];
  /** Rows on the host; none on one that is down. */
  readonly rows: Microvm[] = [];
  private readonly demands: Ledger['demandOfFlavor'];
  private added: readonly number[] | undefined;

  constructor(host: Host, demands: Ledger['demandOfFlavor']) {
    this.host = host;
    this.limits = allocatableOf(host).map((limit) => limit ?? Infinity);
    this.demands = demands;
  }

  get microvms(): number {
    return this.rows.reduce((sum, row) => sum + row.count, 0);
  }

  get loads(): readonly number[] {
    if (this.added === undefined) {
      const loads = new Array<number>(DIMENSIONS).fill(0);
      for (const row of this.rows)
        this.demands.get(row.flavor)?.forEach((need, r) => (loads[r] = (loads[r] ?? 0) + row.count * need));
      this.added = loads;
    }
    return this.added;
  }
}

const ledgers = new WeakMap<Model, Map<string, Ledger>>();

/** The ledger of a model; kept with it. */
export function ledgerOf(model: Model, policy: Policy): Ledger {
  const key = `${policy.cpuOvercommit} ${policy.spread}`;
  let byKey = ledgers.get(model);
  if (byKey === undefined) {
    byKey = new Map();
    ledgers.set(model, byKey);
  }
  let ledger = byKey.get(key);
  if (ledger === undefined) {
    ledger = write(model, policy);
    byKey.set(key, ledger);
  }
  return ledger;
}

/**
 * By how much a host with so many microVMs may seem overfilled in plain units: what rounding demands and limits to
 * quanta adds up to, and what adding doubles loses. Nothing but that loss where the figures are whole quanta, as bytes are.
 */
export function slack(ledger: Ledger, dimension: number, microvms: number, amount: number): number {
  return (
    (microvms + 1) * (ledger.rounding[dimension] ?? 0) + (amount < Infinity ? Math.abs(amount) * 1e-12 : 0)
  );
}

function roundingOf(demands: Iterable<readonly number[]>, limits: Iterable<readonly number[]>): number[] {
  const rounding = new Array<number>(DIMENSIONS).fill(0);
  for (const [amounts, quantise] of [
    [demands, demandQuanta],
    [limits, limitQuanta],
  ] as const) {
    for (const vector of amounts) {
      vector.forEach((value, r) => {
        if (value === Infinity) return;
        const lost = Math.abs(value - quantise(value, r) / (QUANTA[r] ?? 1));
        rounding[r] = Math.max(rounding[r] ?? 0, lost);
      });
    }
  }
  return rounding;
}

function write(model: Model, policy: Policy): Ledger {
  const demandOfFlavor = new Map(
    model.flavors.map((flavor) => [flavor.id, demandOf(flavor, model.overhead, policy.cpuOvercommit)]),
  );
  const hosts = new Map(model.hosts.map((host) => [host.id, new HostEntry(host, demandOfFlavor)]));
  const rows = new Map<string, Microvm>();
  for (const row of model.microvms) {
    rows.set(row.id, row);
    const entry = row.host === null ? undefined : hosts.get(row.host);
    if (entry !== undefined && entry.host.state !== 'down') entry.rows.push(row);
  }
  const limits = Array.from(hosts.values(), (entry) => entry.limits);
  const rounding = roundingOf(demandOfFlavor.values(), limits);
  return { hosts, rows, demandOfFlavor, spread: policy.spread === 'required', rounding };
}

/** The row and copy an id of a single microVM stands for, `null` if there is none. */
export function microvmOf(ledger: Ledger, id: string): { row: Microvm; copy: number } | null {
  const plain = ledger.rows.get(id);
  if (plain !== undefined && plain.count === 1) return { row: plain, copy: 1 };
  const hash = id.lastIndexOf('#');
  const row = hash < 0 ? undefined : ledger.rows.get(id.slice(0, hash));
  const copy = Number(id.slice(hash + 1));
  if (row === undefined || row.count === 1 || !Number.isInteger(copy) || copy < 1 || copy > row.count)
    return null;
  return String(copy) === id.slice(hash + 1) ? { row, copy } : null;
}
