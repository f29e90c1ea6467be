import type { Domain } from '../assess/constraint.ts';
import { returns } from './channel.ts';
import { nothing } from './requests.ts';

/** Constraints of one resource that cannot be computed, and for want of what. */
export interface UnmeasuredResource {
  readonly domain: Domain;
  readonly resource: string;
  readonly scopes: readonly string[];
  readonly missing: readonly {
    readonly label: string;
    /** Where it is entered; `null` where the derivation names no field of the inventory. */
    readonly table: string | null;
    readonly column: string | null;
    /** The first of the entities without it, and how many there are. */
    readonly entities: readonly string[];
    readonly count: number;
  }[];
  /** What the assessment itself says, each once. */
  readonly notes: readonly string[];
}

export interface QualityOverview {
  readonly revision: number;
  readonly constraints: number;
  readonly unmeasured: readonly UnmeasuredResource[];
}

export const qualityChannels = {
  /** What is not measured on the baseline, and which field or metric would tell. */
  'quality:overview': returns<QualityOverview>()(nothing, ['no-workspace', 'bad-input']),
};
