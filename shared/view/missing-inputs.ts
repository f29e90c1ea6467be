import type { ExplainNode } from '../explain/node.ts';
import { INVENTORY_TABLES, snakeCase } from '../model/columns.ts';

/** A field of the inventory a constraint cannot be computed without. */
export interface MissingInput {
  /** What the derivation calls it. */
  readonly label: string;
  /** Table and column where it is entered; `null` where the derivation names no field. */
  readonly table: string | null;
  readonly column: string | null;
  /** Entities it is missing of. */
  readonly entities: readonly string[];
}

/** Lists inside a kind that derivations name as if they were kinds. */
const NESTED: Readonly<Record<string, string>> = {
  nodes: 'postgres_nodes',
  postgresNodes: 'postgres_nodes',
  volumes: 'volumes',
};

interface Place {
  readonly table: string;
  readonly column: string;
  readonly entity: string;
}

/** `hosts[h1].used.memoryBytes` → table `hosts`, column `used_memory_bytes`, entity `h1`; `null` for what is no field. */
export function placeOfSource(of: string): Place | null {
  if (of.startsWith('overhead.')) return found('overhead', of.slice('overhead.'.length), 'overhead');
  const match = /^(?:.*\.)?(\w+)\[([^\]]*)\]\.([\w.]+)$/.exec(of);
  const [, kind = '', entity = '', path = ''] = match ?? [];
  const table =
    NESTED[kind] ?? INVENTORY_TABLES.find((spec) => spec.kind === kind && spec.parent === undefined)?.file;
  return table === undefined ? null : found(table, path, entity);
}

function found(table: string, path: string, entity: string): Place | null {
  const column = path.split('.').map(snakeCase).join('_');
  const spec = INVENTORY_TABLES.find(({ file }) => file === table);
  return spec?.columns.some(({ name }) => name === column) === true ? { table, column, entity } : null;
}

/** The leaves of a derivation that are not measured, field by field. */
export function missingInputs(roots: readonly ExplainNode[]): readonly MissingInput[] {
  const inputs = new Map<string, { label: string; place: Place | null; entities: Set<string> }>();
  const walk = (node: ExplainNode): void => {
    for (const input of node.inputs ?? []) walk(input);
    if ((node.inputs?.length ?? 0) > 0 || node.value !== null || node.source === undefined) return;
    const place = placeOfSource(node.source.of);
    const key = place === null ? node.label : `${place.table} ${place.column}`;
    const input = inputs.get(key) ?? { label: node.label, place, entities: new Set<string>() };
    inputs.set(key, input);
    if (place !== null) input.entities.add(place.entity);
  };
  for (const root of roots) walk(root);
  return [...inputs.values()].map(({ label, place, entities }) => ({
    label,
    table: place?.table ?? null,
    column: place?.column ?? null,
    entities: [...entities],
  }));
}
