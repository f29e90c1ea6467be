import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Where a command writes: results to `out`, messages to `say`. */
export interface Terminal {
  /** Waits where the reader is slower than we are, so that large results need no memory. */
  out(text: string): Promise<void>;
  /** One line on standard error. */
  say(line: string): void;
  /** A line that is overwritten by the next one; nothing where standard error is not a terminal. */
  progress(line: string): void;
}

const CLEAR_LINE = '\r\u001B[2K';

/** A terminal over two streams. A reader that went away (`| head`) is no error: writing just ends. */
export function terminalOf(
  stdout: Writable,
  stderr: Writable & { readonly isTTY?: boolean },
  onReaderGone: () => void,
): Terminal {
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    onReaderGone();
  });
  let shown = false;
  const clear = (): string => {
    const text = shown ? CLEAR_LINE : '';
    shown = false;
    return text;
  };
  return {
    async out(text) {
      if (!stdout.write(text)) await once(stdout, 'drain');
    },
    say: (line) => void stderr.write(`${clear()}${line}\n`),
    progress(line) {
      if (stderr.isTTY !== true) return;
      stderr.write(`${CLEAR_LINE}${line}`);
      shown = line !== '';
    },
  };
}
