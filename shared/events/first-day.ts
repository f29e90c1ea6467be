/**
 * The first whole number of days from 0 to `horizon` on which `missed` holds, for a condition that once true stays true;
 * `null` if it never does. Asks about log₂(horizon) times.
 */
export function firstDay(horizon: number, missed: (days: number) => boolean): number | null {
  if (missed(0)) return 0;
  if (!missed(horizon)) return null;
  let clear = 0;
  let reached = horizon;
  while (reached - clear > 1) {
    const middle = Math.floor((clear + reached) / 2);
    if (missed(middle)) reached = middle;
    else clear = middle;
  }
  return reached;
}
