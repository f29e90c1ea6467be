import type { Overhead } from '../model/document.ts';
import type { Unit } from '../units.ts';

export type OverheadKey = Exclude<keyof Overhead, 'source'>;

/** A measured overhead per microVM, offered as the model's value (MODEL.md section 8); `estimate` `null` says why not. */
export interface OverheadOffer {
  readonly key: OverheadKey;
  readonly unit: Unit;
  readonly current: number | null;
  readonly estimate: {
    readonly perMicrovm: number;
    /** Interval at the policy's level. */
    readonly low: number;
    readonly high: number;
    /** Share of the flavors' own figure that is really in use. */
    readonly inUseRatio: number;
    readonly observations: number;
    readonly hosts: number;
    readonly days: number;
    readonly residualStd: number;
  } | null;
  readonly reason: string | null;
}
