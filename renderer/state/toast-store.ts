import { create } from 'zustand';
import type { Problem } from '../../shared/model/problem.ts';
import { problemText } from '../../shared/model/problem.ts';

export interface Toast {
  readonly id: number;
  readonly mark: 'ok' | 'breach' | 'unknown';
  readonly title: string;
  readonly lines: readonly string[];
  readonly action?: { readonly label: string; readonly run: () => void };
}

interface ToastState {
  readonly toasts: readonly Toast[];
  readonly show: (toast: Omit<Toast, 'id'>) => void;
  readonly dismiss: (id: number) => void;
}

let nextId = 1;
const GOOD_NEWS_MS = 6000;
const MOST_SHOWN = 4;

/** Short news at the lower edge. Good news leaves by itself, an error stays until it is closed. */
export const useToasts = create<ToastState>()((set, get) => ({
  toasts: [],
  show: (toast) => {
    const id = nextId++;
    set({ toasts: [...get().toasts, { ...toast, id }].slice(-MOST_SHOWN) });
    if (toast.mark !== 'breach') setTimeout(() => get().dismiss(id), GOOD_NEWS_MS);
  },
  dismiss: (id) => set({ toasts: get().toasts.filter((toast) => toast.id !== id) }),
}));

export function showDone(title: string, action?: Toast['action']): void {
  useToasts.getState().show({ mark: 'ok', title, lines: [], ...(action === undefined ? {} : { action }) });
}

const LINES_SHOWN = 4;

/** An error with what was refused, line by line; the answer's own sentence says what was left unchanged. */
export function showFailure(
  title: string,
  failure: { readonly message: string; readonly problems?: readonly Problem[] },
): void {
  const problems = (failure.problems ?? []).map(problemText).filter((text) => text !== failure.message);
  const more = problems.length - LINES_SHOWN;
  useToasts.getState().show({
    mark: 'breach',
    title,
    lines: [failure.message, ...problems.slice(0, LINES_SHOWN), ...(more > 0 ? [`and ${more} more`] : [])],
  });
}
