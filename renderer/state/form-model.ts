import type { Reply } from '../../shared/ipc/reply.ts';
import type { Model, ModelKind } from '../../shared/model/document.ts';
import { bridge } from './bridge.ts';
import { useWorkspace } from './workspace-store.ts';

const KINDS = [
  'regions',
  'clusters',
  'hosts',
  'flavors',
  'edgeNodes',
  'postgres',
  'controlPlanes',
  'storagePools',
  'overlays',
  'orders',
  'skus',
] as const satisfies readonly ModelKind[];

/**
 * The model as the forms need it: every kind but the microVMs, of which there may be a million and none is ever picked
 * by hand.
 */
export async function loadFormModel(): Promise<Reply<Model>> {
  const replies = await Promise.all(
    KINDS.map(async (kind) => [kind, await bridge().invoke('inventory:rows', { kind })] as const),
  );
  const rows = new Map<ModelKind, unknown>();
  for (const [kind, reply] of replies) {
    if (!reply.ok) return reply;
    rows.set(kind, reply.value.rows);
  }
  // Each answer holds the rows of the kind it was asked for; the contract types them as the union of all kinds.
  const of = <Kind extends ModelKind>(kind: Kind): Model[Kind] => (rows.get(kind) ?? []) as Model[Kind];
  const model: Model = {
    schema: 'headroom.model/v1',
    name: null,
    asOf: useWorkspace.getState().info?.asOf ?? '1970-01-01T00:00:00Z',
    regions: of('regions'),
    clusters: of('clusters'),
    hosts: of('hosts'),
    flavors: of('flavors'),
    microvms: [],
    edgeNodes: of('edgeNodes'),
    postgres: of('postgres'),
    controlPlanes: of('controlPlanes'),
    storagePools: of('storagePools'),
    overlays: of('overlays'),
    orders: of('orders'),
    overhead: null,
    skus: of('skus'),
  };
  return { ok: true, value: model };
}
