import { lazy, Suspense, useEffect } from 'react';
import { loadApp, useWorkspace } from '../state/workspace-store.ts';
import { StartScreen } from '../screens/start/StartScreen.tsx';
import { PolicyFileDialog } from '../screens/assumptions/PolicyFileDialog.tsx';
import { ImportDialog } from '../screens/data/import/ImportDialog.tsx';
import { DiagnosticsDialog } from './DiagnosticsDialog.tsx';
import { DropTarget } from './DropTarget.tsx';
import { LicencesDialog } from './LicencesDialog.tsx';
import { RecoveryDialog } from './RecoveryDialog.tsx';
import { Shell } from './Shell.tsx';
import { Toasts } from './Toasts.tsx';
import { useNotices } from './use-notices.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useAhead, useRevision } from './use-revision.ts';

/** Every chart and component in every state; only by the address, for those who work on Headroom. */
const Gallery = lazy(async () => {
  const { GalleryPage } = await import('../screens/gallery/GalleryPage.tsx');
  return { default: GalleryPage };
});

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
  if (location.hash === '#gallery') {
    return (
      <Suspense>
        <Gallery />
        <Toasts />
      </Suspense>
    );
  }
  if (!isReady) return null;
  return (
    <DropTarget>
      {isOpen ? <Shell /> : <StartScreen />}
      <ImportDialog />
      <PolicyFileDialog />
      <LicencesDialog />
      <DiagnosticsDialog />
      <RecoveryDialog />
      <Toasts />
      <InStep />
    </DropTarget>
  );
}
