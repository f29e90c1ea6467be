import { quoted, selector } from '../alerts/promql.ts';
import type { QueryBook } from '../alerts/query-book.ts';
import { recordedName } from '../alerts/placed-metric.ts';
import { sampleNotation, type Reading } from './sample-notation.ts';

/** Readings of a canonical metric of one entity. */
export interface SimulatedSeries {
  readonly metric: string;
  readonly entity: string;
  readonly readings: readonly Reading[];
}

export interface InputSeries {
  readonly series: string;
  readonly values: string;
}

type Readings = readonly Reading[];
interface Raw {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly readings: Readings;
}

/** A counter that grows by a rate: its value at each moment, gone where the rate is. */
function counter(rates: Readings, intervalSeconds: number): Readings {
  let total = 0;
  return rates.map((rate) => {
    if (rate === null) return null;
    total += rate * intervalSeconds;
    return total;
  });
}

const at = (entity: string, port: number): Readonly<Record<string, string>> => ({
  instance: `${entity}:${port}`,
});
const sameAs = (readings: Readings, value: number): Readings =>
  readings.map((reading) => (reading === null ? null : value));

type RawOf = (entity: string, readings: Readings, intervalSeconds: number) => readonly Raw[];

/**
 * What an exporter would have to say for the catalogue's first query of a metric to come to these readings. Checked by
 * evaluating the queries: a query that changes without its raw series fails the tests of the rules.
 */
const RAW: Readonly<Record<string, RawOf>> = {
  memory_used_bytes: (entity, readings) => {
    const total = 2 ** Math.ceil(Math.log2(Math.max(1, ...readings.map((value) => value ?? 0))) + 1);
    const labels = at(entity, 9100);
    return [
      { name: 'node_memory_MemTotal_bytes', labels, readings: sameAs(readings, total) },
      {
        name: 'node_memory_MemAvailable_bytes',
        labels,
        readings: readings.map((value) => (value === null ? null : total - value)),
      },
    ];
  },
  microvm_count: (entity, readings) => [
    {
      name: 'namedprocess_namegroup_num_procs',
      labels: { ...at(entity, 9256), groupname: 'firecracker' },
      readings,
    },
  ],
  edge_connections: (entity, readings) => [
    { name: 'haproxy_process_current_connections', labels: at(entity, 8405), readings },
  ],
  edge_resets_per_second: (entity, readings, interval) => [
    { name: 'node_netstat_Tcp_OutRsts', labels: at(entity, 9100), readings: counter(readings, interval) },
  ],
  postgres_connections: (entity, readings) => [
    {
      name: 'pg_stat_activity_count',
      labels: { ...at(entity, 9187), datname: 'app', state: 'active' },
      readings,
    },
  ],
  postgres_cpu_cores: (entity, readings, interval) => [
    {
      name: 'namedprocess_namegroup_cpu_seconds_total',
      labels: { ...at(entity, 9256), groupname: 'postgres', mode: 'user' },
      readings: counter(readings, interval),
    },
  ],
  replication_lag_seconds: (entity, readings) => [
    { name: 'pg_replication_lag_seconds', labels: at(entity, 9187), readings },
  ],
  snapshot_used_bytes: (entity, readings) => [
    { name: 'zfs_dataset_used_by_snapshot_bytes', labels: { pool: entity, name: 'data' }, readings },
  ],
};

/** Requests and their errors come from one counter with a status code: both metrics at once. */
function requestSeries(job: string, rates: Readings, errors: Readings, interval: number): readonly Raw[] {
  const of = (share: (ratio: number) => number): Readings =>
    rates.map((rate, i) => (rate === null ? null : rate * share(errors[i] ?? 0)));
  return [
    {
      name: 'http_requests_total',
      labels: { job, code: '200' },
      readings: counter(
        of((ratio) => 1 - ratio),
        interval,
      ),
    },
    {
      name: 'http_requests_total',
      labels: { job, code: '503' },
      readings: counter(
        of((ratio) => ratio),
        interval,
      ),
    },
  ];
}

const REQUESTS = 'api_requests_per_second';
const ERRORS = 'api_5xx_ratio';

/**
 * Series to feed a test with: raw ones where the query is the catalogue's own, else the recorded series the query would
 * make, since what a custom query reads is not known here.
 */
export function inputSeries(
  simulated: readonly SimulatedSeries[],
  book: QueryBook,
  intervalSeconds: number,
): readonly InputSeries[] {
  const raw = simulated.flatMap(({ metric, entity, readings }): readonly Raw[] => {
    const isDefault = (name: string): boolean => book.get(name)?.isDefault === true;
    const pair = isDefault(REQUESTS) && isDefault(ERRORS);
    if (metric === ERRORS && pair) return [];
    if (metric === REQUESTS && pair) {
      const errors = simulated.find((one) => one.metric === ERRORS && one.entity === entity);
      return requestSeries(entity, readings, errors?.readings ?? [], intervalSeconds);
    }
    const of = isDefault(metric) && Object.hasOwn(RAW, metric) ? RAW[metric] : undefined;
    return (
      of?.(entity, readings, intervalSeconds) ?? [
        { name: recordedName(metric), labels: { entity }, readings },
      ]
    );
  });
  return raw.map(({ name, labels, readings }) => ({
    series: Object.keys(labels).length === 0 ? `${name}{entity=${quoted('')}}` : selector(name, labels),
    values: sampleNotation(readings),
  }));
}
