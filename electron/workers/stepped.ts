import { setImmediate as nextTurn } from 'node:timers/promises';
import { Refusal } from '../refusal.ts';

/** A search looks for a cancellation and tells its progress about this often. */
const BREATH_MS = 50;

/** A step longer than this, or a search longer than `LONG_MS`, is told that it has tried enough. */
const SLOW_MS = 1500;
const LONG_MS = 8000;

/**
 * Runs a search that yields how far it is to its end, letting messages in between. A search that can be cut short hears
 * when it has become slow; others do not listen.
 * @throws Refusal `cancelled`.
 */
export async function stepped<Answer>(
  search: Generator<number, Answer, boolean | undefined>,
  signal: AbortSignal,
  clock: () => number,
  tell: (done: number) => void = () => {},
): Promise<Answer> {
  const began = clock();
  let breath = began;
  let isSlow = false;
  for (;;) {
    const started = clock();
    const { done, value } = search.next(isSlow);
    if (done === true) return value;
    isSlow = clock() - started > SLOW_MS || clock() - began > LONG_MS;
    if (clock() - breath < BREATH_MS) continue;
    tell(value);
    await nextTurn();
    if (signal.aborted) throw new Refusal('cancelled', 'The search was cancelled.');
    breath = clock();
  }
}
