import { create } from 'zustand';
import type { HostLossOutcome } from '../../shared/events/host-loss.ts';
import type { HostFiguresAnswer, HostPage } from '../../shared/ipc/host-channels.ts';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import type { HostGrouping } from '../../shared/view/host-groups.ts';
import type { HostBasis, HostMeasure } from '../../shared/view/host-measures.ts';
import { AnswerCache } from './answer-cache.ts';
import { bridge } from './bridge.ts';
import { activeDesk, selectionOf, useScenarios } from './scenario-store.ts';
import { useWorkspace } from './workspace-store.ts';

interface HostState {
  readonly figures: HostFiguresAnswer | null;
  readonly failure: string | null;
  readonly measure: HostMeasure;
  readonly basis: HostBasis;
  readonly grouping: HostGrouping;
  readonly shows: 'map' | 'table';
  readonly filter: string;
  /** Host whose page is open. */
  readonly selected: string | null;
  /** Hosts kept at hand, in the order they were pinned. */
  readonly pinned: readonly string[];
  readonly page: HostPage | null;
  readonly pageFailure: string | null;
  readonly alone: { readonly host: string; readonly outcome: HostLossOutcome } | null;
  readonly aloneFailure: string | null;
}

const nothing: HostState = {
  figures: null,
  failure: null,
  measure: 'memory',
  basis: 'reserved',
  grouping: 'cluster',
  shows: 'map',
  filter: '',
  selected: null,
  pinned: [],
  page: null,
  pageFailure: null,
  alone: null,
  aloneFailure: null,
};

/** The hosts of the workspace on both sides of the active scenario, how they are looked at, and the one that is open. */
export const useHosts = create<HostState>()(() => nothing);

const { getState: get, setState: set } = useHosts;
const counter = { figures: 0, page: 0, alone: 0 };
/** Which scenario the page shown was asked about. */
let pageSubject = '';
const figuresKept = new AnswerCache<HostFiguresAnswer>(8);
const pagesKept = new AnswerCache<HostPage>(32);
const alonesKept = new AnswerCache<HostLossOutcome>(64);

const selection = () => selectionOf(activeDesk(useScenarios.getState()));
const revision = (): number => useWorkspace.getState().info?.revision ?? -1;

/** Figures of every host as workspace and scenario stand now; at once where they were asked for before. Latest wins. */
export async function loadHosts(): Promise<void> {
  const mine = ++counter.figures;
  set({ failure: null, pageFailure: null, aloneFailure: null });
  const scenario = selection();
  const known = figuresKept.get(revision(), scenario);
  if (known !== null) set({ figures: known, failure: null });
  else {
    const { figures } = get();
    // The baseline's half is right already; the other half is another scenario's.
    if (figures?.revision === revision()) set({ figures: { ...figures, scenario: null } });
    const reply = await bridge().invoke('hosts:figures', { scenario });
    if (mine !== counter.figures) return;
    if (reply.ok) figuresKept.put(reply.value.revision, scenario, reply.value);
    set(reply.ok ? { figures: reply.value, failure: null } : { figures: null, failure: reply.message });
  }
  const { selected } = get();
  if (selected !== null) void loadPage(selected);
}

async function loadPage(host: string): Promise<void> {
  const mine = ++counter.page;
  void loadAlone(host);
  const question = { scenario: selection(), host };
  const known = pagesKept.get(revision(), question);
  const subject = JSON.stringify(question.scenario);
  const { page } = get();
  // The baseline's half is right already; the other half is another scenario's.
  if (known === null && page !== null && subject !== pageSubject) set({ page: pageOfBaseline(page) });
  pageSubject = subject;
  if (known !== null) {
    set({ page: known, pageFailure: null });
    return;
  }
  const reply = await bridge().invoke('hosts:page', question);
  if (mine !== counter.page) return;
  if (reply.ok) pagesKept.put(reply.value.revision, question, reply.value);
  set(reply.ok ? { page: reply.value, pageFailure: null } : { page: null, pageFailure: reply.message });
}

const pageOfBaseline = (page: HostPage): HostPage => ({
  ...page,
  scenario: null,
  microvms: page.microvms.map(({ goesTo: _goesTo, ...microvm }) => microvm),
  arrivals: [],
});

/** What losing the host alone does. A host that is down, or not there in the baseline, cannot be lost. */
async function loadAlone(host: string): Promise<void> {
  const mine = ++counter.alone;
  const { figures, alone } = get();
  const place = figures?.baseline.figures.ids.indexOf(host) ?? -1;
  const state = figures?.baseline.figures.states[place];
  const known = alonesKept.get(revision(), host);
  if (known !== null) set({ alone: { host, outcome: known }, aloneFailure: null });
  else if (state === undefined || state === 'down') set({ alone: null, aloneFailure: null });
  else {
    if (alone?.host !== host) set({ alone: null, aloneFailure: null });
    const reply = await bridge().invoke('hosts:alone', { host });
    if (mine !== counter.alone) return;
    if (reply.ok) alonesKept.put(reply.value.revision, host, reply.value.outcome);
    set(
      reply.ok
        ? { alone: { host, outcome: reply.value.outcome }, aloneFailure: null }
        : { alone: null, aloneFailure: reply.message },
    );
  }
}

/** Asks ahead for what a switch to a scenario will draw, where a screen has drawn hosts. */
export async function hostsAhead(scenario: ScenarioSelection): Promise<void> {
  const { figures } = get();
  if (figures === null || figuresKept.get(figures.revision, scenario) !== null) return;
  const reply = await bridge().invoke('hosts:figures', { scenario });
  if (reply.ok) figuresKept.put(reply.value.revision, scenario, reply.value);
}

export function openHost(host: string): void {
  if (get().selected === host) return;
  set({ selected: host, page: null, pageFailure: null });
  void loadPage(host);
}

export function closeHost(): void {
  counter.page += 1;
  set({ selected: null, page: null, pageFailure: null });
}

export function togglePin(host: string): void {
  const { pinned } = get();
  set({ pinned: pinned.includes(host) ? pinned.filter((id) => id !== host) : [...pinned, host] });
}

export const setMeasure = (measure: HostMeasure): void => set({ measure });
export const setBasis = (basis: HostBasis): void => set({ basis });
export const setGrouping = (grouping: HostGrouping): void => set({ grouping });
export const setShows = (shows: HostState['shows']): void => set({ shows });
export const setFilter = (filter: string): void => set({ filter });

export function forgetHosts(): void {
  counter.figures += 1;
  counter.page += 1;
  counter.alone += 1;
  set(nothing);
}
