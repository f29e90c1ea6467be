import { useEffect } from 'react';
import { loadApp, useWorkspace } from '../state/workspace-store.ts';
import { StartScreen } from '../screens/start/StartScreen.tsx';
import { useImport } from '../state/import-store.ts';
import { usePolicyFile } from '../state/policy-file-store.ts';
import { DiagnosticsDialog } from './DiagnosticsDialog.tsx';
import { DropTarget } from './DropTarget.tsx';
import { LicencesDialog } from './LicencesDialog.tsx';
import { Gallery, ImportDialog, PolicyFileDialog } from './parts.ts';
import { RecoveryDialog } from './RecoveryDialog.tsx';
import { Shell } from './Shell.tsx';
import { Toasts } from './Toasts.tsx';
import { useOnceWanted } from './use-once-wanted.ts';
import { useNotices } from './use-notices.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useAhead, useRevision } from './use-revision.ts';

/**
 * Follows workspace and scenario. Draws nothing and stands beside the screens, so that a new result or a moved slider does
 * not draw the whole window again.
 */
function InStep() {
  useRevision();
  useAhead();
  return null;
}

/** The window: the start screen until a workspace is open, then the shell; dialogs and news lie over both. */
export function App() {
  useEffect(() => void loadApp(), []);
  useNotices();
  useShortcuts();
  const isReady = useWorkspace((state) => state.app !== null || state.startFailure !== null);
  const isOpen = useWorkspace((state) => state.info !== null);
  const imports = useOnceWanted(useImport((state) => state.stage !== 'closed'));
  const loadsPolicy = useOnceWanted(
    usePolicyFile((state) => state.offered !== null || state.failure !== null),
  );
  if (location.hash === '#gallery') {
    return (
      <>
        <Gallery.View />
        <Toasts />
      </>
    );
  }
  if (!isReady) return null;
  return (
    <DropTarget>
      {isOpen ? <Shell /> : <StartScreen />}
      {imports ? <ImportDialog.View /> : null}
      {loadsPolicy ? <PolicyFileDialog.View /> : null}
      <LicencesDialog />
      <DiagnosticsDialog />
      <RecoveryDialog />
      <Toasts />
      <InStep />
    </DropTarget>
  );
}
