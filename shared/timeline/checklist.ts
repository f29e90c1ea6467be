/** What a run of a checklist is to do; one run per host or group of hosts. */
export type ChecklistPlan =
  | {
      readonly kind: 'add';
      readonly cluster: string;
      readonly sku: string;
      readonly count: number;
      readonly failureDomain: string | null;
    }
  | { readonly kind: 'remove'; readonly hosts: readonly string[] };

export interface DoneStep {
  readonly name: string;
  readonly by: string | null;
  readonly atMs: number;
  /** What was seen by hand where nothing measured says it. */
  readonly note: string | null;
}

/** `headroom.checklist/v1`: how far a run has come, by whom. */
export interface ChecklistRun {
  readonly schema: 'headroom.checklist/v1';
  readonly plan: ChecklistPlan;
  /** Hosts it is about: of a removal from the start, of an addition once they are registered. */
  readonly hosts: readonly string[];
  /** In order; the next step is the first that is not here. */
  readonly done: readonly DoneStep[];
  /** Given up before the end; `null` else. */
  readonly stopped: { readonly by: string | null; readonly atMs: number; readonly note: string } | null;
}

export const CHECKLIST_STEPS = {
  add: [
    { name: 'provision', text: 'Provision' },
    { name: 'install', text: 'Install agent, supervisor and storage services' },
    { name: 'join-overlay', text: 'Join the overlay and confirm peers' },
    { name: 'register', text: 'Register and confirm heartbeats' },
    { name: 'canary', text: 'Canary' },
    { name: 'schedulable', text: 'Mark schedulable' },
  ],
  remove: [
    { name: 'cordon', text: 'Cordon' },
    { name: 'drain', text: 'Drain' },
    { name: 'verify', text: 'Verify zero workloads and volumes detached' },
    { name: 'remove', text: 'Remove from overlay and inventory' },
    { name: 'wipe', text: 'Wipe and retire' },
  ],
} as const;

/** `null`: every step is done. */
export function nextStep({ plan, done }: Pick<ChecklistRun, 'plan' | 'done'>): string | null {
  return CHECKLIST_STEPS[plan.kind][done.length]?.name ?? null;
}
