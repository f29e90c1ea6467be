import type { FitWindow } from '../../shared/view/fit-window.ts';
import type { FitChoice } from './explain-store.ts';

export interface RecordedStep {
  readonly day: string;
  readonly label: string;
}

interface Chosen {
  /** The days fitted to; `null`: the policy's. */
  readonly window: FitWindow | null;
  readonly steps: readonly RecordedStep[];
  /** A term per weekday is fitted along. */
  readonly weekdays: boolean;
}

/** The fit as it is asked for; `undefined` where nothing differs from the policy's. */
export function fitChoice({ window, steps, weekdays }: Chosen): FitChoice | undefined {
  if (window === null && steps.length === 0 && !weekdays) return undefined;
  return {
    ...(weekdays ? { weekdays } : {}),
    ...(window === null ? {} : { window: { ...window } }),
    ...(steps.length === 0 ? {} : { steps: steps.map((step) => ({ ...step })) }),
  };
}
