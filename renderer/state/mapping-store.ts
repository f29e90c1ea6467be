import { create } from 'zustand';
import type { KnownMapping } from '../../shared/ipc/mapping-channels.ts';
import { bridge } from './bridge.ts';
import { showDone, showFailure } from './toast-store.ts';
import { onOtherWorkspace } from './workspace-store.ts';

interface MappingState {
  /** `null`: not read yet. */
  readonly known: readonly KnownMapping[] | null;
  /** Why they were not read. */
  readonly failure: string | null;
}

const nothing: MappingState = { known: null, failure: null };

/** How files of a source are read, as it was once corrected. */
export const useMappings = create<MappingState>()(() => nothing);

let asked = 0;

onOtherWorkspace(() => {
  asked += 1;
  useMappings.setState(nothing);
});

/** Latest wins. */
export async function loadMappings(): Promise<void> {
  const mine = ++asked;
  useMappings.setState({ failure: null });
  const reply = await bridge().invoke('mapping:list');
  if (mine !== asked) return;
  useMappings.setState(reply.ok ? { known: reply.value } : { known: null, failure: reply.message });
}

export async function forgetMapping({ key, file }: KnownMapping): Promise<void> {
  const reply = await bridge().invoke('mapping:forget', { key });
  if (!reply.ok) {
    showFailure('The mapping was not forgotten.', reply);
    return;
  }
  showDone(`The mapping of ${file} is forgotten.`);
  await loadMappings();
}
