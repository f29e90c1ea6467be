import { create } from 'zustand';
import type { ReviewAnswer } from '../../shared/ipc/review-channels.ts';
import { bridge } from './bridge.ts';
import { showDone, showFailure } from './toast-store.ts';

interface ReviewState {
  readonly answer: ReviewAnswer | null;
  readonly failure: string | null;
}

const nothing: ReviewState = { answer: null, failure: null };

/** The last review and what changed since, as the workspace stands. */
export const useReview = create<ReviewState>()(() => nothing);

const { setState: set } = useReview;
let asked = 0;

/** Latest wins. What is shown stays until the answer is there. */
export async function loadReview(): Promise<void> {
  const mine = ++asked;
  const reply = await bridge().invoke('review:get');
  if (mine !== asked) return;
  set(reply.ok ? { answer: reply.value, failure: null } : { answer: null, failure: reply.message });
}

/** Keeps the present as reviewed; one step that can be undone. */
export async function markReviewed(): Promise<void> {
  const mine = ++asked;
  const reply = await bridge().invoke('review:mark');
  if (!reply.ok) {
    showFailure('The review was not saved.', reply);
    return;
  }
  showDone('Marked as reviewed.');
  if (mine === asked) set({ answer: reply.value, failure: null });
}

export function forgetReview(): void {
  asked += 1;
  set(nothing);
}
