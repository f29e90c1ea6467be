import type { Constraint } from '../assess/constraint.ts';
import { isSetting, limitShare } from './limit-scale.ts';

/** How a constraint is shown. `close` is a way of showing the verdict `ok`: within 5% of the limit. */
export type ShownState = 'holds' | 'close' | 'missed' | 'not-measured' | 'no-target';

const CLOSE_FROM_SHARE = 0.95;

export const STATE_WORDS: Readonly<Record<ShownState, string>> = {
  holds: 'Holds',
  close: 'Close',
  missed: 'Missed',
  'not-measured': 'Not measured',
  'no-target': 'No target',
};

/** The state a constraint is shown in. A verdict that is not a place on a scale (survival) is never close. */
export function shownState(constraint: Constraint): ShownState {
  switch (constraint.verdict) {
    case 'breach':
      return 'missed';
    case 'not-measured':
      return 'not-measured';
    case 'no-target':
      return 'no-target';
    case 'ok': {
      const share = limitShare(constraint);
      return share !== null && share >= CLOSE_FROM_SHARE && !isSetting(constraint) ? 'close' : 'holds';
    }
  }
}
