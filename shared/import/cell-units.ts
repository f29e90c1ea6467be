import { DAY_SECONDS, GIB, HOUR_SECONDS, KIB, MIB, MINUTE_SECONDS, TIB } from '../units.ts';

/** What a number measures. Values are kept in the base unit of their dimension. */
export type Dimension =
  'bytes' | 'bytesPerSecond' | 'ratio' | 'seconds' | 'perSecond' | 'hertz' | 'count' | 'cores';

export interface CellUnit {
  /** As it is shown: `GiB`, `%`, `ms`. */
  readonly name: string;
  readonly dimension: Dimension;
  /** value in the base unit = value × factor / divisor; two integers, so that `1.5 ms` is exactly 0.0015. */
  readonly factor: number;
  readonly divisor: number;
}

/** How plain numbers or cells of a file became the stored unit; for showing. */
export interface Conversion {
  readonly unit: string;
  readonly factor: number;
  readonly divisor: number;
}

const BASE_UNIT: Record<Dimension, string> = {
  bytes: 'bytes',
  bytesPerSecond: 'bytes/s',
  ratio: 'ratio',
  seconds: 's',
  perSecond: '1/s',
  hertz: 'Hz',
  count: '1',
  cores: 'cores',
};

export function dimensionUnit(dimension: Dimension): string {
  return BASE_UNIT[dimension];
}

const units = new Map<string, CellUnit>();

function define(dimension: Dimension, factor: number, divisor: number, ...names: string[]): void {
  for (const name of names) units.set(name, { name, dimension, factor, divisor });
}

/**
 * Decimal prefixes are powers of 1000, `i` prefixes of 1024, as SI and IEC 80000-13 have it. `KB` with a capital K is no
 * SI unit; whoever writes it (JEDEC, Windows, many exporters of memory) means 1024 bytes.
 */
const BYTE_PREFIXES: readonly (readonly [string, number])[] = [
  ['', 1],
  ['k', 1e3],
  ['K', KIB],
  ['M', 1e6],
  ['G', 1e9],
  ['T', 1e12],
  ['P', 1e15],
  ['Ki', KIB],
  ['Mi', MIB],
  ['Gi', GIB],
  ['Ti', TIB],
  ['Pi', 1024 ** 5],
];
for (const [prefix, factor] of BYTE_PREFIXES) {
  define('bytes', factor, 1, `${prefix}B`);
  define('bytesPerSecond', factor, 1, `${prefix}B/s`, `${prefix}Bps`);
  define('bytesPerSecond', factor, 8, `${prefix}b/s`, `${prefix}bps`, `${prefix}bit/s`);
}
define('bytes', 1, 1, 'bytes', 'byte');
define('bytesPerSecond', 1, 1, 'bytes/s', 'bytes/sec');
define('ratio', 1, 100, '%', 'percent');
define('ratio', 1, 1, 'ratio');
define('seconds', 1, 1e9, 'ns');
define('seconds', 1, 1e6, 'µs', 'μs', 'us');
define('seconds', 1, 1e3, 'ms');
define('seconds', 1, 1, 's', 'sec', 'secs', 'second', 'seconds');
define('seconds', MINUTE_SECONDS, 1, 'min', 'mins', 'minute', 'minutes');
define('seconds', HOUR_SECONDS, 1, 'h', 'hour', 'hours');
define('seconds', DAY_SECONDS, 1, 'day', 'days');
define(
  'perSecond',
  1,
  1,
  '/s',
  '1/s',
  'req/s',
  'reqps',
  'ops/s',
  'io/s',
  'iops',
  'IOPS',
  'pps',
  'p/s',
  'conn/s',
  'c/s',
  'rps',
);
define('perSecond', 1, 60, '/min', 'req/min', 'rpm');
define('hertz', 1, 1, 'Hz');
define('hertz', 1e3, 1, 'kHz');
define('hertz', 1e6, 1, 'MHz', 'MHZ');
define('hertz', 1e9, 1, 'GHz', 'GHZ');
define('cores', 1, 1, 'core', 'cores', 'vCPU', 'vcpu', 'vcpus');
/** Grafana's "short" suffixes. */
define('count', 1, 1, '1');
define('count', 1e3, 1, 'K', 'k');
define('count', 1e6, 1, 'M', 'Mil');
define('count', 1e9, 1, 'G', 'Bil');
define('count', 1e12, 1, 'T', 'Tri');

/** A unit by its exact spelling (case matters: `Mb/s` is bits). `null`: not a unit known here. */
export function cellUnit(name: string): CellUnit | null {
  return units.get(name) ?? null;
}

/** snake_case endings by which a name carries its unit, longest first. */
const NAME_ENDINGS: readonly (readonly [string, string])[] = [
  ['_gib_per_second', 'GiB/s'],
  ['_mib_per_second', 'MiB/s'],
  ['_kib_per_second', 'KiB/s'],
  ['_gb_per_second', 'GB/s'],
  ['_mb_per_second', 'MB/s'],
  ['_kb_per_second', 'kB/s'],
  ['_bytes_per_second', 'B/s'],
  ['_gbit_per_second', 'Gb/s'],
  ['_mbit_per_second', 'Mb/s'],
  ['_bits_per_second', 'b/s'],
  ['_per_second', '/s'],
  ['_per_minute', '/min'],
  ['_milliseconds', 'ms'],
  ['_microseconds', 'us'],
  ['_nanoseconds', 'ns'],
  ['_seconds', 's'],
  ['_minutes', 'min'],
  ['_hours', 'h'],
  ['_days', 'day'],
  ['_ms', 'ms'],
  ['_us', 'us'],
  ['_tib', 'TiB'],
  ['_gib', 'GiB'],
  ['_mib', 'MiB'],
  ['_kib', 'KiB'],
  ['_tb', 'TB'],
  ['_gb', 'GB'],
  ['_mb', 'MB'],
  ['_kb', 'kB'],
  ['_bytes', 'B'],
  ['_percent', '%'],
  ['_pct', '%'],
  ['_ratio', 'ratio'],
  ['_mbps', 'Mb/s'],
  ['_gbps', 'Gb/s'],
  ['_cores', 'cores'],
];

/**
 * A name without its unit, and the unit: `CPU usage [%]`, `latency (ms)`, `memory_used_gib`. The unit is `null` when
 * brackets hold something that is no unit; `null` as a whole when the name carries none.
 */
export function splitNameUnit(name: string): { stem: string; unit: CellUnit; bracketed: boolean } | null {
  const bracketed = /^(.*\S)\s*(?:\[([^\][]{1,20})\]|\(([^)(]{1,20})\))$/.exec(name);
  if (bracketed !== null) {
    const unit = cellUnit((bracketed[2] ?? bracketed[3] ?? '').trim());
    if (unit !== null) return { stem: bracketed[1] ?? '', unit, bracketed: true };
  }
  const lower = name.toLowerCase();
  for (const [ending, unitName] of NAME_ENDINGS) {
    if (!lower.endsWith(ending) || lower.length === ending.length) continue;
    const unit = cellUnit(unitName);
    if (unit !== null) return { stem: name.slice(0, -ending.length), unit, bracketed: false };
  }
  return null;
}

export function unitOfName(name: string): CellUnit | null {
  return splitNameUnit(name)?.unit ?? null;
}
