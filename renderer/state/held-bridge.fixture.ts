import { vi } from 'vitest';

/** A question that waits for the test to answer it. */
interface Held {
  readonly channel: string;
  readonly request: Readonly<Record<string, unknown>>;
  /** Answers, and waits until what follows from it has been done. */
  readonly answer: (reply: unknown) => Promise<void>;
}

export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
export const ok = (value: unknown) => ({ ok: true, value });
export const refused = (message: string, code = 'bad-input') => ({ ok: false, code, message });

/** A main process that answers when the test says so. */
export class HeldBridge {
  readonly asked: Held[] = [];

  constructor() {
    vi.stubGlobal('window', { headroom: this });
  }

  readonly invoke = (channel: string, request: Readonly<Record<string, unknown>> = {}): Promise<unknown> =>
    new Promise((resolve) => {
      const answer = async (reply: unknown): Promise<void> => {
        resolve(reply);
        await settled();
      };
      this.asked.push({ channel, request, answer });
    });

  /** The oldest question of a channel that waits. */
  next(channel: string): Held {
    const at = this.asked.findIndex((held) => held.channel === channel);
    const [held] = at < 0 ? [] : this.asked.splice(at, 1);
    if (held === undefined) throw new Error(`${channel} was not asked`);
    return held;
  }
}
