import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { rankVectors, type ClusterFleet } from './cluster-fleet.ts';
import { demandOf, demandQuanta, DIMENSIONS } from './demand.ts';

/** The demand vector of every flavor of a model under a policy, in quanta. */
export class FlavorVectors {
  readonly indexOf = new Map<string, number>();
  readonly ids: string[] = [];
  readonly quanta: number[][] = [];

  constructor(model: Model, policy: Policy) {
    for (const flavor of model.flavors) {
      this.indexOf.set(flavor.id, this.ids.length);
      this.ids.push(flavor.id);
      this.quanta.push(demandOf(flavor, model.overhead, policy.cpuOvercommit).map(demandQuanta));
    }
  }
}

type ClassParts = Pick<
  ClusterFleet,
  | 'vectorCount'
  | 'vectors'
  | 'vectorRank'
  | 'vectorFlavor'
  | 'classVector'
  | 'classTier'
  | 'tierGroup'
  | 'tierMax'
  | 'groupNames'
  | 'groupTiers'
>;

/**
 * Numbers the classes of one cluster while its microVMs are read. A spread group may be stated with different
 * `maxPerHost` by different rows (*tiers*); then each row's own limit holds for hosts it stands on.
 */
export class ClassIndex {
  private readonly flavors: FlavorVectors;
  private readonly spread: boolean;
  private readonly vectorByKey = new Map<string, number>();
  private readonly vectorByFlavor: number[] = [];
  private readonly vectors: number[] = [];
  private readonly vectorFlavor: string[] = [];
  private readonly groupByName = new Map<string, number>();
  private readonly groupNames: string[] = [];
  private readonly groupTiers: number[][] = [];
  private readonly tierGroup: number[] = [];
  private readonly tierMax: number[] = [];
  private readonly classes = new Map<number, number>();
  private readonly classVector: number[] = [];
  private readonly classTier: number[] = [];

  constructor(flavors: FlavorVectors, spread: boolean) {
    this.flavors = flavors;
    this.spread = spread;
  }

  /** Continues the numbering of a cluster that is already built; existing numbers stay. */
  static from(cluster: ClusterFleet, flavors: FlavorVectors, spread: boolean): ClassIndex {
    const index = new ClassIndex(flavors, spread);
    for (let v = 0; v < cluster.vectorCount; v += 1) {
      const vector = Array.from(cluster.vectors.subarray(v * DIMENSIONS, (v + 1) * DIMENSIONS));
      index.vectorByKey.set(vector.join(), v);
      index.vectors.push(...vector);
      index.vectorFlavor.push(cluster.vectorFlavor[v] ?? '');
    }
    cluster.groupNames.forEach((name, g) => {
      index.groupByName.set(name, g);
      index.groupNames.push(name);
      index.groupTiers.push([...(cluster.groupTiers[g] ?? [])]);
    });
    index.tierGroup.push(...cluster.tierGroup);
    index.tierMax.push(...cluster.tierMax);
    cluster.classVector.forEach((vector, c) => {
      const tier = cluster.classTier[c] ?? -1;
      index.classes.set(vector * 4294967296 + tier + 1, c);
      index.classVector.push(vector);
      index.classTier.push(tier);
    });
    return index;
  }

  /** The class of a microVM row; throws if its flavor is not in the model (the parser refuses such models). */
  classOf(flavor: string, spreadGroup: string | null, maxPerHost: number): number {
    const flavorIndex = this.flavors.indexOf.get(flavor);
    if (flavorIndex === undefined) throw new Error(`no flavor ${flavor} in the model`);
    const vector = this.vectorByFlavor[flavorIndex] ?? this.vectorOf(flavorIndex);
    const tier = spreadGroup === null || !this.spread ? -1 : this.tierOf(spreadGroup, maxPerHost);
    const key = vector * 4294967296 + tier + 1;
    let found = this.classes.get(key);
    if (found === undefined) {
      found = this.classVector.length;
      this.classes.set(key, found);
      this.classVector.push(vector);
      this.classTier.push(tier);
    }
    return found;
  }

  parts(): ClassParts {
    const vectors = Float64Array.from(this.vectors);
    const vectorCount = vectors.length / DIMENSIONS;
    return {
      vectorCount,
      vectors,
      vectorRank: rankVectors(vectors, vectorCount),
      vectorFlavor: this.vectorFlavor,
      classVector: Int32Array.from(this.classVector),
      classTier: Int32Array.from(this.classTier),
      tierGroup: Int32Array.from(this.tierGroup),
      tierMax: Int32Array.from(this.tierMax),
      groupNames: this.groupNames,
      groupTiers: this.groupTiers,
    };
  }

  private vectorOf(flavorIndex: number): number {
    const quanta = this.flavors.quanta[flavorIndex] ?? [];
    const key = quanta.join();
    let vector = this.vectorByKey.get(key);
    if (vector === undefined) {
      vector = this.vectorFlavor.length;
      this.vectorByKey.set(key, vector);
      this.vectors.push(...quanta);
      this.vectorFlavor.push(this.flavors.ids[flavorIndex] ?? '');
    }
    this.vectorByFlavor[flavorIndex] = vector;
    return vector;
  }

  private tierOf(name: string, maxPerHost: number): number {
    let group = this.groupByName.get(name);
    if (group === undefined) {
      group = this.groupNames.length;
      this.groupByName.set(name, group);
      this.groupNames.push(name);
      this.groupTiers.push([]);
    }
    const tiers = this.groupTiers[group] ?? [];
    for (const tier of tiers) if (this.tierMax[tier] === maxPerHost) return tier;
    const tier = this.tierMax.length;
    this.tierMax.push(maxPerHost);
    this.tierGroup.push(group);
    tiers.push(tier);
    return tier;
  }
}
