/** Made-up metrics of a fleet as its exporters would tell them, for a real Prometheus to be back-filled with. */

/** How busy a host is, 0 … 1, by host number and hour. */
function load(host: number, hours: number): number {
  const growth = 0.2 * (hours / (24 * 90));
  const rhythm = 0.1 * Math.sin(((hours % 24) / 24) * 2 * Math.PI + host / 3);
  const noise = (((host * 7919 + Math.floor(hours * 60) * 104_729) % 1000) / 1000 - 0.5) * 0.05;
  return 0.4 + growth + rhythm + noise;
}

const GIB = 1024 ** 3;

interface Family {
  readonly name: string;
  readonly type: 'gauge' | 'counter';
  readonly labels: string;
  readonly value: (host: number, hours: number) => number;
}

/** Six metrics of node_exporter's kind, each read by one query of `FLEET_QUERIES`. */
const FAMILIES: readonly Family[] = [
  { name: 'node_load_cores', type: 'gauge', labels: '', value: (host, hours) => 64 * load(host, hours) },
  { name: 'node_memory_MemTotal_bytes', type: 'gauge', labels: '', value: () => 512 * GIB },
  {
    name: 'node_memory_MemAvailable_bytes',
    type: 'gauge',
    labels: '',
    value: (host, hours) => Math.round(512 * GIB * (1 - load(host, hours) * 0.8)),
  },
  {
    name: 'node_filesystem_used_bytes',
    type: 'gauge',
    labels: ',mountpoint="/"',
    value: (host, hours) => 2e11 + host * 1e9 + hours * 1e7,
  },
  {
    name: 'node_operations_per_second',
    type: 'gauge',
    labels: '',
    value: (host, hours) => 1e5 * load(host + 1, hours),
  },
  {
    name: 'firecracker_vms',
    type: 'gauge',
    labels: '',
    value: (host, hours) => 40 + ((host + Math.floor(hours / 24)) % 9),
  },
  {
    name: 'node_packet_loss',
    type: 'gauge',
    labels: '',
    value: (host, hours) => 1e-4 * load(host + 2, hours),
  },
];

export const hostName = (host: number): string => `h${String(host).padStart(3, '0')}`;

export interface FleetShape {
  readonly hosts: number;
  readonly startMs: number;
  readonly days: number;
  readonly stepSeconds: number;
}

/** OpenMetrics text of the fleet. Hosts are scraped at `h007:9100`. */
export function* fleetMetrics({ hosts, startMs, days, stepSeconds }: FleetShape): Generator<string> {
  const points = Math.floor((days * 86_400) / stepSeconds);
  for (const family of FAMILIES) {
    yield `# TYPE ${family.name} ${family.type}\n`;
    for (let host = 0; host < hosts; host += 1) {
      const name = `${family.name}{instance="${hostName(host)}:9100",cluster="c${host % 3}"${family.labels}}`;
      const lines: string[] = [];
      for (let i = 0; i < points; i += 1) {
        const seconds = startMs / 1000 + i * stepSeconds;
        lines.push(`${name} ${family.value(host, (i * stepSeconds) / 3600)} ${seconds}`);
      }
      yield `${lines.join('\n')}\n`;
    }
  }
}

/** One query for each of six canonical metrics. */
export const FLEET_QUERIES: readonly { readonly metric: string; readonly query: string }[] = [
  { metric: 'cpu_used_cores', query: 'sum by (instance) (node_load_cores{$match})' },
  {
    metric: 'memory_used_bytes',
    query: 'max by (instance) (node_memory_MemTotal_bytes{$match} - node_memory_MemAvailable_bytes{$match})',
  },
  {
    metric: 'os_disk_used_bytes',
    query: 'max by (instance) (node_filesystem_used_bytes{mountpoint="/",$match})',
  },
  { metric: 'iops', query: 'sum by (instance) (node_operations_per_second{$match})' },
  { metric: 'microvm_count', query: 'sum by (instance) (firecracker_vms{$match})' },
  { metric: 'packet_loss_ratio', query: 'max by (instance) (node_packet_loss{$match})' },
];
