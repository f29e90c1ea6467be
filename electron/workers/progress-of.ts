import type { Progress } from '../../shared/ipc/notice.ts';

/** What a long task says of itself: its rate over all of it so far, and the rest at that rate. */
export function progressOf(
  unit: Progress['unit'],
  done: number,
  total: number,
  seconds: number,
): Omit<Progress, 'task' | 'kind'> {
  const ratePerSecond = seconds > 0 ? done / seconds : null;
  return {
    done,
    total,
    unit,
    ratePerSecond,
    remainingSeconds: ratePerSecond === null || ratePerSecond === 0 ? null : (total - done) / ratePerSecond,
    detail: null,
  };
}
