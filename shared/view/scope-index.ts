import { splitScope } from './constraint-name.ts';

interface Placed {
  readonly id: string;
  readonly region: string | null;
}

/** What must be known of a model to say which region a constraint belongs to. `InventoryChoices` fits it. */
export interface Places {
  readonly clusters: readonly Placed[];
  readonly hosts: readonly { readonly id: string; readonly cluster: string }[];
  readonly postgres: readonly Placed[];
  readonly controlPlanes: readonly Placed[];
  readonly storagePools: readonly Placed[];
}

/** Which region a scope belongs to; `null` for one the model does not hold. */
export type RegionOfScope = (scope: string) => string | null;

/** Builds the look-up once per model. Scopes are `kind:id` as in MODEL.md section 4. */
export function regionOfScope(places: Places): RegionOfScope {
  const regions = new Map<string, string>();
  const put = (kind: string, rows: readonly Placed[]): void => {
    for (const row of rows) if (row.region !== null) regions.set(`${kind}:${row.id}`, row.region);
  };
  put('cluster', places.clusters);
  put('postgres', places.postgres);
  put('controlPlane', places.controlPlanes);
  put('pool', places.storagePools);
  for (const host of places.hosts) {
    const region = regions.get(`cluster:${host.cluster}`);
    if (region !== undefined) regions.set(`host:${host.id}`, region);
  }
  return (scope) => {
    const { kind, id } = splitScope(scope);
    return kind === 'region' ? id : (regions.get(scope) ?? null);
  };
}
