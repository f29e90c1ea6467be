/** What of Electron's `app` quitting needs; a fake in tests. */
interface Application {
  on(event: 'will-quit', listener: (event: { preventDefault(): void }) => void): unknown;
  quit(): void;
  /** Ends the process at once, whatever its threads wait for. */
  kill(): void;
  relaunch(options: { args: string[] }): void;
}

interface Quitting {
  /**
   * Takes a start that comes while this process ends; `false`: it does not end. Such a start found this process still there,
   * handed over its arguments and ended: it gets a process of its own once this one is gone, instead of a window that goes
   * with it. Of several the last one counts.
   */
  startLater(args: readonly string[]): boolean;
}

/** How the process may end. `stuck`: something waits for a disk that does not answer, and the process would with it. */
export type End = 'free' | 'stuck';

/** Holds quitting back until `end` has brought the workspace home, which may take seconds after the window has gone. */
export function quitOnlyAfter(app: Application, end: () => Promise<End>): Quitting {
  let state: 'running' | 'ending' | 'ended' = 'running';
  let later: readonly string[] | null = null;
  app.on('will-quit', (event) => {
    if (state === 'ended') return;
    event.preventDefault();
    if (state === 'ending') return;
    state = 'ending';
    const ended = (how: End): void => {
      state = 'ended';
      if (later !== null) app.relaunch({ args: [...later] });
      if (how === 'stuck') app.kill();
      else app.quit();
    };
    end().then(ended, () => ended('free'));
  });
  return {
    startLater(args) {
      if (state === 'running') return false;
      if (state === 'ended' && later === null) app.relaunch({ args: [...args] });
      later = args;
      return true;
    },
  };
}

/** How long the end waits for files this process has asked for, ms: longer than a disk that wakes up. */
const FILES_MS = 5000;
const LOOK_MS = 50;

/** Whether every file that was asked for has answered. One that has not holds a thread for which the process would wait. */
export async function filesAnswer(
  pending: () => readonly string[] = () => process.getActiveResourcesInfo(),
  limitMs = FILES_MS,
): Promise<boolean> {
  const isWaiting = (): boolean => pending().some((kind) => kind.startsWith('FSReq'));
  for (let waitedMs = 0; isWaiting(); waitedMs += LOOK_MS) {
    if (waitedMs >= limitMs) return false;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return true;
}
