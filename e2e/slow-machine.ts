import type { ElectronApplication, Page } from '@playwright/test';
import { WIRE } from '../electron/ipc/wire.ts';

/**
 * How long the window waits for each answer, timer and frame beyond what it takes: `HEADROOM_LATE_MS=400 npm test -- --e2e`.
 * On a slow machine every journey must still wait for what it needs; this makes a fast one as slow, each time alike.
 */
const LATE_MS = Number(process.env['HEADROOM_LATE_MS'] ?? 0);

/** Asked over and over until everything is looked through: late each time, it would only take longer. */
const IN_PIECES = 'series:quality';

/** Electron keeps its handlers here; it offers no way to ask for one. */
interface HandlersOfElectron {
  readonly _invokeHandlers: Map<string, (...request: readonly unknown[]) => unknown>;
}

/** Holds back everything the main process answers from now on. */
async function answerLate(app: ElectronApplication): Promise<void> {
  await app.evaluate(
    ({ ipcMain }, { channel, lateMs, inPieces }) => {
      // oxlint-disable-next-line no-underscore-dangle -- there is no public way to a handler that is set
      const handlers = (ipcMain as unknown as HandlersOfElectron)._invokeHandlers;
      const answer = handlers.get(channel);
      if (answer === undefined) throw new Error(`nobody answers on ${channel}`);
      handlers.set(channel, async (...request) => {
        const reply = await answer(...request);
        if (request[1] === inPieces) return reply;
        await new Promise((resolve) => setTimeout(resolve, lateMs));
        return reply;
      });
    },
    { channel: WIRE.invoke, lateMs: LATE_MS, inPieces: IN_PIECES },
  );
}

/** Runs in the page. What waits for a moment there (a hand at rest, the focus that goes back) waits longer. */
function makeTimersLate(lateMs: number): void {
  const wait = window.setTimeout.bind(window);
  const draw = window.requestAnimationFrame.bind(window);
  const frames = new Set<number>();
  let asked = 0;
  Object.assign(window, {
    setTimeout: (act: (...given: unknown[]) => void, delay = 0, ...given: unknown[]) =>
      wait(() => act(...given), delay > 0 ? delay + lateMs : 0),
    requestAnimationFrame: (paint: FrameRequestCallback) => {
      const mine = ++asked;
      frames.add(mine);
      // A picture is a tenth of it late: what is drawn step by step would take minutes else.
      draw(() => void wait(() => frames.delete(mine) && paint(performance.now()), lateMs / 10));
      return mine;
    },
    cancelAnimationFrame: (frame: number) => void frames.delete(frame),
  });
}

export async function beSlow(app: ElectronApplication, page: Page): Promise<void> {
  if (LATE_MS === 0) return;
  await answerLate(app);
  await page.addInitScript(makeTimersLate, LATE_MS);
  await page.evaluate(makeTimersLate, LATE_MS);
}
