import { useEffect } from 'react';
import type { MenuCommand } from '../../shared/ipc/menu-commands.ts';
import { useExplain } from '../state/explain-store.ts';
import { followPlaces, goBack, goForward } from '../state/way-back.ts';
import { useView } from '../state/view-store.ts';
import { runMenuCommand } from './run-menu-command.ts';

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

/** With Alt, as in a browser. */
const WAYS: ReadonlyMap<string, () => void> = new Map([
  ['ArrowLeft', goBack],
  ['ArrowRight', goForward],
]);

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  const { show, overlay } = useView.getState();
  if (event.key === '?' && !isTyping(event.target) && overlay === null) {
    event.preventDefault();
    show('shortcuts');
  } else if (event.key === 'F1' && overlay === null) {
    event.preventDefault();
    runMenuCommand('help', 'page');
  } else if (event.key === 'Escape' && overlay === null && useExplain.getState().isOpen) {
    useExplain.getState().close();
  } else if (event.altKey && overlay === null && !isTyping(event.target) && WAYS.has(event.key)) {
    event.preventDefault();
    WAYS.get(event.key)?.();
  } else if (event.ctrlKey || event.metaKey) {
    onCommandKey(event);
  }
}

const COMMAND_KEYS: ReadonlyMap<string, MenuCommand> = new Map([
  ['k', 'palette'],
  ['s', 'save-scenario'],
  ['e', 'export'],
]);

function onCommandKey(event: KeyboardEvent): void {
  const key = event.key.toLowerCase();
  if (key === '.') {
    event.preventDefault();
    runMenuCommand('explain', 'page');
  } else if (key === 'z' && !isTyping(event.target)) {
    event.preventDefault();
    runMenuCommand(event.shiftKey ? 'redo' : 'undo', 'page');
  } else {
    const command = event.shiftKey ? undefined : COMMAND_KEYS.get(key);
    if (command === undefined) return;
    event.preventDefault();
    runMenuCommand(command, 'page');
  }
}

/**
 * Keys of the window. The native menu has the same keys; a keystroke taken here is not handed on to it, and `runMenuCommand`
 * sees to it that none acts twice, and none that needs a workspace without one.
 */
export function useShortcuts(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    const stop = followPlaces();
    return () => {
      window.removeEventListener('keydown', onKey);
      stop();
    };
  }, []);
}
