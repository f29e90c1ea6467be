import type { RevertLine } from '../../shared/ipc/decision-channels.ts';
import { POLICY_LABELS } from '../../shared/view/policy-labels.ts';
import type { Row, RowChange } from './row-changes.ts';

const KIND_NAMES: Readonly<Record<string, string>> = {
  regions: 'Region',
  clusters: 'Cluster',
  hosts: 'Host',
  flavors: 'Flavor',
  microvms: 'MicroVM',
  edgeNodes: 'Edge node',
  postgres: 'Postgres',
  controlPlanes: 'Control plane',
  storagePools: 'Storage pool',
  overlays: 'Overlay',
  orders: 'Order',
  skus: 'Machine type',
};

function nameOf(table: string, row: Row): string {
  const text = (column: string): string => String(row[column] ?? '');
  if (table === 'entity' && row['kind'] === 'orders') {
    const { sku, cluster, count, arrivesOn } = contentOf(table, row);
    return `Order of ${word(count)} × ${word(sku)} for ${word(cluster)}, ${word(arrivesOn)}`;
  }
  if (table === 'entity') return `${KIND_NAMES[text('kind')] ?? text('kind')} ${text('id')}`;
  if (table === 'policy_value')
    return POLICY_LABELS.find(({ key }) => key === text('key'))?.label ?? text('key');
  if (table === 'purchase') return 'Accepted purchase';
  if (table === 'scenario') return `Scenario “${text('name')}”`;
  if (table === 'scenario_version') return `Version ${text('version')} of a scenario`;
  return `${table} ${text('key') || text('id')}`;
}

function contentOf(table: string, row: Row): Readonly<Record<string, unknown>> {
  if (table === 'entity') return JSON.parse(String(row['body'])) as Readonly<Record<string, unknown>>;
  if (table === 'policy_value') return { value: JSON.parse(String(row['value'])) };
  if (table === 'scenario') return { version: row['version'], name: row['name'] };
  return {};
}

const word = (value: unknown): string => {
  if (value === undefined || value === null) return 'none';
  if (Array.isArray(value)) return `${value.length} entries`;
  return typeof value === 'string' ? value : JSON.stringify(value);
};

function fieldChanges(table: string, from: Row, to: Row): string {
  const [a, b] = [contentOf(table, from), contentOf(table, to)];
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  const changed = keys.filter((key) => JSON.stringify(a[key]) !== JSON.stringify(b[key]));
  return changed.map((key) => `${key} ${word(a[key])} → ${word(b[key])}`).join(', ');
}

/** What putting rows back would do to each, in words: from what it is now to what it was before. */
export function revertLines(changes: readonly RowChange[]): readonly RevertLine[] {
  return changes.flatMap(({ table, before, after }) => {
    const row = after ?? before;
    if (row === null) return [];
    const what = nameOf(table, row);
    if (before === null)
      return [{ what, change: table === 'policy_value' ? 'back to its default' : 'taken away' }];
    if (after === null) return [{ what, change: 'comes back' }];
    const change = fieldChanges(table, after, before);
    return [{ what, change: change === '' ? 'place in the list' : change }];
  });
}
