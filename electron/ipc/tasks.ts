import { Refusal } from '../refusal.ts';

/**
 * What work comes to, or the refusal `cancelled` as soon as it is cancelled, whatever the work still does: for work that
 * leaves nothing behind. @throws Refusal `cancelled` with `message`.
 */
export function unlessCancelled<T>(work: Promise<T>, signal: AbortSignal, message: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = (): void => reject(new Refusal('cancelled', message));
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
  });
}

/** Long work under the names its callers gave it, so that it can be cancelled by name. */
export class Tasks {
  readonly #running = new Map<string, AbortController>();

  /** Runs work under a name. @throws Refusal `busy` when that name is running. */
  async run<T>(name: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#running.has(name)) throw new Refusal('busy', 'This is already running.');
    const controller = new AbortController();
    this.#running.set(name, controller);
    try {
      return await work(controller.signal);
    } finally {
      this.#running.delete(name);
    }
  }

  isRunning(name: string): boolean {
    return this.#running.has(name);
  }

  /** `false` when nothing of that name runs. */
  cancel(name: string): boolean {
    const controller = this.#running.get(name);
    controller?.abort();
    return controller !== undefined;
  }

  cancelAll(): void {
    for (const controller of this.#running.values()) controller.abort();
  }
}
