/**
 * Runs tasks with at most `width` under way and hands their results out in order: later ones are fetched while earlier
 * ones are still being written, and no more than `width` results wait. A task that throws ends the walk with its error,
 * after those under way have ended.
 */
export async function* inOrder<T, R>(
  tasks: Iterable<T>,
  width: number,
  work: (task: T) => Promise<R>,
): AsyncGenerator<{ readonly task: T; readonly result: R }> {
  const waiting: { readonly task: T; readonly result: Promise<R> }[] = [];
  const iterator = tasks[Symbol.iterator]();
  const fill = (): void => {
    while (waiting.length < width) {
      const next = iterator.next();
      if (next.done === true) return;
      const result = work(next.value);
      result.catch(() => undefined); // heard when its turn comes
      waiting.push({ task: next.value, result });
    }
  };
  try {
    for (fill(); ; fill()) {
      const first = waiting.shift();
      if (first === undefined) return;
      yield { task: first.task, result: await first.result };
    }
  } finally {
    await Promise.allSettled(waiting.map(({ result }) => result));
  }
}
