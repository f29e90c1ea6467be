import { splitNameUnit } from './cell-units.ts';
import type { CellUnit, Dimension } from './cell-units.ts';
import { METRIC_CATALOGUE } from './metric-catalogue.ts';
import type { CatalogueMetric } from './catalogue/catalogue-metric.ts';

export interface RecognisedMetric {
  readonly metric: CatalogueMetric;
  /** canonical value = value × factor / divisor */
  readonly factor: number;
  readonly divisor: number;
}

const byName = new Map<string, CatalogueMetric>();
/** Names without their unit ending, together with the dimension the ending must have. */
const byStem = new Map<string, CatalogueMetric>();

/** What common exports call a metric; asked only after the exact names. */
const byPattern: (readonly [RegExp, CatalogueMetric])[] = [];

for (const metric of METRIC_CATALOGUE) {
  for (const pattern of metric.patterns) byPattern.push([new RegExp(pattern, 'u'), metric]);
  for (const name of [metric.id, ...metric.aliases]) {
    byName.set(name, metric);
    const split = splitNameUnit(name);
    if (split !== null) byStem.set(`${split.stem} ${metric.dimension}`, metric);
    else byStem.set(`${name} ${metric.dimension}`, metric);
  }
}

/**
 * The canonical metric a name means, and how its plain numbers convert. Known are the ids, their aliases, and both
 * with another unit of the same dimension (`memory_used_gib`, `packet_loss_percent`, `Memory used [GiB]`), then what common
 * exports call it (the catalogue's patterns) where a unit of that dimension is given. `unit` is
 * what the file says apart from the name (a mapping, a column); it wins over the name. Case, spaces and punctuation do
 * not matter. `null`: keep the name unmapped; also when the unit contradicts the metric.
 */
export function recogniseMetric(name: string, unit: CellUnit | null = null): RecognisedMetric | null {
  const plain = snakeCase(name);
  const exact = byName.get(plain);
  if (exact !== undefined) return converted(exact, unit);
  const split = splitNameUnit(name);
  if (split === null) return unit === null ? plainCount(plain) : fromStem(plain, unit, unit);
  return fromStem(snakeCase(split.stem), split.unit, unit ?? split.unit);
}

function fromStem(stem: string, nameUnit: CellUnit, unit: CellUnit): RecognisedMetric | null {
  const metric =
    byStem.get(`${stem} ${nameUnit.dimension}`) ?? byName.get(stem) ?? patterned(stem, nameUnit.dimension);
  return metric === null ? null : converted(metric, unit);
}

/** A name without any unit: only a metric that is a plain count may be meant by it. */
function plainCount(name: string): RecognisedMetric | null {
  const metric = patterned(name, 'count');
  return metric === null ? null : { metric, factor: 1, divisor: 1 };
}

function patterned(stem: string, dimension: Dimension): CatalogueMetric | null {
  const found = byPattern.find(([pattern, metric]) => metric.dimension === dimension && pattern.test(stem));
  return found?.[1] ?? null;
}

function converted(metric: CatalogueMetric, unit: CellUnit | null): RecognisedMetric | null {
  if (unit === null || unit.name === '1') return { metric, factor: 1, divisor: 1 };
  if (!sameDimension(metric.dimension, unit.dimension)) return null;
  return { metric, factor: unit.factor, divisor: unit.divisor };
}

/** Grafana's `1.2 K` is a plain count whatever is counted, be it connections, cores or requests per second. */
export function sameDimension(wanted: Dimension, given: Dimension): boolean {
  return wanted === given || given === 'count';
}

export function snakeCase(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
}
