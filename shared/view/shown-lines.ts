import type { TimeLine } from './time-lines.ts';

/** A stored series as a chart is given it; both arrays empty where nothing was imported. */
interface StoredSeries {
  readonly stepSeconds: number | null;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** One thing whose metric is drawn, and what the scenario makes of its last value. */
export interface DrawnEntity {
  readonly entity: string;
  /** Stands at the line's end. */
  readonly name: string;
  readonly before?: number | null;
  readonly after?: number | null;
}

/** Samples further apart than this many steps have a gap between them. */
const GAP_STEPS = 1.6;
/** How far beyond the last sample the scenario's level is drawn, of the whole span. */
const AHEAD = 0.04;

/**
 * Lines of a metric, one per entity that has samples; the scenario is a short level beyond the last sample, only where it leads
 * to another value. A single entity is drawn in ink, and its end is called `now`: the pane names it.
 */
export function shownLines(
  entities: readonly DrawnEntity[],
  seriesOf: (entity: string) => StoredSeries | undefined,
): readonly TimeLine[] {
  const measured = entities.flatMap((entity) => {
    const series = seriesOf(entity.entity);
    return series === undefined || series.times.length === 0 ? [] : [{ entity, series }];
  });
  const lines = measured.map(({ entity, series }): TimeLine => ({
    key: entity.entity,
    name: entities.length === 1 ? 'now' : entity.name,
    role: entities.length === 1 ? 'baseline' : 'series',
    times: series.times,
    values: series.values,
    gapMs: (series.stepSeconds ?? 0) * GAP_STEPS * 1000,
  }));
  const scenario = measured.flatMap(({ entity, series }): TimeLine[] => {
    const { before = null, after = null } = entity;
    const last = series.times.at(-1);
    if (after === null || after === before || last === undefined) return [];
    const ahead = Math.max(1, (last - (series.times[0] ?? last)) * AHEAD);
    return [
      {
        key: `${entity.entity} scenario`,
        name: entities.length === 1 ? 'scenario' : entity.name,
        role: 'scenario',
        times: [last, last + ahead],
        values: [after, after],
        gapMs: ahead * 2,
      },
    ];
  });
  return [...lines, ...scenario];
}
