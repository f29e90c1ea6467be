import type { TableChange } from '../inventory/edit-model.ts';
import type { RemovalEffect } from '../inventory/removal.ts';
import type { InventoryTableSpec } from '../model/columns.ts';
import { counted, listed } from './number-format.ts';

/** One row and several rows of a table, as sentences name them. */
const ROW_WORDS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  regions: ['region', 'regions'],
  clusters: ['cluster', 'clusters'],
  hosts: ['host', 'hosts'],
  flavors: ['flavor', 'flavors'],
  microvms: ['microVM row', 'microVM rows'],
  edge_nodes: ['edge node', 'edge nodes'],
  postgres: ['Postgres cluster', 'Postgres clusters'],
  postgres_nodes: ['Postgres node', 'Postgres nodes'],
  client_pools: ['client pool', 'client pools'],
  control_planes: ['control plane', 'control planes'],
  storage_pools: ['storage pool', 'storage pools'],
  volumes: ['volume', 'volumes'],
  backup_jobs: ['backup job', 'backup jobs'],
  overlays: ['overlay', 'overlays'],
  overlay_peers: ['overlay peer', 'overlay peers'],
  orders: ['order', 'orders'],
  skus: ['SKU', 'SKUs'],
  overhead: ['overhead', 'overheads'],
};

/** What a table is called in a list of tables: `Hosts`, `MicroVMs`, `Overhead per microVM`. */
export function tableTitle(table: string): string {
  if (table === 'microvms') return 'MicroVMs';
  if (table === 'overhead') return 'Overhead per microVM';
  const many = rowWords(table)[1];
  return many.charAt(0).toUpperCase() + many.slice(1);
}

export function rowWords(table: string): readonly [one: string, many: string] {
  return ROW_WORDS[table] ?? ['row', 'rows'];
}

export function countedRows(table: string, count: number): string {
  const [one, many] = rowWords(table);
  return counted(count, one, many);
}

/** Words of field names that are written otherwise than they are split. */
const SPELLED: Readonly<Record<string, string>> = {
  id: 'ID',
  cpu: 'CPU',
  os: 'OS',
  iops: 'IOPS',
  api: 'API',
  rto: 'RTO',
  rpo: 'RPO',
  slo: 'SLO',
  wal: 'WAL',
  mtu: 'MTU',
  vm: 'microVM',
  vcpus: 'vCPUs',
  sku: 'SKU',
  '5xx': '5xx',
  p95: 'p95',
};

/** Words of a name that its unit says better. */
const UNIT_WORDS = /_(?:bytes_per_second|bytes|seconds|ratio)(?=_|$)/;

/**
 * A column's title without its unit: `used_memory_bytes` → `Used memory`, `api_p95_latency_seconds` → `API p95 latency`,
 * `wal_bytes_per_second` → `WAL`. The unit stands beside it in the head.
 */
export function columnTitle(key: string): string {
  const stripped = key.replace(UNIT_WORDS, '').replace(/_per_second$/, '');
  const words = stripped
    .split('_')
    .filter(Boolean)
    .map((word) => SPELLED[word] ?? word);
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const NAMES = 3;

function named(table: string, names: readonly string[], count = names.length): string {
  const known = names.filter((name) => name !== '');
  if (table === 'overhead') return 'overhead per microVM';
  if (count === 1 && known.length === 1) return `${rowWords(table)[0]} ${known[0] ?? ''}`;
  if (known.length === count && count <= NAMES) return `${rowWords(table)[1]} ${listed(known)}`;
  return countedRows(table, count);
}

const lower = (title: string): string =>
  /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;

/** What an edit of cells is called in the undo history: `Change used memory of host h1`, `Add host h4`. */
export function changeLabel(spec: InventoryTableSpec, change: TableChange, names: readonly string[]): string {
  const { file } = spec;
  if (change.add.length > 0) {
    const added = change.add.map((row) => String(row['id'] ?? ''));
    return `Add ${named(file, added)}`;
  }
  const columns = [...new Set(change.set.map(({ column }) => column))];
  const [only = ''] = columns;
  if (columns.length === 1) return `Change ${lower(columnTitle(only))} of ${named(file, names)}`;
  return `Change ${counted(change.set.length, 'cell')} of ${named(file, names)}`;
}

export function duplicateLabel({ file }: InventoryTableSpec, names: readonly string[]): string {
  return `Duplicate ${named(file, names)}`;
}

/** `Paste 20 hosts`, `Paste 20 hosts, 2 of them changed`. */
export function pasteLabel({ file }: InventoryTableSpec, { set, add }: TableChange): string {
  const changed = new Set(set.map(({ at }) => `${at.owner ?? ''} ${at.index}`)).size;
  if (add.length === 0) return `Paste over ${countedRows(file, changed)}`;
  const total = countedRows(file, add.length + changed);
  return changed === 0 ? `Paste ${total}` : `Paste ${total}, ${changed} of them known`;
}

export function removalLabel(
  { file }: InventoryTableSpec,
  names: readonly string[],
  effects: readonly RemovalEffect[],
): string {
  const also = effects.filter(({ fate }) => fate === 'removed');
  const rest = also.map(({ table, count }) =>
    table === 'microvms' ? counted(count, 'microVM') : countedRows(table, count),
  );
  return `Delete ${named(file, names)}${rest.length === 0 ? '' : ` with ${listed(rest)}`}`;
}

/** What else happens when rows are deleted, one sentence per effect. */
export function effectSentence({ table, fate, column, count, examples }: RemovalEffect): string {
  const what = table === 'microvms' ? counted(count, 'microVM') : countedRows(table, count);
  const such = examples.length === 0 ? '' : ` (${examples.join(', ')}${count > examples.length ? ' …' : ''})`;
  if (fate === 'removed') return `${what}${such} ${count === 1 ? 'goes' : 'go'} with it.`;
  if (table === 'microvms' && column === 'host')
    return `${what}${such} ${count === 1 ? 'becomes' : 'become'} pending in the cluster.`;
  return `${what}${such} ${count === 1 ? 'loses its' : 'lose their'} ${lower(columnTitle(column))}.`;
}
