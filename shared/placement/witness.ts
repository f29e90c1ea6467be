import type { Microvm, Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { DIMENSIONS, RESOURCE_NAMES } from './demand.ts';
import { ledgerOf, microvmOf, slack, type HostEntry, type Ledger } from './ledger.ts';
import { RESOURCES, type Move } from './outcome.ts';

export type WitnessCheck = { readonly ok: true } | { readonly ok: false; readonly reason: string };

const refuse = (reason: string): WitnessCheck => ({ ok: false, reason });

/**
 * Checks a witness from the model alone (MODEL.md section 5): every microVM of the lost hosts and of the pending rows
 * moves exactly once, moves start where the microVM stands and end on a schedulable host of its cluster that is not lost, and the end
 * state violates no limit and no spread group — except that a survivor already over one may stay so, if it is not made
 * worse. Limits are compared with the allowance for rounding documented at `demandQuanta`. A host that was lost while down
 * has nothing on it.
 */
export function checkWitness(
  model: Model,
  policy: Policy,
  lost: readonly string[],
  moves: readonly Move[],
  pendingRows: readonly string[] = [],
): WitnessCheck {
  const ledger = ledgerOf(model, policy);
  const gone = new Set(lost);
  const movedIds = new Set<string>();
  const changes = new Map<string, Change>();
  for (const move of moves) {
    const trouble = record(ledger, gone, movedIds, changes, move);
    if (trouble !== null) return refuse(trouble);
  }
  const left = leftBehind(ledger, gone, movedIds, pendingRows);
  if (left !== null) return refuse(left);
  for (const [id, change] of changes) {
    const entry = ledger.hosts.get(id);
    if (entry === undefined || gone.has(id)) continue;
    const trouble = overLimit(ledger, id, entry, change) ?? inClash(ledger, id, entry, change);
    if (trouble !== null) return refuse(trouble);
  }
  return { ok: true };
}

interface Change {
  readonly arriving: Microvm[];
  readonly leaving: Microvm[];
}

function record(
  ledger: Ledger,
  gone: ReadonlySet<string>,
  movedIds: Set<string>,
  changes: Map<string, Change>,
  move: Move,
): string | null {
  const found = microvmOf(ledger, move.microvm);
  if (found === null) return `there is no microVM ${move.microvm}`;
  if (movedIds.has(move.microvm)) return `${move.microvm} moves twice`;
  movedIds.add(move.microvm);
  const { row } = found;
  if (move.from !== row.host)
    return `${move.microvm} stands on ${row.host ?? 'no host'}, not ${move.from ?? 'nowhere'}`;
  const target = ledger.hosts.get(move.to);
  if (target === undefined) return `there is no host ${move.to}`;
  if (gone.has(move.to)) return `${move.microvm} goes to ${move.to}, which is lost`;
  if (target.host.state !== 'schedulable')
    return `${move.microvm} goes to ${move.to}, which is ${target.host.state}`;
  const home = row.host === null ? row.cluster : (ledger.hosts.get(row.host)?.host.cluster ?? row.cluster);
  if (target.host.cluster !== home) return `${move.microvm} leaves its cluster for ${move.to}`;
  changeAt(changes, move.to).arriving.push(row);
  if (row.host !== null) changeAt(changes, row.host).leaving.push(row);
  return null;
}

function changeAt(changes: Map<string, Change>, host: string): Change {
  let change = changes.get(host);
  if (change === undefined) {
    change = { arriving: [], leaving: [] };
    changes.set(host, change);
  }
  return change;
}

function leftBehind(
  ledger: Ledger,
  gone: ReadonlySet<string>,
  movedIds: ReadonlySet<string>,
  pendingRows: readonly string[],
): string | null {
  const must: Microvm[] = [];
  for (const id of gone) must.push(...(ledger.hosts.get(id)?.rows ?? []));
  for (const id of pendingRows) {
    const row = ledger.rows.get(id);
    if (row === undefined) return `there is no microVM row ${id}`;
    must.push(row);
  }
  for (const row of must) {
    for (let copy = 1; copy <= row.count; copy += 1) {
      const id = row.count === 1 ? row.id : `${row.id}#${copy}`;
      if (!movedIds.has(id)) return `${id} is left on ${row.host ?? 'no host'}`;
    }
  }
  return null;
}

function overLimit(ledger: Ledger, id: string, entry: HostEntry, change: Change): string | null {
  for (let r = 0; r < DIMENSIONS; r += 1) {
    const resource = RESOURCES[r];
    const before = entry.loads[r] ?? 0;
    const limit = Math.max(entry.limits[r] ?? Infinity, before);
    let after = before;
    for (const row of change.arriving) after += ledger.demandOfFlavor.get(row.flavor)?.[r] ?? 0;
    for (const row of change.leaving) after -= ledger.demandOfFlavor.get(row.flavor)?.[r] ?? 0;
    if (after > limit + slack(ledger, r, entry.microvms + change.arriving.length, limit))
      return `${id} would hold ${after} of ${resource === undefined ? '' : RESOURCE_NAMES[resource]} where ${limit} is allowed`;
  }
  return null;
}

function inClash(ledger: Ledger, id: string, entry: HostEntry, change: Change): string | null {
  if (!ledger.spread) return null;
  const groups = new Set<string>();
  for (const row of change.arriving) if (row.spreadGroup !== null) groups.add(row.spreadGroup);
  for (const group of groups) {
    const before = tally(entry.rows, group);
    const after = new Map(before);
    for (const row of change.arriving) count(after, row, group, 1);
    for (const row of change.leaving) count(after, row, group, -1);
    const totalBefore = total(before);
    const totalAfter = total(after);
    for (const [maxPerHost, there] of after) {
      if (there === 0) continue;
      const allowed = (before.get(maxPerHost) ?? 0) > 0 ? Math.max(maxPerHost, totalBefore) : maxPerHost;
      if (totalAfter > allowed)
        return `${id} would hold ${totalAfter} of group ${group} where ${allowed} may share a host`;
    }
  }
  return null;
}

/** Members of a group by their own `maxPerHost`. */
function tally(rows: readonly Microvm[], group: string): Map<number, number> {
  const members = new Map<number, number>();
  for (const row of rows) count(members, row, group, row.count);
  return members;
}

function count(members: Map<number, number>, row: Microvm, group: string, by: number): void {
  if (row.spreadGroup === group) members.set(row.maxPerHost, (members.get(row.maxPerHost) ?? 0) + by);
}

const total = (members: ReadonlyMap<number, number>): number => {
  let sum = 0;
  for (const there of members.values()) sum += there;
  return sum;
};
