import { splitNameUnit } from './cell-units.ts';
import type { CellUnit, Dimension } from './cell-units.ts';
import { METRIC_CATALOGUE } from './metric-catalogue.ts';
import type { CatalogueMetric } from './metric-catalogue.ts';

export interface RecognisedMetric {
  readonly metric: CatalogueMetric;
  /** canonical value = value × factor / divisor */
  readonly factor: number;
  readonly divisor: number;
}

const byName = new Map<string, CatalogueMetric>();
/** Names without their unit ending, together with the dimension the ending must have. */
const byStem = new Map<string, CatalogueMetric>();

for (const metric of METRIC_CATALOGUE) {
  for (const name of [metric.id, ...metric.aliases]) {
    byName.set(name, metric);
    const split = splitNameUnit(name);
    if (split !== null) byStem.set(`${split.stem} ${metric.dimension}`, metric);
    else byStem.set(`${name} ${metric.dimension}`, metric);
  }
}

/**
 * The canonical metric a name means, and how its plain numbers convert. Known are the ids, their aliases, and both
 * with another unit of the same dimension (`memory_used_gib`, `packet_loss_percent`, `Memory used [GiB]`). `unit` is
 * what the file says apart from the name (a mapping, a column); it wins over the name. Case, spaces and punctuation do
 * not matter. `null`: keep the name unmapped; also when the unit contradicts the metric.
 */
export function recogniseMetric(name: string, unit: CellUnit | null = null): RecognisedMetric | null {
  const plain = snakeCase(name);
  const exact = byName.get(plain);
  if (exact !== undefined) return converted(exact, unit);
  const split = splitNameUnit(name);
  if (split === null) return unit === null ? null : fromStem(plain, unit, unit);
  return fromStem(snakeCase(split.stem), split.unit, unit ?? split.unit);
}

function fromStem(stem: string, nameUnit: CellUnit, unit: CellUnit): RecognisedMetric | null {
  const metric = byStem.get(`${stem} ${nameUnit.dimension}`) ?? byName.get(stem);
  return metric === undefined ? null : converted(metric, unit);
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
