import { DAY_MS } from '../units.ts';
import type { TimeLine } from './time-lines.ts';

/** Daily peaks as they come for one metric; `days` are day numbers since 1970. */
interface DaySeries {
  readonly days: Int32Array;
  readonly peaks: Float64Array;
}

export interface HostLimits {
  readonly memoryAllocatableBytes: number;
  readonly systemReservedMemoryBytes: number;
  readonly cpuCores: number;
}

export interface HostHistoryView {
  /** Shares of the host, in the order of their series colours. */
  readonly lines: readonly TimeLine[];
  /** Names of what was never imported for this host. */
  readonly missing: readonly string[];
}

interface Drawn {
  readonly metric: string;
  readonly name: string;
  readonly said: string;
  readonly share: (value: number, limits: HostLimits) => number;
}

const DRAWN: readonly Drawn[] = [
  {
    metric: 'memory_reserved_bytes',
    name: 'reserved',
    said: 'memory reserved',
    share: (value, { memoryAllocatableBytes }) => value / memoryAllocatableBytes,
  },
  {
    metric: 'memory_used_bytes',
    name: 'used',
    said: 'memory used',
    share: (value, { memoryAllocatableBytes, systemReservedMemoryBytes }) =>
      Math.max(0, value - systemReservedMemoryBytes) / memoryAllocatableBytes,
  },
  { metric: 'cpu_used_cores', name: 'CPU', said: 'CPU', share: (value, { cpuCores }) => value / cpuCores },
];

/** A host's daily peaks as shares of what it may give: memory reserved, memory used, CPU. */
export function hostHistoryView(
  history: ReadonlyMap<string, DaySeries>,
  limits: HostLimits,
): HostHistoryView {
  const lines: TimeLine[] = [];
  const missing: string[] = [];
  for (const { metric, name, said, share } of DRAWN) {
    const series = history.get(metric);
    if (series === undefined || series.days.length === 0) {
      missing.push(said);
      continue;
    }
    lines.push({
      key: metric,
      name,
      role: 'series',
      times: Float64Array.from(series.days, (day) => day * DAY_MS),
      values: series.peaks.map((value) => share(value, limits)),
      gapMs: 1.5 * DAY_MS,
    });
  }
  return { lines, missing };
}
