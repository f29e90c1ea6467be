import { create } from 'zustand';
import type { InputOf } from '../../shared/ipc/contract.ts';
import type { DecisionDetail, DecisionList, LoggedDecision } from '../../shared/ipc/decision-channels.ts';
import type { Decision, DecisionKind } from '../../shared/view/decision.ts';
import { bridge } from './bridge.ts';
import { once } from './once.ts';
import { showDone, showFailure } from './toast-store.ts';

export type DecisionsTab = 'log' | 'checklists' | 'reviews';
export type DecisionSort = 'newest' | 'oldest' | 'kind' | 'title' | 'by';
type Draft = InputOf<'decision:record'>;

/** What the form for a new decision starts from. */
export interface DecisionSeed {
  readonly kind: Draft['kind'];
  readonly title: string;
  readonly change?: NonNullable<Draft['change']>;
  readonly scenario?: NonNullable<Draft['scenario']>;
  readonly goLiveOn?: string;
  /** Done once it is in the log. */
  readonly onRecorded?: (decision: Pick<Decision, 'scenario'>) => void;
}

interface DecisionState {
  readonly tab: DecisionsTab;
  readonly list: DecisionList | null;
  readonly failure: string | null;
  /** Id of the one looked at; `null`: the newest. */
  readonly chosen: number | null;
  readonly detail: DecisionDetail | null;
  readonly detailFailure: string | null;
  readonly query: string;
  readonly kind: DecisionKind | 'all' | 'standing';
  readonly sort: DecisionSort;
  /** While the form is open. */
  readonly seed: DecisionSeed | null;
}

const nothing: DecisionState = {
  tab: 'log',
  list: null,
  failure: null,
  chosen: null,
  detail: null,
  detailFailure: null,
  query: '',
  kind: 'all',
  sort: 'newest',
  seed: null,
};

/** The log of decisions, and the one looked at. */
export const useDecisions = create<DecisionState>()(() => nothing);

const { getState: get, setState: set } = useDecisions;
let asked = 0;

function searched({ title, reason, by, scenario }: LoggedDecision, words: string): boolean {
  const text = `${title} ${reason} ${by ?? ''} ${scenario?.name ?? ''}`.toLowerCase();
  return words.split(/\s+/).every((word) => text.includes(word));
}

const ORDERS: Readonly<Record<DecisionSort, (a: LoggedDecision, b: LoggedDecision) => number>> = {
  newest: (a, b) => b.id - a.id,
  oldest: (a, b) => a.id - b.id,
  kind: (a, b) => a.kind.localeCompare(b.kind) || b.id - a.id,
  title: (a, b) => a.title.localeCompare(b.title) || b.id - a.id,
  by: (a, b) => (a.by ?? '').localeCompare(b.by ?? '') || b.id - a.id,
};

/** The rows the log shows: searched, of one kind, in order. */
export function shownDecisions({ list, query, kind, sort }: DecisionState): readonly LoggedDecision[] {
  const words = query.trim().toLowerCase();
  return (list?.decisions ?? [])
    .filter(
      (each) =>
        (kind === 'all' ||
          (kind === 'standing' ? each.revertedBy === null && each.kind !== 'revert' : each.kind === kind)) &&
        (words === '' || searched(each, words)),
    )
    .sort(ORDERS[sort]);
}

/** Latest wins; what is shown stays until the answer is there. */
export async function loadDecisions(): Promise<void> {
  const mine = ++asked;
  set({ failure: null, detailFailure: null });
  const reply = await bridge().invoke('decision:list');
  if (mine !== asked) return;
  if (!reply.ok) {
    set({ list: null, failure: reply.message });
    return;
  }
  const { decisions } = reply.value;
  const { chosen } = get();
  const kept = decisions.some(({ id }) => id === chosen) ? chosen : (decisions[0]?.id ?? null);
  set({ list: reply.value, failure: null, chosen: kept });
  await loadDetail(kept);
}

async function loadDetail(id: number | null): Promise<void> {
  if (id === null) {
    set({ detail: null, detailFailure: null });
    return;
  }
  const reply = await bridge().invoke('decision:get', { id });
  if (get().chosen !== id) return;
  set(
    reply.ok ? { detail: reply.value, detailFailure: null } : { detail: null, detailFailure: reply.message },
  );
}

export function chooseDecision(id: number): void {
  set({ chosen: id });
  void loadDetail(id);
}

export const showDecisionsTab = (tab: DecisionsTab): void => set({ tab });
export const searchDecisions = (query: string): void => set({ query });
export const filterDecisions = (kind: DecisionState['kind']): void => set({ kind });
export const sortDecisions = (sort: DecisionSort): void => set({ sort });

/** Opens the form. */
export const startDecision = (seed: DecisionSeed): void => set({ seed });
export const leaveDecision = (): void => set({ seed: null });

/** `true`: it is in the log, and the form closed. */
export async function recordDecision(draft: Draft): Promise<boolean> {
  const reply = await bridge().invoke('decision:record', draft);
  if (!reply.ok) {
    showFailure('The decision was not recorded.', reply);
    return false;
  }
  get().seed?.onRecorded?.(reply.value);
  set({ seed: null, chosen: reply.value.id });
  showDone(`Decision ${reply.value.id} recorded.`);
  return true;
}

export async function revertDecision(id: number, reason: string): Promise<boolean> {
  const reply = await once(`revert ${id}`, () => bridge().invoke('decision:revert', { id, reason }));
  if (reply === null) return false;
  if (!reply.ok) {
    showFailure('The decision was not taken back.', reply);
    return false;
  }
  showDone(`Decision ${id} taken back; the log keeps both.`);
  return true;
}

export async function exportDecisions(format: 'csv' | 'json' | 'md'): Promise<void> {
  const reply = await bridge().invoke('decision:export', { format });
  if (!reply.ok) showFailure('The log was not written.', reply);
  else if (reply.value !== null) showDone(`Written to ${reply.value.displayPath}.`);
}

export function forgetDecisions(): void {
  asked += 1;
  set(nothing);
}
