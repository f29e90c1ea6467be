import { useEffect } from 'react';
import { loadApp, useWorkspace } from '../state/workspace-store.ts';
import { useView } from '../state/view-store.ts';
import { StartHelp } from '../screens/start/StartHelp.tsx';
import { StartScreen } from '../screens/start/StartScreen.tsx';
import { Dialogs } from './Dialogs.tsx';
import { DropTarget } from './DropTarget.tsx';
import { Gallery } from './parts.ts';
import { Shell } from './Shell.tsx';
import { Toasts } from './Toasts.tsx';
import { useKeptFocus } from './use-kept-focus.ts';
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

/** Before a workspace is open: the help, if it was asked for; what is being opened is told by the start screen. */
function Start() {
  const readsHelp = useView(({ screen }) => screen === 'help');
  const isOpening = useWorkspace(({ opening }) => opening !== null);
  return readsHelp && !isOpening ? <StartHelp /> : <StartScreen />;
}

/** The window: the start screen until a workspace is open, then the shell; dialogs and news lie over both. */
export function App() {
  useEffect(() => void loadApp(), []);
  useNotices();
  useShortcuts();
  useKeptFocus();
  const isReady = useWorkspace((state) => state.app !== null || state.startFailure !== null);
  const isOpen = useWorkspace((state) => state.info !== null);
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
      {isOpen ? <Shell /> : <Start />}
      <Dialogs />
      <Toasts />
      <InStep />
    </DropTarget>
  );
}
