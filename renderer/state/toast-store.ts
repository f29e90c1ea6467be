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
  /** Somebody is at it, by pointer or by key: it stays. */
  readonly hold: (id: number) => void;
  /** Nobody is at it any more: good news leaves in its time. */
  readonly release: (id: number) => void;
}

/** Undo and redo take the last step of the workspace, whichever toast they stand in. */
const STEPS: ReadonlySet<string | undefined> = new Set(['Undo', 'Redo']);
const isStep = ({ action }: Pick<Toast, 'action'>): boolean => STEPS.has(action?.label);

/** The news stays, but what it tells of is not the last step any more: it offers no way back. */
const withoutStep = (toast: Toast): Toast => {
  const { action: _action, ...told } = toast;
  return isStep(toast) ? told : toast;
};

let nextId = 1;
const leaving = new Map<number, ReturnType<typeof setTimeout>>();
const GOOD_NEWS_MS = 6000;
const MOST_SHOWN = 4;

/** Short news at the lower edge. Good news leaves by itself unless somebody is at it, an error stays until it is closed. */
export const useToasts = create<ToastState>()((set, get) => ({
  toasts: [],
  show: (toast) => {
    const id = nextId++;
    const older = isStep(toast) ? get().toasts.map(withoutStep) : get().toasts;
    set({ toasts: [...older, { ...toast, id }].slice(-MOST_SHOWN) });
    get().release(id);
  },
  dismiss: (id) => {
    get().hold(id);
    set({ toasts: get().toasts.filter((toast) => toast.id !== id) });
  },
  hold: (id) => {
    clearTimeout(leaving.get(id));
    leaving.delete(id);
  },
  release: (id) => {
    get().hold(id);
    const mark = get().toasts.find((toast) => toast.id === id)?.mark;
    if (mark === undefined || mark === 'breach') return;
    leaving.set(
      id,
      setTimeout(() => get().dismiss(id), GOOD_NEWS_MS),
    );
  },
}));

/** Another workspace is open, or none: its last step is not what was told of. */
export function forgetSteps(): void {
  useToasts.setState({ toasts: useToasts.getState().toasts.map(withoutStep) });
}

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
