import { reservedHosts } from '../assess/cluster-figures.ts';
import type { HostResource } from '../assess/host-resource.ts';
import type { LinearColumn, LinearProgram, LinearRow } from '../linear/program.ts';
import { sizeOf, type Place, type PlanProblem, type Requirement } from './plan-problem.ts';
import { reserveKinds, type Supply } from './supply.ts';

/** Σ coefficient × column + constant. */
interface Expression {
  readonly constant: number;
  readonly terms: ReadonlyMap<number, number>;
}

/** One of these must be there on the day: so many hosts of an option in a cluster. */
export interface Cut {
  readonly day: number;
  readonly anyOf: readonly { readonly cluster: string; readonly option: number; readonly count: number }[];
  /** Follows from a certificate; else only from a search that gave up. */
  readonly proved: boolean;
}

/** Reserves of more sorts of hosts than this are left to the cuts. */
const MOST_SELECTIONS = 500;

/**
 * An integer programme over counts of hosts, built row by row (MODEL.md section 12). `columnsOn` names the columns whose sum
 * is the count of a place on a day; whoever makes the programme decides what they are (totals, or deliveries by date).
 *
 * Available is capacity minus a maximum — the k largest hosts, the largest failure domain — so "available ≥ required" is one
 * row per way the maximum may come about: `A ≤ capacity − (j hosts of each larger type + the largest k − Σj that stand
 * there)`, each type's share switched on by "at least j are bought". Types no larger than the k-th largest host never
 * change the reserve, and most programmes have no switches at all.
 */
export class PurchaseProgram {
  readonly columns: LinearColumn[] = [];
  readonly rows: LinearRow[] = [];
  private readonly problem: PlanProblem;
  private readonly columnsOn: (place: number, day: number) => readonly number[];
  /** Most hosts of a place that any sensible purchase has. */
  private readonly most: readonly number[];
  private readonly switches = new Map<string, number>();
  private readonly availables = new Map<string, Expression>();

  constructor(
    problem: PlanProblem,
    most: readonly number[],
    columnsOn: (place: number, day: number) => readonly number[],
  ) {
    this.problem = problem;
    this.most = most;
    this.columnsOn = columnsOn;
  }

  column(column: LinearColumn): number {
    this.columns.push(column);
    return this.columns.length - 1;
  }

  /** Terms of the same column are added up. */
  row(lower: number, upper: number, terms: Iterable<readonly [number, number]>): void {
    const summed = new Map<number, number>();
    for (const [column, coefficient] of terms) summed.set(column, (summed.get(column) ?? 0) + coefficient);
    this.rows.push({ lower, upper, terms: [...summed].filter(([, coefficient]) => coefficient !== 0) });
  }

  program(costs: (column: number) => number): LinearProgram {
    const columns = this.columns.map((column, n) => ({ ...column, cost: costs(n) }));
    return { sense: 'minimize', columns, rows: this.rows };
  }

  /** Available of the target's clusters together is at least what is required. */
  require(requirement: Requirement): void {
    const { target, supplies, required, day } = requirement;
    const scale = this.scaleOf(target.resource, supplies);
    let constant = 0;
    const terms = new Map<number, number>();
    target.clusters.forEach((cluster, i) => {
      const supply = supplies[i];
      if (supply === undefined) return;
      const available = this.availableOf(cluster, target.resource, supply, day, scale);
      constant += available.constant;
      for (const [column, coefficient] of available.terms)
        terms.set(column, (terms.get(column) ?? 0) + coefficient);
    });
    this.row(required / scale - constant, Infinity, terms);
  }

  /** At least one of the counts is reached. */
  cut({ day, anyOf }: Cut): void {
    this.row(
      1,
      Infinity,
      anyOf.map(({ cluster, option, count }) => [this.reaches(cluster, option, day, count), 1] as const),
    );
  }

  /** Places of an option in a cluster. */
  private placesIn(cluster: string, option: number): readonly number[] {
    return this.problem.places.flatMap((place, n) =>
      place.cluster === cluster && place.option === option ? [n] : [],
    );
  }

  /** A column that may only be 1 if at least `count` hosts of the option are in the cluster on the day, and must be 1 then. */
  private reaches(cluster: string, option: number, day: number, count: number): number {
    const places = this.placesIn(cluster, option);
    const columns = places.flatMap((place) => this.columnsOn(place, day));
    const key = `${columns.join()} ${count}`;
    let found = this.switches.get(key);
    if (found === undefined) {
      found = this.column({ cost: 0, lower: 0, upper: columns.length === 0 ? 0 : 1, integer: true });
      this.switches.set(key, found);
      const most = places.reduce((sum, place) => sum + (this.most[place] ?? 0), 0);
      const each = columns.map((column) => [column, 1] as const);
      this.row(0, Infinity, [...each, [found, -count]]);
      this.row(-Infinity, count - 1, [...each, [found, -Math.max(0, most - count + 1)]]);
    }
    return found;
  }

  /** Amounts are told in a size of about one host, which keeps the solver's tolerances far below a host. */
  private scaleOf(resource: HostResource, supplies: readonly Supply[]): number {
    const sizes = this.problem.options.map((option) => sizeOf(option, resource) ?? 0);
    return Math.max(...sizes, ...supplies.map(({ limits }) => limits[0] ?? 0), Number.MIN_VALUE);
  }

