import type { KnownMapping } from '../../shared/ipc/mapping-channels.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The part of the workspace's service about remembered mappings. */
export function createMappingService(workspace: () => Workspace) {
  return {
    mappings: (): readonly KnownMapping[] => workspace().mappings.list(),
    forgetMapping: ({ key }: { readonly key: string }): null => {
      const w = workspace();
      w.act('Forget a mapping', () => w.mappings.forget(key));
      return null;
    },
  };
}
