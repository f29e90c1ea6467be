import { dialog, type BrowserWindow } from 'electron';

// Read only when something is wrong with the page: the window itself cannot say it then.

const SAFE = 'The workspace is safe: every change was saved as it was made.';
/** Windows whose page is being ended on purpose, to be loaded again. */
const ended = new WeakSet<BrowserWindow>();

/** The page ended by itself: says so, and loads it again or closes the window, as the person says. */
export async function offerReload(window: BrowserWindow): Promise<void> {
  if (ended.has(window)) return;
  window.show();
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    title: 'Headroom',
    message: 'This window stopped working.',
    detail: `${SAFE} What was typed and not saved is gone, and what was being computed, imported or written has been stopped.`,
    buttons: ['Reload', 'Close Headroom'],
    defaultId: 0,
    cancelId: 0,
  });
  if (window.isDestroyed()) return;
  if (response === 0) window.webContents.reload();
  else window.close();
}

/** The page answers nothing: says so, until it answers again or the person has it loaded anew. */
export async function offerWait(window: BrowserWindow): Promise<void> {
  const again = new AbortController();
  const answers = (): void => again.abort();
  window.once('responsive', answers);
  try {
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      title: 'Headroom',
      message: 'This window does not answer.',
      detail: `${SAFE} It may answer again if you wait. Loading it again loses what was typed and not saved.`,
      buttons: ['Wait', 'Reload'],
      defaultId: 0,
      cancelId: 0,
      signal: again.signal,
    });
    if (response === 1 && !window.isDestroyed()) loadAnew(window);
  } finally {
    window.off('responsive', answers);
  }
}

/** A page that is busy hears nothing: its process is ended, and another one loads it. */
function loadAnew(window: BrowserWindow): void {
  const { webContents } = window;
  ended.add(window);
  webContents.once('render-process-gone', () => {
    setImmediate(() => {
      ended.delete(window);
      if (!window.isDestroyed()) webContents.reload();
    });
  });
  webContents.forcefullyCrashRenderer();
}
