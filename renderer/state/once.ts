const running = new Set<string>();

/**
 * Does something, unless the very same is being done: a second press before the answer means the first.
 *
 * @param act names it, with what it is done to.
 * @returns `null`: it is being done already.
 */
export async function once<Answer>(act: string, work: () => Promise<Answer>): Promise<Answer | null> {
  if (running.has(act)) return null;
  running.add(act);
  try {
    return await work();
  } finally {
    running.delete(act);
  }
}
