import type { LiveQuery } from '../../shared/import/live/connection.ts';
import { KnownEntities } from '../../shared/import/live/entity-name.ts';
import type { Model } from '../../shared/model/document.ts';

type Kind = LiveQuery['kind'];

/** Ids of the inventory that series of a kind can belong to. */
function idsOfKind(model: Model, kind: Kind): readonly string[] {
  switch (kind) {
    case 'host':
      return model.hosts.map(({ id }) => id);
    case 'cluster':
      return model.clusters.map(({ id }) => id);
    case 'region':
    case 'overlay':
      return model.regions.map(({ id }) => id);
    case 'edgeNode':
      return model.edgeNodes.map(({ id }) => id);
    case 'postgresNode':
      return model.postgres.flatMap(({ nodes }) => nodes.map(({ id }) => id));
    case 'controlPlane':
      return model.controlPlanes.map(({ id }) => id);
    case 'storagePool':
      return model.storagePools.map(({ id }) => id);
    case 'peer':
      return model.overlays.flatMap(({ peers }) => peers.map(({ from, to }) => `${from}>${to}`));
  }
}

/** Series of clusters and regions are stored under their scope: `cluster:euw-a`. */
const SCOPES: Partial<Record<Kind, string>> = { cluster: 'cluster:', region: 'region:', overlay: 'region:' };

/** Kinds of machines: one exporter runs on all of them, so that a query for one kind also finds the others. */
const MACHINES: readonly Kind[] = ['host', 'edgeNode', 'postgresNode'];

/** Which entity of the inventory a name of an answer is. */
export class EntityMatcher {
  readonly ids: readonly string[];
  readonly #known: KnownEntities;
  readonly #others: KnownEntities;
  readonly #scope: string;

  constructor(model: Model, kind: Kind) {
    this.ids = idsOfKind(model, kind);
    this.#known = new KnownEntities(this.ids);
    const others = MACHINES.includes(kind) ? MACHINES.filter((other) => other !== kind) : [];
    this.#others = new KnownEntities(others.flatMap((other) => idsOfKind(model, other)));
    this.#scope = SCOPES[kind] ?? '';
  }

  /** The inventory's id for a name; `null` when it has none of this kind. */
  idOf(name: string): string | null {
    return this.#known.match(name);
  }

  /**
   * The entity a name's samples are stored under, and whether the inventory knows it; a name it does not know is kept as it
   * is. `null`: the inventory knows it as a machine of another kind, so that it is not meant.
   */
  stored(name: string): { readonly entity: string; readonly matched: boolean } | null {
    const id = this.idOf(name);
    if (id === null && this.#others.match(name) !== null) return null;
    return { entity: `${this.#scope}${id ?? name}`, matched: id !== null };
  }
}
