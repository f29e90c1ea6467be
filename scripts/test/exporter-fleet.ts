/** A small fleet as node_exporter, HAProxy and postgres_exporter tell it, up to now, for a real Prometheus to be filled with. */

/**
 * A server knows of what was scraped in the last five minutes: samples that ended when it was filled would be gone in the
 * middle of a journey. Those still to come are seen when their time has come.
 */
const AHEAD_MS = 3_600_000;

const GIB = 1024 ** 3;
const MEMORY_BYTES = 512 * GIB;
const CORES = 2;

export interface ExporterFleet {
  readonly hosts: number;
  readonly days: number;
  readonly stepSeconds: number;
  /** When it is filled, ms since the epoch; scrapes go on for an hour. */
  readonly nowMs: number;
}

const name = (host: number): string => `h${String(host + 1).padStart(2, '0')}`;

/** Memory in use: grows from 40% to 62% over the time, with the rhythm of a day. */
function memoryUsedRatio(host: number, share: number, hours: number): number {
  return (
    0.4 +
    0.22 * share +
    0.03 * Math.sin((hours / 24) * 2 * Math.PI + host) +
    0.004 * ((host * 31 + Math.floor(hours * 12) * 17) % 7)
  );
}

interface Family {
  readonly name: string;
  readonly counter?: boolean;
  readonly series: readonly {
    readonly labels: string;
    readonly value: (share: number, hours: number) => number;
  }[];
}

function families(hosts: number): Family[] {
  const all = Array.from({ length: hosts }, (_, host) => host);
  const where = (host: number): string =>
    `instance="${name(host)}:9100",job="node",cluster="${host % 2 === 0 ? 'ams-a' : 'ams-b'}",region="ams"`;
  const gauge = (
    metric: string,
    extra: string,
    value: (host: number, share: number, hours: number) => number,
  ): Family => ({
    name: metric,
    series: all.map((host) => ({
      labels: `${where(host)}${extra}`,
      value: (share, hours) => value(host, share, hours),
    })),
  });
  const cpu = all.flatMap((host) =>
    Array.from({ length: CORES }, (_, core) => core).flatMap((core) =>
      (['idle', 'user'] as const).map((mode) => ({
        labels: `${where(host)},cpu="${core}",mode="${mode}"`,
        value: (share: number, hours: number): number => {
          const busy = hours * 3600 * (0.25 + 0.1 * share);
          return mode === 'user' ? busy : hours * 3600 - busy;
        },
      })),
    ),
  );
  const once = (labels: string, value: number): Family['series'] => [{ labels, value: () => value }];
  return [
    gauge('node_memory_MemTotal_bytes', '', () => MEMORY_BYTES),
    gauge('node_memory_MemAvailable_bytes', '', (host, share, hours) =>
      Math.round(MEMORY_BYTES * (1 - memoryUsedRatio(host, share, hours))),
    ),
    gauge('node_filesystem_size_bytes', ',mountpoint="/",fstype="ext4"', () => 4.8e11),
    gauge('node_filesystem_free_bytes', ',mountpoint="/",fstype="ext4"', (_host, share) =>
      Math.round(3e11 - 4e10 * share),
    ),
    gauge('node_uname_info', ',nodename="node"', () => 1),
    { name: 'node_cpu_seconds_total', counter: true, series: cpu },
    {
      name: 'haproxy_process_max_connections',
      series: once('instance="edge-1:8404",region="ams"', 200_000),
    },
    {
      name: 'haproxy_process_current_connections',
      series: [
        {
          labels: 'instance="edge-1:8404",region="ams"',
          value: (share) => Math.round(90_000 + 20_000 * share),
        },
      ],
    },
    { name: 'pg_settings_max_connections', series: once('instance="pg-1:9187",cluster="pg-main"', 500) },
    {
      name: 'pg_stat_activity_count',
      series: [
        { labels: 'instance="pg-1:9187",datname="app"', value: (share) => Math.round(120 + 40 * share) },
      ],
    },
  ];
}

/** OpenMetrics text of the fleet. */
export function* exporterFleet({ hosts, days, stepSeconds, nowMs }: ExporterFleet): Generator<string> {
  const points = Math.floor((days * 86_400) / stepSeconds);
  const end = Math.floor((nowMs + AHEAD_MS) / 1000 / stepSeconds) * stepSeconds;
  for (const { name: metric, counter = false, series } of families(hosts)) {
    yield `# TYPE ${counter ? metric.replace(/_total$/, '') : metric} ${counter ? 'counter' : 'gauge'}\n`;
    for (const { labels, value } of series) {
      const lines: string[] = [];
      for (let i = points - 1; i >= 0; i -= 1) {
        const share = 1 - i / points;
        lines.push(
          `${metric}{${labels}} ${value(share, ((points - i) * stepSeconds) / 3600)} ${end - i * stepSeconds}`,
        );
      }
      yield `${lines.join('\n')}\n`;
    }
  }
}
