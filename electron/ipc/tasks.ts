import { Refusal } from '../refusal.ts';

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
