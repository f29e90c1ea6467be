import { qualityOf, type Quality } from '../../shared/history/quality.ts';
import type {
  SeriesDetail,
  SeriesName,
  SeriesQuality,
  SeriesRow,
} from '../../shared/history/stored-series.ts';
import { knownEnd, peerEnds } from '../../shared/import/peer-name.ts';
import { instantMs } from '../../shared/model/instant.ts';
import type { Model } from '../../shared/model/document.ts';
import { Refusal } from '../refusal.ts';
import type { Workspace } from './workspace.ts';

interface Known {
  readonly asOfMs: number;
  readonly seenAt: number;
  readonly quality: SeriesQuality;
}

const keyOf = ({ entity, metric }: SeriesName): string => JSON.stringify([entity, metric]);

/** What every name of a series is in the inventory. */
function kindsOf(model: Model): (entity: string) => string | null {
  const kinds = new Map<string, string>();
  const note = (kind: string, list: readonly { readonly id: string }[]): void => {
    for (const { id } of list) if (!kinds.has(id)) kinds.set(id, kind);
  };
  note('host', model.hosts);
  note('edge node', model.edgeNodes);
  for (const postgres of model.postgres) note('Postgres node', postgres.nodes);
  note('Postgres', model.postgres);
  note('control plane', model.controlPlanes);
  note('storage pool', model.storagePools);
  for (const { id } of model.clusters) kinds.set(`cluster:${id}`, 'cluster');
  for (const { id } of model.regions) kinds.set(`region:${id}`, 'region');
  for (const { region } of model.overlays) kinds.set(`overlay:${region}`, 'overlay');
  const machines = new Set([...model.hosts, ...model.edgeNodes].map(({ id }) => id));
  return (entity) => kinds.get(entity) ?? (isTunnel(entity, machines) ? 'tunnel' : null);
}

/** A series between two machines of the inventory, such as `a → b`. */
function isTunnel(entity: string, machines: ReadonlySet<string>): boolean {
  const ends = peerEnds(entity);
  return ends !== null && knownEnd(ends.from, machines) !== null && knownEnd(ends.to, machines) !== null;
}

/** The stored series and what a planner should know before trusting them. A series is looked through once per change. */
export class SeriesCatalogue {
  readonly #workspace: Workspace;
  readonly #known = new Map<string, Known>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  list(): { readonly revision: number; readonly rows: readonly SeriesRow[] } {
    const kindOf = kindsOf(this.#workspace.model());
    const rows = this.#workspace.series.list().map((row) => ({ ...row, kind: kindOf(row.entity) }));
    return { revision: this.#workspace.revision, rows };
  }

  qualities(series: readonly SeriesName[]): readonly SeriesQuality[] {
    return series.flatMap((name) => this.#qualityOf(name) ?? []);
  }

  /** @throws Refusal `not-found`. */
  detail(name: SeriesName): SeriesDetail {
    const { times, values, quality } = this.#read(name);
    if (times.length === 0)
      throw new Refusal('not-found', `There is no series ${name.metric} of ${name.entity}.`);
    return {
      ...name,
      quality,
      outlierTimes: quality.outliers.map((at) => times[at] ?? 0),
      outlierValues: quality.outliers.map((at) => values[at] ?? 0),
    };
  }

  #qualityOf(name: SeriesName): SeriesQuality | null {
    const { changes } = this.#workspace.series;
    const asOfMs = this.#asOfMs();
    const known = this.#known.get(keyOf(name));
    const isFresh =
      known !== undefined &&
      known.asOfMs === asOfMs &&
      changes.firstDaySince(name.entity, name.metric, known.seenAt) === null;
    if (isFresh) return known.quality;
    const { times, quality } = this.#read(name);
    if (times.length === 0) return null;
    const { gaps: _gaps, samples: _samples, outliers, ...rest } = quality;
    const told: SeriesQuality = {
      ...name,
      ...rest,
      outliers: outliers.length,
      firstMs: times[0] ?? 0,
      lastMs: times.at(-1) ?? 0,
    };
    this.#known.set(keyOf(name), { asOfMs, seenAt: changes.now, quality: told });
    return told;
  }

  #asOfMs(): number {
    return instantMs(this.#workspace.model().asOf) ?? this.#workspace.now();
  }

  #read({ entity, metric }: SeriesName): {
    readonly times: Float64Array;
    readonly values: Float64Array;
    readonly quality: Quality;
  } {
    const { times, values } = this.#workspace.series.read(entity, metric);
    return { times, values, quality: qualityOf(times, values, this.#asOfMs()) };
  }
}
