import type { Microvm, Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { DIMENSIONS } from './demand.ts';
import { heaviestContent } from './heaviest-content.ts';
import { ledgerOf, slack, type HostEntry, type Ledger } from './ledger.ts';
import { RESOURCES, type Certificate } from './outcome.ts';
import { noArrangement } from './refutation.ts';

/** What a certificate is about, read from the model: who must find a place, where, among whom. */
interface Claim {
  readonly cluster: string;
  readonly ledger: Ledger;
  readonly survivors: readonly HostEntry[];
  /** Rows that must find a host. */
  readonly displaced: readonly Microvm[];
  /** Those, and the rows on the survivors, all of which may move. */
  readonly all: readonly Microvm[];
}

/**
 * Recomputes a certificate from the model alone (MODEL.md section 5): that its bound is a necessary condition of every
 * arrangement in which anything in the cluster may move, that both sides are what it says, and that need > have.
 * `pendingRows` are the pending rows that were to be placed as well. An exhaustive search is searched again, by another
 * algorithm; where that takes more than `effort` steps the certificate counts as not verified.
 */
export function verifyCertificate(
  model: Model,
  policy: Policy,
  lost: readonly string[],
  certificate: Certificate,
  pendingRows: readonly string[] = [],
  effort = 3_000_000,
): boolean {
  const cluster = certificate.inputs?.['cluster'];
  if (typeof cluster !== 'string' || !(certificate.need > certificate.have)) return false;
  const gone = hostsOf(certificate, lost);
  if (gone === null) return false;
  const claim = readClaim(ledgerOf(model, policy), cluster, gone, new Set(pendingRows));
  switch (certificate.bound) {
    case 'no survivor':
      return claim.survivors.length === 0 && same(certificate, countOf(claim.displaced), 0);
    case 'resource sum':
      return verifySum(claim, certificate);
    case 'large microVMs':
      return verifyLarge(claim, certificate);
    case 'usable fill':
      return verifyFill(claim, certificate);
    case 'spread group':
      return policy.spread === 'required' && verifyGroup(claim, certificate);
    case 'exhaustive search':
      return verifySearch(claim, certificate, policy.spread === 'required', effort);
    case 'packing weights':
      return verifyWeights(claim, certificate, effort);
    default:
      return false;
  }
}

/** The hosts the sides are about: all that are lost, or those of them that fail already; `null` if others are named. */
function hostsOf(certificate: Certificate, lost: readonly string[]): ReadonlySet<string> | null {
  const provenBy = certificate.inputs?.['provenBy'];
  if (provenBy === undefined) return new Set(lost);
  if (!Array.isArray(provenBy)) return null;
  const part = new Set<string>(provenBy);
  return part.size > 0 && [...part].every((host) => lost.includes(host)) ? part : null;
}

function readClaim(
  ledger: Ledger,
  cluster: string,
  lost: ReadonlySet<string>,
  pending: ReadonlySet<string>,
): Claim {
  const survivors: HostEntry[] = [];
  const displaced: Microvm[] = [];
  for (const entry of ledger.hosts.values()) {
    if (entry.host.cluster !== cluster) continue;
    if (lost.has(entry.host.id)) displaced.push(...entry.rows);
    else if (entry.host.state === 'schedulable') survivors.push(entry);
  }
  for (const id of pending) {
    const row = ledger.rows.get(id);
    if (row === undefined) continue;
    const home = row.host === null ? row.cluster : ledger.hosts.get(row.host)?.host.cluster;
    if (home === cluster) displaced.push(row);
  }
  return {
    cluster,
    ledger,
    survivors,
    displaced,
    all: [...survivors.flatMap((entry) => entry.rows), ...displaced],
  };
}

const countOf = (rows: readonly Microvm[]): number => rows.reduce((sum, row) => sum + row.count, 0);

function same(certificate: Certificate, need: number, have: number): boolean {
  const near = (a: number, b: number): boolean =>
    Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));
  return near(certificate.need, need) && near(certificate.have, have);
}

function demandIn(claim: Claim, row: Microvm, r: number): number {
  return claim.ledger.demandOfFlavor.get(row.flavor)?.[r] ?? 0;
}

/** What a host may hold at the end: its limit, or what it held already. */
function ceiling(entry: HostEntry, r: number): number {
  return Math.max(entry.limits[r] ?? Infinity, entry.loads[r] ?? 0);
}

function verifySum(claim: Claim, certificate: Certificate): boolean {
  const r = RESOURCES.findIndex((name) => name === certificate.resource);
  if (r < 0) return false;
  let need = 0;
  for (const row of claim.displaced) need += row.count * demandIn(claim, row, r);
  let have = 0;
  for (const entry of claim.survivors) have += ceiling(entry, r) - (entry.loads[r] ?? 0);
  const tolerance = slack(claim.ledger, r, countOf(claim.all), Math.max(need, have));
  return same(certificate, need, have) && need > have - tolerance;
}

function thresholdOf(certificate: Certificate): number[] {
  return RESOURCES.map((name) => {
    const value = certificate.inputs?.[`atLeast.${name}`];
    return typeof value === 'number' ? value : 0;
  });
}

function reaches(claim: Claim, row: Microvm, threshold: readonly number[]): boolean {
  return threshold.every(
    (size, r) => size === 0 || demandIn(claim, row, r) >= size - slack(claim.ledger, r, 0, size),
  );
}

function verifyLarge(claim: Claim, certificate: Certificate): boolean {
  const threshold = thresholdOf(certificate);
  if (threshold.every((size) => size === 0)) return false;
  const need = countOf(claim.all.filter((row) => reaches(claim, row, threshold)));
  let have = 0;
  for (const entry of claim.survivors) {
    const room = threshold.map((size, r) =>
      size === 0
        ? Infinity
        : Math.floor((ceiling(entry, r) + slack(claim.ledger, r, entry.microvms, ceiling(entry, r))) / size),
    );
    have += Math.min(...room);
  }
  return same(certificate, need, have) && need > have;
}

