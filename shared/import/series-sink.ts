import { byCodeUnits } from '../model/model-index.ts';
import { recogniseMetric } from './recognise-metric.ts';
import type { RecognisedMetric } from './recognise-metric.ts';
import { dimensionUnit, unitOfName } from './cell-units.ts';
import type { CellUnit, Conversion, Dimension } from './cell-units.ts';
import type { ImportedSeries } from './outcome.ts';
import type { RepeatedHour } from './parse-time.ts';

const FIRST_CAPACITY = 32;
/** Beyond this many samples a column grows by half instead of doubling: less memory lies idle. */
const CAREFUL_CAPACITY = 65_536;
/** A sample so soon after a repeated hour, followed by one in it, is taken for a file that runs backwards. */
const FALLING_WITHIN_MS = 6 * 3_600_000;

/**
 * Takes samples off a sink's hands while a file is read, so that a file may be larger than memory. Within a series they
 * come in file order. The arrays are the sink's own and only valid during the call.
 */
export interface SampleDrain {
  /** Samples a sink holds before it hands them over. */
  readonly limit: number;
  take(series: ImportedSeries): void;
}

/** Times and values of one series as they come, in growable typed arrays. */
export class SeriesColumn {
  readonly entity: string;
  readonly metric: string;
  readonly canonical: boolean;
  readonly sourceName: string;
  unit: string | null;
  conversion: Conversion | null = null;
  length = 0;
  /** Samples received, those handed to a drain included. */
  total = 0;
  /** Instant of the last sample, and how it was reached: for telling the passes of a repeated hour apart. */
  private last = Number.NaN;
  private pass: 1 | 2 = 1;
  private falling = false;
  private times = new Float64Array(FIRST_CAPACITY);
  private values = new Float64Array(FIRST_CAPACITY);

  constructor(entity: string, metric: string, canonical: boolean, sourceName: string, unit: string | null) {
    this.entity = entity;
    this.metric = metric;
    this.canonical = canonical;
    this.sourceName = sourceName;
    this.unit = unit;
  }

  push(timeMs: number, value: number): void {
    if (this.length === this.times.length) this.grow();
    this.times[this.length] = timeMs;
    this.values[this.length] = value;
    this.length += 1;
    this.total += 1;
    this.last = timeMs;
  }

  /**
   * The instant of a stamp without zone that falls into a repeated hour. Only the order of a series' own samples can tell:
   * in rising files the second pass begins where stamps repeat or fall back, in falling ones it comes first.
   */
  placed(firstPassMs: number, hour: RepeatedHour): number {
    const end = hour.toMs + hour.shiftMs;
    if (this.last >= hour.fromMs && this.last < end) {
      if (!this.falling && this.pass === 1 && firstPassMs <= this.last) this.pass = 2;
      if (this.falling && this.pass === 2 && firstPassMs + hour.shiftMs >= this.last) this.pass = 1;
    } else {
      this.falling = this.last >= end && this.last < end + FALLING_WITHIN_MS;
      this.pass = this.falling ? 2 : 1;
    }
    return this.pass === 1 ? firstPassMs : firstPassMs + hour.shiftMs;
  }

  /** Hands over what it holds and forgets it. Large arrays go, too: a file sorted by series would keep one per series. */
  drainInto(drain: SampleDrain, keptCapacity: number): void {
    if (this.length === 0) return;
    drain.take(this.series());
    this.length = 0;
    if (this.times.length <= keptCapacity) return;
    this.times = new Float64Array(FIRST_CAPACITY);
    this.values = new Float64Array(FIRST_CAPACITY);
  }

  private grow(): void {
    const capacity = this.length < CAREFUL_CAPACITY ? this.length * 2 : Math.ceil(this.length * 1.5);
    const times = new Float64Array(capacity);
    const values = new Float64Array(capacity);
    times.set(this.times);
    values.set(this.values);
    this.times = times;
    this.values = values;
  }

  /** Views on the filled part; nothing is copied. */
  series(): ImportedSeries {
    return {
      entity: this.entity,
      metric: this.metric,
      canonical: this.canonical,
      sourceName: this.sourceName,
      unit: this.unit,
      conversion: this.conversion,
      samples: this.total,
      times: this.times.subarray(0, this.length),
      values: this.values.subarray(0, this.length),
    };
  }
}

