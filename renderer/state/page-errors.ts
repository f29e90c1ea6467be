import { bridge } from './bridge.ts';

/** More would be the same fault again and again. */
const MOST = 20;
let noted = 0;

const short = (text: string): string => text.slice(0, 2000);

/** Adds a fault of the page to the last errors a bug report shows. */
export function noteError(error: unknown): void {
  if (noted >= MOST) return;
  noted += 1;
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  void bridge().invoke('diagnostics:note-error', {
    name: short(name),
    message: short(message),
    stack: stack.slice(0, 20_000),
  });
}

/** Faults outside React: handlers, promises nobody waits for. */
export function watchPageErrors(): void {
  window.addEventListener('error', (event) => noteError(event.error));
  window.addEventListener('unhandledrejection', (event) => noteError(event.reason));
}
