import type { StoragePool } from '../model/document.ts';
import { scopeId, type Context } from './row.ts';

export const poolScopes = ({ model }: Context): readonly string[] =>
  model.storagePools.map((pool) => `pool:${pool.id}`).sort();

export function poolOf(context: Context, scope: string): StoragePool | undefined {
  return context.model.storagePools.find((pool) => pool.id === scopeId(scope));
}
