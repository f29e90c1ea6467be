import { useEffect } from 'react';
import type { MenuCommand } from '../../shared/ipc/notice.ts';
import { bridge } from '../state/bridge.ts';
import { chooseFiles, takeFiles } from '../state/import-store.ts';
import { useProgress } from '../state/progress-store.ts';
import { showFailure } from '../state/toast-store.ts';
import { useView } from '../state/view-store.ts';
import {
  closeWorkspace,
  createWorkspace,
  openSample,
  openWorkspace,
  saveCopy,
  setTheme,
  workspaceChanged,
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

/** Listens to what the main process says unasked. */
export function useNotices(): void {
  useEffect(() => {
    const stops = [
      bridge().on('workspace-changed', ({ info, reason }) => workspaceChanged(info, reason)),
      bridge().on('progress', (progress) => useProgress.getState().report(progress)),
      bridge().on('menu-command', ({ command }) => COMMANDS[command]()),
      bridge().on('files-opened', ({ files }) => void takeFiles(files)),
      bridge().on('open-failed', ({ message }) => showFailure('The file was not opened.', { message })),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
}
