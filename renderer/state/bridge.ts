import type { Bridge } from '../../shared/ipc/bridge.ts';

declare global {
  interface Window {
    readonly headroom: Bridge<File>;
  }
}

/** The one door to the main process. Never rejects: a failure is an answer with a code and a sentence. */
export function bridge(): Bridge<File> {
  return window.headroom;
}
