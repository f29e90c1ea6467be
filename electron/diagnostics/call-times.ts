/** How long the answers to one kind of request took, in milliseconds. */
export interface CallTime {
  readonly channel: string;
  readonly count: number;
  /** Of the last `REMEMBERED` ones. */
  readonly medianMs: number;
  readonly largestMs: number;
}

const REMEMBERED = 64;

interface Tally {
  count: number;
  largestMs: number;
  readonly last: number[];
}

/** Durations of requests since the start, by kind; a few numbers each, whatever the number of calls. */
export class CallTimes {
  readonly #tallies = new Map<string, Tally>();

  add(channel: string, ms: number): void {
    const tally = this.#tallies.get(channel) ?? { count: 0, largestMs: 0, last: [] };
    tally.last[tally.count % REMEMBERED] = ms;
    tally.count += 1;
    tally.largestMs = Math.max(tally.largestMs, ms);
    this.#tallies.set(channel, tally);
  }

  /** Slowest first. */
  list(): readonly CallTime[] {
    const rounded = (ms: number): number => Math.round(ms * 10) / 10;
    return [...this.#tallies.entries()]
      .map(([channel, { count, largestMs, last }]) => ({
        channel,
        count,
        medianMs: rounded(last.toSorted((a, b) => a - b)[last.length >> 1] ?? 0),
        largestMs: rounded(largestMs),
      }))
      .sort((a, b) => b.largestMs - a.largestMs);
  }
}
