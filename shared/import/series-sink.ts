import { recogniseMetric } from './recognise-metric.ts';
import type { RecognisedMetric } from './recognise-metric.ts';
import { dimensionUnit, unitOfName } from './cell-units.ts';
import type { CellUnit, Dimension } from './cell-units.ts';
import type { ImportedSeries } from './outcome.ts';

const FIRST_CAPACITY = 32;
/** Beyond this many samples a column grows by half instead of doubling: less memory lies idle. */
const CAREFUL_CAPACITY = 65_536;

/** Times and values of one series as they come, in growable typed arrays. */
export class SeriesColumn {
  readonly entity: string;
  readonly metric: string;
  readonly canonical: boolean;
  readonly sourceName: string;
  unit: string | null;
  length = 0;
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
  private readonly columns = new Map<string, SeriesColumn>();
  private readonly metrics = new Map<string, RecognisedMetric | null>();

  /** `unit`: what the file says about plain numbers of this series (a header such as `[KB]`, a mapping); may be `null`. */
  open(entity: string, sourceMetric: string, unit: CellUnit | null): SeriesInput {
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
      this.columns.set(key, column);
    }
    return {
      column,
      factor: known?.factor ?? 1,
      divisor: known?.divisor ?? 1,
      dimension: known?.metric.dimension ?? null,
    };
  }

  /** A value with its own unit, in the base unit of what it measures; a unit-less series takes that unit as its own. */
  noteUnit(column: SeriesColumn, dimension: Dimension): void {
    if (column.unit === null) column.unit = dimensionUnit(dimension);
  }

  add(column: SeriesColumn, timeMs: number, value: number): void {
    column.push(timeMs, value);
    this.samples += 1;
    if (timeMs < this.fromMs) this.fromMs = timeMs;
    if (timeMs > this.toMs) this.toMs = timeMs;
  }

  /** Series that received at least one sample, by entity then metric (code units). */
  series(): ImportedSeries[] {
    return [...this.columns.values()]
      .filter((column) => column.length > 0)
      .sort((a, b) => compare(a.entity, b.entity) || compare(a.metric, b.metric))
      .map((column) => column.series());
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
