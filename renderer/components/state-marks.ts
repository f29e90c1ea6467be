import type { SurvivalVerdict } from '../../shared/placement/outcome.ts';
import type { ShownState } from '../../shared/view/shown-state.ts';
import type { StatusMark } from './status-drawings.tsx';

export const STATE_MARKS: Readonly<Record<ShownState, StatusMark>> = {
  holds: 'ok',
  close: 'watch',
  missed: 'breach',
  'not-measured': 'unknown',
  'no-target': 'unknown',
};

export const SURVIVAL_MARKS: Readonly<Record<SurvivalVerdict, StatusMark>> = {
  survives: 'ok',
  'survives-repacked': 'repacked',
  fails: 'breach',
  undecided: 'undecided',
};
