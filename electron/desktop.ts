import { app, dialog, nativeTheme, screen, shell, type BrowserWindow, type FileFilter } from 'electron';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Desktop } from './ipc/session.ts';
import { OneDialog } from './one-dialog.ts';
import { Refusal } from './refusal.ts';
import { isOutsideLink } from './security.ts';
import type { WindowStateFile } from './window-state.ts';

const NOTICES = 'LICENSES.chromium.html';
const WORKSPACE: FileFilter = { name: 'Headroom workspace', extensions: ['headroom'] };
const JSON_FILE: FileFilter = { name: 'JSON', extensions: ['json'] };
const RULES: FileFilter = { name: 'Prometheus rules', extensions: ['yml', 'yaml'] };
const ANY_FILE: FileFilter = { name: 'All files', extensions: ['*'] };
const DATA: FileFilter[] = [
  {
    name: 'Metrics and inventory',
    extensions: ['csv', 'tsv', 'txt', 'json', 'jsonl', 'om', 'prom', 'gz', 'zip'],
  },
  { name: 'All files', extensions: ['*'] },
];

/** Dialogs and system services behind one interface, so that handlers can be tested without a screen. */
export function createDesktop(window: () => BrowserWindow | null, state: WindowStateFile): Desktop {
  const dialogs = new OneDialog();
  const open = async (
    filters: FileFilter[],
    properties: Electron.OpenDialogOptions['properties'] = ['openFile'],
  ): Promise<readonly string[]> => {
    const options: Electron.OpenDialogOptions = {
      filters,
      ...(properties === undefined ? {} : { properties }),
    };
    const parent = window();
    const { filePaths } = await dialogs.show(
      () => (parent === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(parent, options)),
      { canceled: true, filePaths: [] },
    );
    return filePaths;
  };
  const save = async (filter: FileFilter, defaultPath: string): Promise<string | null> => {
    const options: Electron.SaveDialogOptions = { filters: [filter], defaultPath };
    const parent = window();
    const answer = await dialogs.show(
      () => (parent === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(parent, options)),
      { canceled: true, filePath: '' },
    );
    return answer.canceled || answer.filePath === '' ? null : answer.filePath;
  };
  return {
    askOpenWorkspace: async () => (await open([WORKSPACE]))[0] ?? null,
    askSaveWorkspace: (suggestedName) => save(WORKSPACE, suggestedName),
    askOpenData: () => open(DATA, ['openFile', 'multiSelections']),
    askOpenFolder: () => open([], ['openDirectory']),
    askOpenJson: async () => (await open([JSON_FILE]))[0] ?? null,
    askSaveJson: (suggestedName) => save(JSON_FILE, suggestedName),
    askSaveData: (suggestedName) => save(ANY_FILE, suggestedName),
    askSaveRules: (suggestedName) => save(RULES, suggestedName),
    printPage: async (html, foot) => (await import('./documents/print-page.ts')).printPage(html, foot),
    async openLink(url) {
      if (!isOutsideLink(url)) throw new Refusal('bad-request', 'Only https links can be opened.');
      await shell.openExternal(url);
    },
    async openNotices() {
      // Beside the executable on Windows and Linux, among the resources on a Mac.
      const places = [dirname(process.execPath), process.resourcesPath];
      const found = places.map((place) => join(place, NOTICES)).find((file) => existsSync(file));
      if (found === undefined) throw new Refusal('not-found', `${NOTICES} is not beside the application.`);
      const refusal = await shell.openPath(found);
      if (refusal !== '') throw new Refusal('not-found', `${found} could not be opened: ${refusal}`);
    },
    theme: () => nativeTheme.themeSource,
    setTheme(theme) {
      nativeTheme.themeSource = theme;
      state.write({ ...state.read(), theme });
    },
    versions: {
      app: app.getVersion(),
      electron: process.versions.electron,
      chrome: process.versions.chrome,
      node: process.versions.node,
    },
    platform: process.platform,
    windowFacts: () => {
      const { bounds, maximized, theme } = state.read();
      return {
        theme,
        bounds: bounds ?? null,
        maximized,
        zoomFactor: window()?.webContents.getZoomFactor() ?? null,
        highContrast: nativeTheme.shouldUseHighContrastColors,
        displays: screen.getAllDisplays().map(({ size, scaleFactor }) => ({ ...size, scaleFactor })),
      };
    },
  };
}
