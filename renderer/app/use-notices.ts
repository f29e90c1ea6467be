import { useEffect } from 'react';
import { bridge } from '../state/bridge.ts';
import { loadConnections } from '../state/connection-store.ts';
import { takeFiles } from '../state/import-store.ts';
import { useProgress } from '../state/progress-store.ts';
import { tellBackups } from '../state/backup-news.ts';
import { openFailed, useWorkspace, workspaceChanged } from '../state/workspace-store.ts';
import { runMenuCommand } from './run-menu-command.ts';

/** Listens to what the main process says unasked. */
export function useNotices(): void {
  useEffect(() => {
    const stops = [
      bridge().on('workspace-changed', ({ info, reason }) => workspaceChanged(info, reason)),
      bridge().on('progress', (progress) => useProgress.getState().report(progress)),
      bridge().on('connections-changed', () => void loadConnections()),
      bridge().on('menu-command', ({ command }) => runMenuCommand(command, 'menu')),
      bridge().on('files-opened', ({ files }) => void takeFiles(files)),
      bridge().on('backup-failed', (closed) => tellBackups(closed, closed)),
      useWorkspace.subscribe(({ info }) => info !== null && tellBackups(info, info.backups)),
      bridge().on('open-failed', ({ message }) => void openFailed('The file was not opened.', { message })),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
}
