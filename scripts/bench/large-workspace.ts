import { statSync } from 'node:fs';
import type { PackedDay } from '../../shared/import/pack-days.ts';
import { DAY_MS } from '../../shared/units.ts';
import { Workspace } from '../../electron/workspace/workspace.ts';

/** Five-minute samples: what Prometheus and node exporter are usually kept at. */
const STEP_MS = 300_000;
const METRICS = [
  'memory_used_bytes',
  'cpu_used_cores',
  'disk_used_bytes',
  'disk_read_iops',
  'disk_write_iops',
  'network_receive_bytes_per_second',
  'network_transmit_bytes_per_second',
  'packets_dropped_per_second',
  'load_average',
  'open_files',
  'processes',
  'temperature_celsius',
] as const;

/** One day of a series, different for each, as cheap to make as to write. */
function dayOf(day: number, seed: number): PackedDay {
  const count = DAY_MS / STEP_MS;
  return {
    day,
    offsetsMs: Uint32Array.from({ length: count }, (_, at) => at * STEP_MS),
    values: Float64Array.from(
      { length: count },
      (_, at) => 1000 + seed + 100 * Math.sin((at + seed) / 46) + ((at * 7919 + day) % 97),
    ),
  };
}

/**
 * Fills a workspace with samples of its hosts, as many days back from its last as it takes, until its file has so many
 * bytes: what two years of a live import leave. Returns how many samples there are.
 */
export function fillWithSamples(path: string, bytes: number): number {
  const workspace = new Workspace(path, Date.now);
  try {
    const hosts = workspace.model().hosts.map(({ id }) => id);
    const last = Math.floor(Date.parse(workspace.model().asOf) / DAY_MS) - 1;
    const span = 30;
    for (let back = 0; statSync(path).size < bytes; back += span) {
      for (const [at, metric] of METRICS.entries()) {
        workspace.act(`Samples of ${metric}`, () => {
          for (const [n, entity] of hosts.entries()) {
            const days = Array.from({ length: span }, (_, day) => dayOf(last - back - day, n * 31 + at));
            workspace.series.write({ entity, metric, unit: null, days });
          }
        });
      }
    }
    return workspace.series.totals().samples;
  } finally {
    workspace.close();
  }
}
