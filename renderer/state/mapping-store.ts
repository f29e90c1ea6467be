import { create } from 'zustand';
import type { KnownMapping } from '../../shared/ipc/mapping-channels.ts';
import { bridge } from './bridge.ts';
import { showDone, showFailure } from './toast-store.ts';

interface MappingState {
  /** `null`: not read yet. */
  readonly known: readonly KnownMapping[] | null;
}

/** How files of a source are read, as it was once corrected. */
export const useMappings = create<MappingState>()(() => ({ known: null }));

export async function loadMappings(): Promise<void> {
  const reply = await bridge().invoke('mapping:list');
  useMappings.setState({ known: reply.ok ? reply.value : [] });
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
