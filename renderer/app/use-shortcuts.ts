import { useEffect } from 'react';
import { useExplain } from '../state/explain-store.ts';
import { useView } from '../state/view-store.ts';
import { useWorkspace } from '../state/workspace-store.ts';

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || useWorkspace.getState().info === null) return;
  const { show, overlay } = useView.getState();
  if (event.key === '?' && !isTyping(event.target) && overlay === null) {
    event.preventDefault();
    show('shortcuts');
  } else if (event.key === 'Escape' && overlay === null && useExplain.getState().isOpen) {
    useExplain.getState().close();
  } else if (event.key === '.' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    useExplain.getState().toggle();
  }
}

/**
 * Keys the native menu has no item for. Everything with an item (palette, undo, open, save, export) arrives as a menu
 * command, so that a key never acts twice.
 */
export function useShortcuts(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
