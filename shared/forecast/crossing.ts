/** When a projected line first misses its target, and when the two edges of its interval do. Days are day numbers. */
export interface Crossing {
  /** First day the line misses the target; `null` beyond the horizon. */
  readonly date: number | null;
  /** The target is missed on the last complete day already; `date` is then that day. */
  readonly already: boolean;
  /** The same for the interval's pessimistic and optimistic edges; `null` beyond the horizon. */
  readonly early: number | null;
  readonly late: number | null;
}

export interface CrossingQuestion {
  readonly lastDay: number;
  readonly horizonDays: number;
  /** The measured value on `lastDay`. */
  readonly now: number;
  /** The verdict's own comparison with that day's capacity: does this demand miss the target on this day? */
  readonly misses: (demand: number, day: number) => boolean;
  readonly line: (day: number) => number;
  readonly pessimistic: (day: number) => number;
  readonly optimistic: (day: number) => number;
}

/**
 * The crossing of MODEL.md section 8: lines run over lastDay + 1 … lastDay + horizon. Whether the target is missed
 * *already* is a question of fact, so it is asked of the measured peak of the last complete day, not of the line; the early
 * edge is then that day too, while the late edge still says when even the optimistic bound misses.
 */
export function findCrossing(question: CrossingQuestion): Crossing {
  const { lastDay, horizonDays, misses } = question;
  const first = (line: (day: number) => number): number | null => {
    for (let day = lastDay + 1; day <= lastDay + horizonDays; day += 1)
      if (misses(line(day), day)) return day;
    return null;
  };
  const already = misses(question.now, lastDay);
  return {
    date: already ? lastDay : first(question.line),
    already,
    early: already ? lastDay : first(question.pessimistic),
    late: first(question.optimistic),
  };
}
