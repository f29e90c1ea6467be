import { app, BrowserWindow } from 'electron';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A page of our own as PDF: in a hidden, sandboxed window that runs no script and loads nothing else, A4 by the page's own
 * print styles, `foot` at the foot of each page.
 */
export async function printPage(html: string, foot: string): Promise<Uint8Array> {
  const folder = await mkdtemp(join(app.getPath('temp'), 'headroom-print-'));
  const window = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
  });
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  window.webContents.on('will-navigate', (event) => event.preventDefault());
  try {
    // A file, because addresses that hold their own page end at two megabytes.
    const path = join(folder, 'page.html');
    await writeFile(path, html);
    await window.loadFile(path);
    return await window.webContents.printToPDF({
      pageSize: 'A4',
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: foot,
      margins: { top: 0.6, bottom: 0.75, left: 0.55, right: 0.55 },
    });
  } finally {
    window.destroy();
    await rm(folder, { recursive: true, force: true });
  }
}

/** For the command line, which has no window: `page.html` and `foot.html` of a folder become its `page.pdf`; then it ends. */
export async function printFolder(folder: string): Promise<void> {
  // The page's window is closed before its file is written; that is not the end yet.
  app.on('window-all-closed', () => undefined);
  try {
    const [html, foot] = await Promise.all(
      ['page.html', 'foot.html'].map((name) => readFile(join(folder, name), 'utf8')),
    );
    await writeFile(join(folder, 'page.pdf'), await printPage(html ?? '', foot ?? ''));
    app.exit(0);
  } catch {
    app.exit(1);
  }
}
