import type { ElectronApplication } from '@playwright/test';
import type { ChannelName } from '../shared/ipc/contract.ts';

/** What every refused question is told. */
export const REFUSAL = 'The drive does not answer.';

/**
 * Makes the main process refuse the questions of some channels, as it does where a drive is gone; all others are answered as
 * ever. An empty list ends it.
 */
export async function refuseQuestions(
  app: ElectronApplication,
  channels: readonly ChannelName[],
): Promise<void> {
  await app.evaluate(
    ({ ipcMain }, { refused, message }) => {
      type Handler = (event: unknown, channel: unknown, request: unknown) => unknown;
      const wire = 'headroom:invoke';
      const shared = globalThis as { answered?: Handler | undefined };
      // Electron keeps the handlers of a page's questions here; the real one is put aside once.
      // oxlint-disable-next-line no-underscore-dangle -- there is no public way to a handler that is set
      const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, Handler> })._invokeHandlers;
      shared.answered ??= handlers.get(wire);
      const real = shared.answered;
      handlers.set(wire, (event, channel, request) =>
        refused.some((name) => name === channel)
          ? { ok: false, code: 'io', message }
          : real?.(event, channel, request),
      );
    },
    { refused: channels, message: REFUSAL },
  );
}
