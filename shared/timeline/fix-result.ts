import type { Constraint } from '../assess/constraint.ts';
import type { FieldValues } from '../events/definition.ts';

/** The objectives a Postgres failover is judged by (MODEL.md section 7). */
export type FailoverObjective = 'rto' | 'rpo' | 'connections' | 'cpu' | 'converge';

/** Something that does not hold with a scenario: a target, microVMs left without a host, an objective of a failover. */
export type Lack = { readonly key: string } & (
  | { readonly kind: 'target'; readonly constraint: Constraint }
  | {
      readonly kind: 'stranded';
      readonly event: string;
      /** Clusters in which the microVMs were sought a place. */
      readonly clusters: readonly string[];
      readonly microvms: number;
    }
  | {
      readonly kind: 'failover';
      readonly event: string;
      readonly postgres: string;
      readonly objective: FailoverObjective;
    }
);

/** An event that mends something when it stands first in the scenario; it carries no id yet. */
export type FixEvent = { readonly type: string } & FieldValues;

export interface Fix {
  readonly event: FixEvent;
  /** What was missed and holds with the fix, the worst first. */
  readonly mends: readonly Lack[];
  /** Those of them that are targets, as they stand with the fix. */
  readonly targets: readonly Constraint[];
  /** For all that is bought; `null` where no price is known. */
  readonly cost: number | null;
  readonly currency: string | null;
  readonly leadTimeDays: number | null;
}

/** What was tried in vain: the kinds of change, or `null` where no event of a scenario changes what is missed. */
export type Searched =
  | {
      readonly kind: 'hosts';
      readonly clusters: readonly string[];
      readonly skus: number;
      readonly most: number;
    }
  | { readonly kind: 'edge'; readonly region: string; readonly shapes: number; readonly most: number }
  | { readonly kind: 'cores' | 'connections'; readonly postgres: string; readonly most: number }
  | { readonly kind: 'storage'; readonly pool: string }
  | null;

export interface Unmended {
  readonly lack: Lack;
  readonly searched: Searched;
}

export interface FixAnswer {
  /** Each mends what it names, alone; the first mends the worst. */
  readonly fixes: readonly Fix[];
  readonly unmended: readonly Unmended[];
  /** Whether all fixes at once mend all that each mends alone and break nothing else; `null` with fewer than two. */
  readonly together: boolean | null;
  /** Keys of what is missed without the scenario too. */
  readonly missedBefore: readonly string[];
  /** How many scenarios were simulated. */
  readonly tried: number;
}
