import type { ElectronApplication } from '@playwright/test';
import { WIRE } from '../electron/ipc/wire.ts';

/**
 * How long the window waits for each answer beyond what it takes: `HEADROOM_LATE_MS=400 npm test -- --e2e`. On a slow
 * machine every journey must still wait for what it needs; this makes a fast one as slow to answer, each time alike.
 */
const LATE_MS = Number(process.env['HEADROOM_LATE_MS'] ?? 0);

/** Asked over and over until everything is looked through: late each time, it would only take longer. */
const IN_PIECES = 'series:quality';

/** Electron keeps its handlers here; it offers no way to ask for one. */
interface HandlersOfElectron {
  readonly _invokeHandlers: Map<string, (...request: readonly unknown[]) => unknown>;
}

/** Holds back everything the main process answers from now on. */
export async function answerLate(app: ElectronApplication): Promise<void> {
  if (LATE_MS === 0) return;
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