  private availableOf(
    cluster: string,
    resource: HostResource,
    supply: Supply,
    day: number,
    scale: number,
  ): Expression {
    const counts = this.problem.places.map((_, place) => this.columnsOn(place, day));
    const own = this.problem.places.flatMap((place, n) =>
      place.cluster === cluster && (counts[n] ?? []).length > 0 ? [n] : [],
    );
    const key = `${supply.key} ${scale} ${own.map((n) => (counts[n] ?? []).join()).join(';')}`;
    let available = this.availables.get(key);
    if (available !== undefined) return available;
    const parts: Parts = {
      cluster,
      resource,
      supply,
      day,
      scale,
      hosts: own.flatMap((n) => {
        const place = this.problem.places[n];
        const option = place === undefined ? undefined : this.problem.options[place.option];
        if (place === undefined || option === undefined) return [];
        return [{ place, columns: counts[n] ?? [], size: (sizeOf(option, resource) ?? 0) / scale }];
      }),
    };
    available = this.afterReserves(parts);
    this.availables.set(key, available);
    return available;
  }

  private afterReserves(parts: Parts): Expression {
    const { supply, scale } = parts;
    const whole = new Map<number, number>();
    for (const { columns, size } of parts.hosts) for (const column of columns) whole.set(column, size);
    const capacity = supply.capacity / scale;
    const options = reserveKinds(this.problem.policy).flatMap((kind) =>
      kind === 'hosts' ? this.hostReserves(parts) : this.domainReserves(parts),
    );
    const [first = NOTHING] = options;
    if (options.length <= 1 && first.terms.size === 0)
      return { constant: capacity - first.constant, terms: whole };
    const available = this.column({ cost: 0, lower: -Infinity, upper: Infinity });
    for (const reserve of options) {
      const terms = new Map<number, number>(whole);
      for (const [column, coefficient] of reserve.terms)
        terms.set(column, (terms.get(column) ?? 0) - coefficient);
      terms.set(available, -1);
      this.row(reserve.constant - capacity, Infinity, terms);
    }
    return { constant: 0, terms: new Map([[available, 1]]) };
  }

  /** Every way the k largest hosts may be made up of those that stand there and larger ones that are bought. */
  private hostReserves({ cluster, supply, scale, day, hosts }: Parts): readonly Expression[] {
    const k = reservedHosts(this.problem.policy);
    const largest = (count: number): number =>
      supply.limits.slice(0, count).reduce((sum, limit) => sum + limit / scale, 0);
    const smallestKept = k === 0 ? Infinity : (supply.limits[k - 1] ?? 0) / scale;
    const larger = [...new Map(hosts.map(({ place, size }) => [place.option, size]))].filter(
      ([, size]) => size > smallestKept,
    );
    const selections: Expression[] = [];
    const choose = (at: number, left: number, reserve: Expression): void => {
      if (selections.length > MOST_SELECTIONS) return;
      const next = larger[at];
      if (next === undefined) {
        selections.push({ ...reserve, constant: reserve.constant + largest(left) });
        return;
      }
      const [option, size] = next;
      let now = reserve;
      choose(at + 1, left, now);
      for (let j = 1; j <= left; j += 1) {
        const column = this.reaches(cluster, option, day, j);
        now = { ...now, terms: new Map(now.terms).set(column, size) };
        choose(at + 1, left - j, now);
      }
    };
    choose(0, k, NOTHING);
    return selections;
  }

  /** Every failure domain with what is bought into it; a host bought into none is one of its own. */
  private domainReserves({ cluster, supply, scale, day, hosts }: Parts): readonly Expression[] {
    const named = new Map<string, number>();
    let alone = 0;
    for (const { failureDomain, sum } of supply.domains) {
      if (failureDomain === null) alone = Math.max(alone, sum / scale);
      else named.set(failureDomain, (named.get(failureDomain) ?? 0) + sum / scale);
    }
    for (const { place } of hosts)
      if (place.failureDomain !== null && !named.has(place.failureDomain)) named.set(place.failureDomain, 0);
    const reserves: Expression[] = [{ constant: alone, terms: new Map() }];
    for (const [failureDomain, constant] of named) {
      const terms = new Map<number, number>();
      for (const { place, columns, size } of hosts)
        if (place.failureDomain === failureDomain) for (const column of columns) terms.set(column, size);
      reserves.push({ constant, terms });
    }
    const least = Math.max(...reserves.map(({ constant }) => constant));
    for (const { place, size } of hosts) {
      if (place.failureDomain !== null || size <= least) continue;
      const column = this.reaches(cluster, place.option, day, 1);
      reserves.push({ constant: 0, terms: new Map([[column, size]]) });
    }
    const fixed = reserves.filter(({ terms }) => terms.size === 0);
    const largestFixed: Expression = {
      constant: Math.max(0, ...fixed.map(({ constant }) => constant)),
      terms: new Map(),
    };
    return [largestFixed, ...reserves.filter(({ terms }) => terms.size > 0)];
  }
}

const NOTHING: Expression = { constant: 0, terms: new Map() };

/** One resource of one cluster on one day, sizes in the programme's scale. */
interface Parts {
  readonly cluster: string;
  readonly resource: HostResource;
  readonly supply: Supply;
  readonly day: number;
  readonly scale: number;
  readonly hosts: readonly {
    readonly place: Place;
    readonly columns: readonly number[];
    readonly size: number;
  }[];
}
