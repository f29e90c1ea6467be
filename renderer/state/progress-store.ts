import { create } from 'zustand';
import type { Progress } from '../../shared/ipc/notice.ts';

interface ProgressState {
  readonly byTask: ReadonlyMap<string, Progress>;
  readonly report: (progress: Progress) => void;
  readonly finish: (task: string) => void;
}

/** The latest word of every running task. */
export const useProgress = create<ProgressState>()((set, get) => ({
  byTask: new Map(),
  report: (progress) => set({ byTask: new Map(get().byTask).set(progress.task, progress) }),
  finish: (task) => {
    const byTask = new Map(get().byTask);
    byTask.delete(task);
    set({ byTask });
  },
}));