/** Largest sums of the sizes that stay within each limit, by listing every reachable sum. */
function verifyFill(claim: Claim, certificate: Certificate): boolean {
  const r = RESOURCES.findIndex((name) => name === certificate.resource);
  const threshold = thresholdOf(certificate);
  if (r < 0 || (threshold[r] ?? 0) === 0) return false;
  const large = claim.all.filter((row) => reaches(claim, row, threshold));
  const sizes = [...new Set(large.map((row) => demandIn(claim, row, r)))];
  const need = large.reduce((sum, row) => sum + row.count * demandIn(claim, row, r), 0);
  const fills = new Map<number, number>();
  let have = 0;
  for (const entry of claim.survivors) {
    const limit = ceiling(entry, r);
    if (limit === Infinity) return false;
    let fill = fills.get(limit);
    if (fill === undefined) {
      fill = largestSum(sizes, limit + slack(claim.ledger, r, entry.microvms, limit));
      fills.set(limit, fill);
    }
    have += fill;
  }
  return same(certificate, need, have) && need > have;
}

function largestSum(sizes: readonly number[], limit: number): number {
  const reached = new Set<number>([0]);
  let best = 0;
  // A set grows while it is walked, so every sum reached is extended by every size in turn.
  for (const sum of reached) {
    if (sum > best) best = sum;
    for (const size of sizes) if (sum + size <= limit) reached.add(sum + size);
  }
  return best;
}

/**
 * Under any weights, what the survivors hold is at most the heaviest content of each; the weights need no justification.
 * Weights must be whole, so that both sums are exact.
 */
function verifyWeights(claim: Claim, certificate: Certificate, effort: number): boolean {
  const counts = new Map<string, number>();
  for (const row of claim.all) counts.set(row.flavor, (counts.get(row.flavor) ?? 0) + row.count);
  const weightOf = (flavor: string): number => {
    const weight = certificate.inputs?.[`weight.${flavor}`] ?? 0;
    return typeof weight === 'number' ? weight : Number.NaN;
  };
  const items = [...counts].map(([flavor, count]) => ({
    demand: RESOURCES.map((_, r) => claim.ledger.demandOfFlavor.get(flavor)?.[r] ?? 0),
    weight: weightOf(flavor),
    count,
  }));
  if (!items.every(({ weight }) => Number.isSafeInteger(weight) && weight >= 0)) return false;
  const weighty = items.filter(({ weight }) => weight > 0);
  const need = weighty.reduce((sum, { weight, count }) => sum + weight * count, 0);
  const most = countOf(claim.all);
  const holds = new Map<string, number | null>();
  let have = 0;
  for (const entry of claim.survivors) {
    const limits = RESOURCES.map(
      (_, r) => ceiling(entry, r) + slack(claim.ledger, r, most, ceiling(entry, r)),
    );
    const key = limits.join();
    if (!holds.has(key)) holds.set(key, heaviestContent(weighty, limits, effort));
    const hold = holds.get(key) ?? null;
    if (hold === null) return false;
    have += hold;
  }
  return certificate.need === need && certificate.have === have && need > have;
}

function verifyGroup(claim: Claim, certificate: Certificate): boolean {
  const group = certificate.inputs?.['group'];
  const members = claim.all.filter((row) => row.spreadGroup === group);
  if (typeof group !== 'string' || members.length === 0) return false;
  const least = RESOURCES.map((_, r) =>
    Math.min(...everyMember(claim, group).map((row) => demandIn(claim, row, r))),
  );
  let have = 0;
  for (const entry of claim.survivors) {
    const here = entry.rows.filter((row) => row.spreadGroup === group);
    let allowed = Math.max(...everyMember(claim, group).map((row) => row.maxPerHost));
    if (here.length > 0) allowed = Math.max(allowed, countOf(here));
    for (let r = 0; r < DIMENSIONS; r += 1) {
      const size = least[r] ?? 0;
      const limit = ceiling(entry, r);
      if (size > 0)
        allowed = Math.min(
          allowed,
          Math.floor((limit + slack(claim.ledger, r, entry.microvms, limit)) / size),
        );
    }
    have += allowed;
  }
  const need = countOf(members);
  return same(certificate, need, have) && need > have;
}

/** Every row of a group in the cluster, also those that stand on hosts which keep them. */
function everyMember(claim: Claim, group: string): Microvm[] {
  return [...claim.ledger.rows.values()].filter(
    (row) =>
      row.spreadGroup === group &&
      (row.host === null ? row.cluster : claim.ledger.hosts.get(row.host)?.host.cluster) === claim.cluster,
  );
}

function verifySearch(claim: Claim, certificate: Certificate, spread: boolean, effort: number): boolean {
  const items = claim.all.flatMap((row) =>
    Array.from({ length: row.count }, () => ({
      demand: RESOURCES.map((_, r) => demandIn(claim, row, r)),
      group: spread ? row.spreadGroup : null,
      maxPerHost: row.maxPerHost,
    })),
  );
  if (!same(certificate, items.length, items.length - 1)) return false;
  const bins = claim.survivors.map((entry) => ({
    limits: RESOURCES.map((_, r) => {
      const limit = ceiling(entry, r);
      return limit + slack(claim.ledger, r, items.length, limit);
    }),
    before: entry.rows.flatMap((row) => Array.from({ length: row.count }, () => row)),
  }));
  return noArrangement(items, bins, effort);
}
