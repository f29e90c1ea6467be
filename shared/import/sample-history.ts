import type { Model } from '../model/document.ts';
import { instantMs } from '../model/instant.ts';
import { clusterSeries, controlPlaneSeries, edgeSeries, hostSeries, storageSeries } from './sample-series.ts';
import { peerSeries } from './sample-peers.ts';
import { sampleValues } from './sample-shape.ts';
import type { SampleSeries } from './sample-shape.ts';

export const SAMPLE_HISTORY_FILE = 'sample-history.csv';
/** As the inventory of the sample region, made for the same day. */
const SAMPLE_SEED = 20_261_116;
const SAMPLE_DAYS = 120;
const CHUNK_LENGTH = 1_000_000;

export interface SampleHistoryOptions {
  /** Whole days before `asOf`; default 120. */
  readonly days?: number;
  readonly seed?: number;
}

/**
 * Measured history for a model, as the long CSV a monitoring system would have exported: `timestamp,entity,metric,value`
 * in chunks of about 1 MB. Series summed over clusters and regions, edge connections and primary Postgres CPU every five
 * minutes, tunnels every four hours of the last day, the rest hourly or daily, up to the model's `asOf`; weekly rhythm, growth, noise, two incidents and one gap.
 * The last sample of every series is what the model says is used. Same model, options and seed: same text.
 */
export function* sampleHistory(
  model: Model,
  options: SampleHistoryOptions = {},
): Generator<string, void, undefined> {
  const days = options.days ?? SAMPLE_DAYS;
  const writer = new LongCsv(instantMs(model.asOf) ?? 0, days, options.seed ?? SAMPLE_SEED);
  for (const region of model.regions) {
    const sums = new Map<string, { series: SampleSeries; values: Float64Array }>();
    for (const cluster of model.clusters.filter((one) => one.region === region.id)) {
      for (const series of clusterSeries(model, cluster)) {
        const values = writer.values(series);
        yield* writer.write(series, values);
        const sum = sums.get(series.metric);
        if (sum === undefined)
          sums.set(series.metric, { series: { ...series, entity: `region:${region.id}` }, values });
        else
          for (let i = 0; i < values.length; i += 1) sum.values[i] = (sum.values[i] ?? 0) + (values[i] ?? 0);
      }
    }
    for (const { series, values } of sums.values()) yield* writer.write(series, values);
  }
  for (const host of model.hosts) yield* writer.all(hostSeries(model, host));
  yield* writer.all([...edgeSeries(model), ...controlPlaneSeries(model), ...storageSeries(model)]);
  for (const overlay of model.overlays) yield* writer.all(peerSeries(model, overlay));
  yield* writer.rest();
}

class LongCsv {
  private readonly endMs: number;
  private readonly days: number;
  private readonly seed: number;
  private readonly stamps = new Map<number, readonly string[]>();
  private text = 'timestamp,entity,metric,value\n';

  constructor(endMs: number, days: number, seed: number) {
    this.endMs = endMs;
    this.days = days;
    this.seed = seed;
  }

  values(series: SampleSeries): Float64Array {
    return sampleValues(series, this.endMs, this.daysOf(series), this.seed);
  }

  *all(list: Iterable<SampleSeries>): Generator<string, void, undefined> {
    for (const series of list) yield* this.write(series, this.values(series));
  }

  *write(series: SampleSeries, values: Float64Array): Generator<string, void, undefined> {
    const stamps = this.stampsOf(series.stepSeconds).slice(-values.length);
    const middle = `,${series.entity},${series.metric},`;
    const scale = 10 ** series.digits;
    for (let i = 0; i < values.length; i += 1) {
      const value = values[i] ?? Number.NaN;
      if (value !== value) continue;
      this.text += `${stamps[i] ?? ''}${middle}${Math.round(value * scale) / scale}\n`;
      if (this.text.length < CHUNK_LENGTH) continue;
      yield this.text;
      this.text = '';
    }
  }

  private daysOf({ lastDays }: SampleSeries): number {
    return Math.min(this.days, lastDays ?? this.days);
  }

  *rest(): Generator<string, void, undefined> {
    if (this.text !== '') yield this.text;
  }

  /** The time stamps of a step, made once. */
  private stampsOf(stepSeconds: number): readonly string[] {
    const known = this.stamps.get(stepSeconds);
    if (known !== undefined) return known;
    const count = (this.days * 86_400) / stepSeconds;
    const stamps = Array.from({ length: count }, (_, index) =>
      new Date(this.endMs - (count - index) * stepSeconds * 1000).toISOString().replace('.000Z', 'Z'),
    );
    this.stamps.set(stepSeconds, stamps);
    return stamps;
  }
}
