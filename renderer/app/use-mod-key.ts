import { useWorkspace } from '../state/workspace-store.ts';

/** The name of the command key on this system. */
export function useModKey(): string {
  return useWorkspace((state) => (state.app?.platform === 'darwin' ? '⌘' : 'Ctrl'));
}
