import type { Writable } from 'node:stream';

/** Where a command writes: results to `out`, messages to `say`. */
export interface Terminal {
  /** Waits for the reader, so that large results need no memory. @throws file errors as Node's. */
  out(text: string): Promise<void>;
  /** One line on standard error. */
  say(line: string): void;
  /** A line that is overwritten by the next one; nothing where standard error is not a terminal. */
  progress(line: string): void;
}

const CLEAR_LINE = '\r\u001B[2K';

/**
 * A terminal over two streams. A reader of the results that went away (`| head`) is no error: writing just ends. Results that
 * cannot be written otherwise (`> FILE` on a full disk) end the command; messages nobody can read are let go.
 */
export function terminalOf(
  stdout: Writable,
  stderr: Writable & { readonly isTTY?: boolean },
  onReaderGone: () => void,
): Terminal {
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') onReaderGone();
  });
  stderr.on('error', () => undefined);
  let shown = false;
  const clear = (): string => {
    const text = shown ? CLEAR_LINE : '';
    shown = false;
    return text;
  };
  return {
    out: (text) =>
      new Promise((resolve, reject) => {
        stdout.write(text, (error) => {
          if (error == null) resolve();
          else reject(Object.assign(error, { path: 'standard output' }));
        });
      }),
    say: (line) => void stderr.write(`${clear()}${line}\n`),
    progress(line) {
      if (stderr.isTTY !== true) return;
      stderr.write(`${CLEAR_LINE}${line}`);
      shown = line !== '';
    },
  };
}
