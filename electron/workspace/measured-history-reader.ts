import { calendarOf, type Calendar } from '../../shared/history/calendar.ts';
import { dailyPeaks, type DailyPeaks } from '../../shared/history/daily-peaks.ts';
import { gridReduce, type GridEntity } from '../../shared/history/grid-sum.ts';
import {
  chooseEntities,
  countedValues,
  type ChosenEntities,
  type Currency,
  type DemandSource,
  type SourcePeaks,
} from '../../shared/history/measured-history.ts';
import type { Series } from '../../shared/history/series.ts';
import { DAY_MS, DAY_SECONDS } from '../../shared/units.ts';
import { SeriesClock, type SeriesLife } from './series-clock.ts';
import type { SeriesStore } from './series-store.ts';

interface Known {
  readonly entities: string;
  /** Newest samples of the entities when it was computed: days from the oldest of them on may change when one goes on. */
  readonly lives: readonly SeriesLife[];
  readonly stepSeconds: number;
  readonly seenAt: number;
  readonly ratioByDay: ReadonlyMap<number, number>;
  readonly peaks: SourcePeaks;
}

/** A sample stands for a grid step this many steps at most (grid-sum.ts), rounded up to be on the safe side. */
const FRESH_STEPS = 2;

/**
 * Daily peaks and samples of demand sources, straight from the stored samples. Peaks are remembered and kept up: after an
 * import only the days from the first one it wrote to a source on are read and summed again; the result is the same as
 * that of reading everything.
 */
export class MeasuredHistoryReader {
  readonly timeZone: string;
  readonly #store: SeriesStore;
  readonly #calendar: Calendar;
  readonly #clock: SeriesClock;
  readonly #known = new Map<string, Known>();
  readonly #current = new Map<
    string,
    { readonly at: number; readonly series: ReadonlyMap<string, Currency> }
  >();

  constructor(store: SeriesStore, timeZone: string) {
    this.#store = store;
    this.timeZone = timeZone;
    this.#calendar = calendarOf(timeZone);
    this.#clock = new SeriesClock(store);
  }

