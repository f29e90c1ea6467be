import { create } from 'zustand';
import type { ReviewAnswer } from '../../shared/ipc/review-channels.ts';
import { bridge } from './bridge.ts';
import { once } from './once.ts';
import { showDone, showFailure } from './toast-store.ts';

interface ReviewState {
  readonly answer: ReviewAnswer | null;
  readonly failure: string | null;
  /** The review compared with; `null`: the newest. */
  readonly chosen: number | null;
}

const nothing: ReviewState = { answer: null, failure: null, chosen: null };

/** The last review and what changed since, as the workspace stands. */
export const useReview = create<ReviewState>()(() => nothing);

const { getState: get, setState: set } = useReview;
let asked = 0;

/** Latest wins. What is shown stays until the answer is there. */
export async function loadReview(): Promise<void> {
  const mine = ++asked;
  const { chosen } = get();
  set({ failure: null });
  const reply = await bridge().invoke('review:get', chosen === null ? {} : { id: chosen });
  if (mine !== asked) return;
  set(reply.ok ? { answer: reply.value, failure: null } : { answer: null, failure: reply.message });
}

/** Compares with another review from now on; `null`: always with the newest. */
export async function chooseReview(id: number | null): Promise<void> {
  set({ chosen: id });
  await loadReview();
}

/** Keeps the present as reviewed; one step that can be undone. */
export async function markReviewed(): Promise<void> {
  const mine = ++asked;
  const { chosen } = get();
  const reply = await once('mark as reviewed', () => bridge().invoke('review:mark'));
  if (reply === null) return;
  if (!reply.ok) {
    showFailure('The review was not saved.', reply);
    return;
  }
  showDone('Marked as reviewed.');
  if (mine === asked) set({ answer: reply.value, failure: null, chosen: null });
  // Asked anew meanwhile, about an older one that was chosen before: the newest is this one now.
  else if (chosen !== null && get().chosen === chosen) await chooseReview(null);
}

export function forgetReview(): void {
  asked += 1;
  set(nothing);
}
