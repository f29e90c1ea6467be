import type { MenuCommand } from '../../shared/ipc/notice.ts';
import { chooseFiles } from '../state/import-store.ts';
import { useView } from '../state/view-store.ts';
import {
  closeWorkspace,
  createWorkspace,
  openSample,
  openWorkspace,
  saveCopy,
  setTheme,
} from '../state/workspace-store.ts';
import { exportActive, redoAnywhere, saveScenario, undoAnywhere } from './commands.ts';

const COMMANDS: Readonly<Record<MenuCommand, () => void>> = {
  palette: () => useView.getState().show('palette'),
  shortcuts: () => useView.getState().show('shortcuts'),
  undo: undoAnywhere,
  redo: redoAnywhere,
  'new-workspace': () => void createWorkspace(),
  'open-workspace': () => void openWorkspace(),
  'open-sample': () => void openSample(),
  'close-workspace': () => void closeWorkspace(),
  'save-copy': () => void saveCopy(),
  'save-scenario': saveScenario,
  import: () => void chooseFiles(),
  export: exportActive,
  'theme-system': () => void setTheme('system'),
  'theme-light': () => void setTheme('light'),
  'theme-dark': () => void setTheme('dark'),
};

const SAME_KEYSTROKE_MS = 80;
type Source = 'page' | 'menu';
let last: { readonly command: MenuCommand; readonly from: Source; readonly atMs: number } | null = null;

/**
 * Runs a command of the menu or of its key. Where the system hands one keystroke to the page and to the menu as well, it
 * still acts once; two presses that come the same way act twice, however fast.
 */
export function runMenuCommand(command: MenuCommand, from: Source): void {
  const atMs = performance.now();
  const isEcho = last?.command === command && last.from !== from && atMs - last.atMs < SAME_KEYSTROKE_MS;
  if (isEcho) return;
  last = { command, from, atMs };
  COMMANDS[command]();
}
