import { Refusal } from '../refusal.ts';

/** Remembers which workspace could not be opened last because it is damaged, so that the window never names a path. */
export class Damage {
  #found: { readonly path: string; readonly message: string } | null = null;

  current(): { readonly path: string; readonly message: string } | null {
    return this.#found;
  }

  clear(): void {
    this.#found = null;
  }

  /** A workspace was found to be damaged while it is open. */
  find(found: { readonly path: string; readonly message: string }): void {
    this.#found = found;
  }

  /** Runs what opens the file at a path. @throws what `open` throws. */
  async watch<T>(path: string, open: () => Promise<T>): Promise<T> {
    this.clear();
    try {
      return await open();
    } catch (error) {
      if (error instanceof Refusal && error.code === 'damaged')
        this.#found = { path, message: error.message };
      throw error;
    }
  }
}
