import { create } from 'zustand';
import type { OverheadAnswer, OverheadPreview } from '../../shared/ipc/forecast-channels.ts';
import type { OverheadKey } from '../../shared/timeline/overhead-offer.ts';
import { bridge } from './bridge.ts';
import { once } from './once.ts';
import { showDone, showFailure } from './toast-store.ts';
import { onOtherWorkspace } from './workspace-store.ts';

interface OverheadState {
  readonly answer: OverheadAnswer | null;
  readonly failure: string | null;
  /** Estimates that are looked at before they are taken. */
  readonly chosen: readonly OverheadKey[];
  /** What taking them would do; `null` while it is computed or nothing is chosen. */
  readonly preview: OverheadPreview | null;
}

const nothing: OverheadState = { answer: null, failure: null, chosen: [], preview: null };

/** Overhead per microVM as hosts and days show it, and what taking it into the model would move. */
export const useOverhead = create<OverheadState>()(() => nothing);

const { getState: get, setState: set } = useOverhead;
let asked = 0;

onOtherWorkspace(() => {
  asked += 1;
  set(nothing);
});

/** Asks for the estimates as the workspace stands; what was chosen is put away. */
export async function loadOverhead(): Promise<void> {
  const mine = ++asked;
  set({ failure: null });
  const reply = await bridge().invoke('overhead:estimate');
  if (mine !== asked) return;
  set(reply.ok ? { ...nothing, answer: reply.value } : { ...nothing, failure: reply.message });
}

/** Chooses estimates to look at; their effect comes before anything is taken. */
export async function chooseOverhead(chosen: readonly OverheadKey[]): Promise<void> {
  const mine = ++asked;
  set({ chosen, preview: null, failure: null });
  if (chosen.length === 0) return;
  const reply = await bridge().invoke('overhead:preview', { keys: [...chosen] });
  if (mine !== asked) return;
  set(reply.ok ? { preview: reply.value } : { failure: reply.message });
}

/** Takes the chosen estimates into the model; one step that can be undone. */
export async function acceptOverhead(): Promise<void> {
  const { chosen } = get();
  const mine = ++asked;
  const reply = await once('accept overhead', () =>
    bridge().invoke('overhead:accept', { keys: [...chosen] }),
  );
  if (reply === null) return;
  if (!reply.ok) {
    showFailure('The overhead was not changed.', reply);
    return;
  }
  if (mine === asked) set({ ...nothing, answer: reply.value });
  showDone('Measured overhead is in the model. Undo takes it back.');
}