  peaksOf(source: DemandSource): SourcePeaks | null {
    const chosen = this.#choose(source);
    if (chosen === null) return null;
    const lives = chosen.entities.map(({ entity }) => this.#clock.lifeOf(entity, source.metric));
    const living = lives.filter((life) => life !== null);
    if (living.length !== lives.length || living.length === 0) return null;
    const stepSeconds = Math.max(0, ...living.map((life) => life.stepSeconds ?? 0));
    const entities = JSON.stringify([chosen.entities, source.reduction, source.quantile]);
    const known = this.#known.get(source.key);
    const usable = known !== undefined && known.entities === entities && known.stepSeconds === stepSeconds;
    const from = usable ? this.#firstDayToRead(source, chosen, known, living) : -Infinity;
    if (usable && from === null) return known.peaks;
    const fresh = this.#computed(
      source,
      chosen,
      living,
      stepSeconds,
      from ?? -Infinity,
      usable ? known : null,
    );
    this.#known.set(source.key, {
      entities,
      lives: living,
      stepSeconds,
      seenAt: this.#store.changes.now,
      ...fresh,
    });
    return fresh.peaks;
  }

  samplesOf(source: DemandSource, fromDay: number): Series | null {
    const chosen = this.#choose(source);
    if (chosen === null) return null;
    const lives = chosen.entities.map(({ entity }) => this.#clock.lifeOf(entity, source.metric));
    const fromMs = fromDay === -Infinity ? -Infinity : this.#calendar.startMs(fromDay);
    const step = Math.max(0, ...lives.map((life) => life?.stepSeconds ?? 0));
    const summed = this.#summed(source, chosen, lives, utcDayBefore(fromMs, step));
    if (summed === null) return null;
    const first = firstIndexFrom(summed.series.times, fromMs);
    const { times, values } = summed.series;
    return {
      entity: source.scope,
      metric: source.metric,
      times: times.subarray(first),
      values: values.subarray(first),
    };
  }

  #choose(source: DemandSource): ChosenEntities | null {
    const { changes } = this.#store;
    let current = this.#current.get(source.metric);
    if (current === undefined || current.at !== changes.now) {
      current = { at: changes.now, series: this.#store.currencies(source.metric) };
      this.#current.set(source.metric, current);
    }
    const { series } = current;
    return chooseEntities(source.node, source.reduction, (entity) => series.get(entity) ?? null);
  }

  /** First day (in the zone) whose peak may have changed; `null` where none may. */
  #firstDayToRead(
    source: DemandSource,
    chosen: ChosenEntities,
    known: Known,
    lives: readonly SeriesLife[],
  ): number | null {
    let first: number | null = null;
    const earlier = (ms: number): void => {
      const day = this.#calendar.dayOf(ms) - 1;
      if (first === null || day < first) first = day;
    };
    for (const [i, { entity }] of chosen.entities.entries()) {
      const changed = this.#store.changes.firstDaySince(entity, source.metric, known.seenAt);
      if (changed === null) continue;
      if (changed === -Infinity) return -Infinity;
      const [now, then] = [lives[i], known.lives[i]];
      if (now?.firstMs !== then?.firstMs) return -Infinity;
      // A series that goes on after a pause lived through the pause.
      earlier(Math.min(changed * DAY_MS, then?.lastMs ?? -Infinity));
    }
    // The last day was told by where the source ended then.
    if (first !== null) earlier(Math.max(...known.lives.map((life) => life.lastMs)));
    return first;
  }

  #computed(
    source: DemandSource,
    chosen: ChosenEntities,
    lives: readonly SeriesLife[],
    stepSeconds: number,
    fromDay: number,
    known: Known | null,
  ): Pick<Known, 'peaks' | 'ratioByDay'> {
    const calendar = this.#calendar;
    const fromMs = fromDay === -Infinity ? -Infinity : calendar.startMs(fromDay);
    const summed = this.#summed(source, chosen, lives, utcDayBefore(fromMs, stepSeconds));
    const times = summed?.series.times ?? new Float64Array();
    const first = firstIndexFrom(times, fromMs);
    // A grid that leaves out steps has larger gaps in it, but its step stays that of the grid.
    const step = chosen.entities.length === 1 ? (lives[0]?.stepSeconds ?? null) : stepSeconds || null;
    const fresh = dailyPeaks(
      times.subarray(first),
      (summed?.series.values ?? new Float64Array()).subarray(first),
      calendar,
      source.quantile,
      step,
    );
    const ratioByDay = new Map([...(known?.ratioByDay ?? [])].filter(([day]) => day < fromDay));
    for (let i = first; i < times.length; i += 1) {
      const day = calendar.dayOf(times[i] ?? 0);
      ratioByDay.set(day, Math.min(ratioByDay.get(day) ?? 1, summed?.presentRatios?.[i] ?? 1));
    }
    const peaks = known === null ? fresh : joined(known.peaks.peaks, fresh, fromDay);
    const presentRatioMin = Math.min(1, ...ratioByDay.values());
    return { peaks: { chosen, peaks, presentRatioMin }, ratioByDay };
  }

  #summed(
    source: DemandSource,
    chosen: ChosenEntities,
    lives: readonly (SeriesLife | null)[],
    fromUtcDay: number,
  ): { readonly series: Series; readonly presentRatios: Float64Array | null } | null {
    const parts = chosen.entities.map((own, i): GridEntity => {
      const series = this.#store.read(own.entity, source.metric, fromUtcDay);
      const life = lives[i];
      return {
        ...series,
        values: countedValues(series.values, own),
        ...(life === null || life === undefined
          ? {}
          : { whole: { firstMs: life.firstMs, stepSeconds: life.stepSeconds } }),
      };
    });
    const [single] = parts;
    if (parts.length === 1 && single !== undefined) {
      const { times, values } = single; // stored in order, each time once
      const series = { entity: source.scope, metric: source.metric, times, values };
      return { series, presentRatios: null };
    }
    return gridReduce(parts, source.scope, source.metric, source.reduction);
  }
}

/** UTC day from which on samples may still stand for a grid step at `ms`. */
function utcDayBefore(ms: number, stepSeconds: number): number {
  if (ms === -Infinity) return -Infinity;
  return Math.floor((ms - FRESH_STEPS * Math.max(stepSeconds, DAY_SECONDS) * 1000) / DAY_MS);
}

function firstIndexFrom(times: Float64Array, ms: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The old days before `fromDay`, then the fresh ones. */
function joined(old: DailyPeaks, fresh: DailyPeaks, fromDay: number): DailyPeaks {
  const kept = old.days.findIndex((day) => day >= fromDay);
  const end = kept < 0 ? old.days.length : kept;
  return {
    stepSeconds: fresh.stepSeconds,
    days: Int32Array.of(...old.days.subarray(0, end), ...fresh.days),
    peaks: Float64Array.of(...old.peaks.subarray(0, end), ...fresh.peaks),
    samples: Int32Array.of(...old.samples.subarray(0, end), ...fresh.samples),
    complete: Uint8Array.of(...old.complete.subarray(0, end), ...fresh.complete),
  };
}