/** Where the values of one (entity, metric as named in the file) go, and how they become the stored unit. */
export interface SeriesInput {
  readonly column: SeriesColumn;
  /** A value without a unit of its own is stored as value × factor / divisor. */
  readonly factor: number;
  readonly divisor: number;
  /** What a value with a unit must measure; `null` accepts any. */
  readonly dimension: Dimension | null;
}

/**
 * The series of one file. Names of the catalogue (MODEL.md section 8) and their unit variants become the canonical
 * metric in its canonical unit; other names stay as they are, unmapped, with the unit the file gave them.
 */
export class SeriesSink {
  samples = 0;
  fromMs = Number.POSITIVE_INFINITY;
  toMs = Number.NEGATIVE_INFINITY;
  private held = 0;
  private readonly drain: SampleDrain | null;
  private readonly columns = new Map<string, SeriesColumn>();
  private readonly metrics = new Map<string, RecognisedMetric | null>();

  constructor(drain: SampleDrain | null = null) {
    this.drain = drain;
  }

  /**
   * `unit`: what the file says about plain numbers of this series (a header such as `[KB]`, a mapping); may be `null`.
   * `as`: `raw` keeps the name as it is, also one of the catalogue's: for counters, which are no such quantity.
   */
  open(
    entity: string,
    sourceMetric: string,
    unit: CellUnit | null,
    as: 'known' | 'raw' = 'known',
  ): SeriesInput {
    if (as === 'raw') return this.rawInput(entity, sourceMetric);
    const nameKey = unit === null ? sourceMetric : `${sourceMetric}\u0000${unit.name}`;
    let known = this.metrics.get(nameKey);
    if (known === undefined) {
      known = recogniseMetric(sourceMetric, unit);
      this.metrics.set(nameKey, known);
    }
    const metric = known?.metric.id ?? sourceMetric;
    const key = `${entity}\u0000${metric}`;
    let column = this.columns.get(key);
    if (column === undefined) {
      const shown = known?.metric.unit ?? unit?.name ?? unitOfName(sourceMetric)?.name ?? null;
      column = new SeriesColumn(entity, metric, known !== null, sourceMetric, shown);
      if (known !== null && (unit !== null || known.factor !== known.divisor)) {
        const from = unit ?? unitOfName(sourceMetric);
        if (from !== null)
          column.conversion = { unit: from.name, factor: known.factor, divisor: known.divisor };
      }
      this.columns.set(key, column);
    }
    return {
      column,
      factor: known?.factor ?? 1,
      divisor: known?.divisor ?? 1,
      dimension: known?.metric.dimension ?? null,
    };
  }

  private rawInput(entity: string, name: string): SeriesInput {
    // A total under the name of a quantity would be taken for it, here and in every export.
    const metric = recogniseMetric(name) === null ? name : `${name}_total`;
    const key = `${entity}\u0000${metric}`;
    const known = this.columns.get(key);
    const column = known ?? new SeriesColumn(entity, metric, false, name, unitOfName(name)?.name ?? null);
    if (known === undefined) this.columns.set(key, column);
    return { column, factor: 1, divisor: 1, dimension: null };
  }

  /** A value with its own unit, in the base unit of what it measures; a unit-less series takes that unit as its own. */
  noteUnit(column: SeriesColumn, unit: CellUnit): void {
    if (column.unit === null) column.unit = dimensionUnit(unit.dimension);
    column.conversion ??= { unit: unit.name, factor: unit.factor, divisor: unit.divisor };
  }

  add(column: SeriesColumn, timeMs: number, value: number): void {
    column.push(timeMs, value);
    this.samples += 1;
    this.held += 1;
    if (timeMs < this.fromMs) this.fromMs = timeMs;
    if (timeMs > this.toMs) this.toMs = timeMs;
    if (this.drain !== null && this.held >= this.drain.limit) this.flush(this.drain);
  }

  private flush(drain: SampleDrain): void {
    const share = (4 * drain.limit) / Math.max(1, this.columns.size);
    for (const column of this.columns.values()) column.drainInto(drain, share);
    this.held = 0;
  }

  /**
   * Series that received at least one sample, by entity then metric (code units). With a drain everything goes there, and
   * the arrays are empty.
   */
  series(): ImportedSeries[] {
    if (this.drain !== null) this.flush(this.drain);
    return [...this.columns.values()]
      .filter((column) => column.total > 0)
      .sort((a, b) => byCodeUnits(a.entity, b.entity) || byCodeUnits(a.metric, b.metric))
      .map((column) => column.series());
  }
}
