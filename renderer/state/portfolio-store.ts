import { create } from 'zustand';
import type { Microvm } from '../../shared/model/document.ts';
import type {
  PortfolioSummary,
  PortfolioTable,
  SavedPortfolio,
} from '../../shared/ipc/portfolio-channels.ts';
import type { Portfolio, PortfolioAxis, PortfolioVariant } from '../../shared/timeline/portfolio.ts';
import type { PortfolioRow } from '../../shared/timeline/portfolio-row.ts';
import { customerVariant, freeName, scenarioVariant } from '../../shared/view/portfolio-offers.ts';
import { bridge } from './bridge.ts';
import { useInventory } from './inventory-store.ts';
import { useProgress } from './progress-store.ts';
import { startDraft } from './scenario-store.ts';
import { once } from './once.ts';
import { showDone, showFailure } from './toast-store.ts';
import { useView } from './view-store.ts';
import { useWorkspace } from './workspace-store.ts';

/** Rows and what they are rows of. */
export interface EvaluatedPortfolio {
  readonly table: PortfolioTable;
  /** The document that was evaluated; another object once anything was changed. */
  readonly of: string;
  /** Of the workspace; changes of portfolios themselves do not make rows old. */
  readonly revision: number;
}

interface PortfolioState {
  readonly list: readonly PortfolioSummary[];
  /** Why it was not read. */
  readonly listFailure: string | null;
  readonly open: SavedPortfolio | null;
  readonly evaluated: EvaluatedPortfolio | null;
  readonly task: string | null;
  readonly failure: string | null;
}

const nothing: PortfolioState = {
  list: [],
  listFailure: null,
  open: null,
  evaluated: null,
  task: null,
  failure: null,
};

/** Saved portfolios, the one on the screen, and what it came to. Every change is saved as it is made, and undone like any other. */
export const usePortfolios = create<PortfolioState>()(() => nothing);

const { getState: get, setState: set } = usePortfolios;
let tasks = 0;
let listAsked = 0;
let opened = 0;
/** Changes on their way to the workspace. */
let changing = 0;

const documentKey = ({ name: _name, notes: _notes, ...lists }: Portfolio): string => JSON.stringify(lists);

const revisionNow = (): number | null => useWorkspace.getState().info?.revision ?? null;

/** Whether rows are of the lists and of the workspace as they stand now. */
export function isCurrent(
  evaluated: EvaluatedPortfolio,
  portfolio: Portfolio,
  revision: number | null,
): boolean {
  return evaluated.of === documentKey(portfolio) && evaluated.revision === revision;
}

/** The list anew, and the open one as it is now: undo may have changed or removed it. */
export async function loadPortfolios(): Promise<void> {
  const mine = ++listAsked;
  set({ listFailure: null });
  const reply = await bridge().invoke('portfolio:list');
  if (mine !== listAsked) return;
  if (!reply.ok) {
    set({ listFailure: reply.message });
    return;
  }
  set({ list: reply.value });
  const wanted = get().open?.id ?? reply.value[0]?.id;
  const summary = reply.value.find(({ id }) => id === wanted) ?? reply.value[0];
  if (summary === undefined) set({ open: null, evaluated: null });
  else await openPortfolio(summary.id);
}

/** Latest wins; what is being changed is not shown as it was before the change. */
export async function openPortfolio(id: string): Promise<void> {
  const mine = ++opened;
  const reply = await bridge().invoke('portfolio:get', { id });
  if (mine !== opened || (changing > 0 && get().open?.id === id)) return;
  if (!reply.ok) {
    showFailure('The portfolio was not opened.', reply);
    return;
  }
  const isOther = get().open?.id !== id;
  set({ open: reply.value, ...(isOther ? { evaluated: null, failure: null } : {}) });
}

export async function createPortfolio(
  lists: Omit<Partial<Portfolio>, 'schema'> & { readonly name: string },
): Promise<void> {
  const portfolio = { schema: 'headroom.portfolio/v1', ...lists };
  const reply = await once('make a portfolio', () => bridge().invoke('portfolio:save', { portfolio }));
  if (reply === null) return;
  if (reply.ok) set({ open: reply.value, evaluated: null, failure: null });
  else showFailure('The portfolio was not made.', reply);
}

/** Changes the open portfolio in the workspace; `what` names the step to undo. */
export async function changePortfolio(
  what: string,
  change: (portfolio: Portfolio) => Portfolio,
): Promise<void> {
  const { open } = get();
  if (open === null) return;
  const portfolio = change(open.portfolio);
  const wasAt = revisionNow();
  set({ open: { ...open, portfolio } });
  changing += 1;
  const reply = await bridge().invoke('portfolio:save', { id: open.id, portfolio: { ...portfolio }, what });
  changing -= 1;
  if (reply.ok) {
    const { evaluated } = get();
    const revision = revisionNow();
    // What was changed since is on its way to the workspace, too.
    if (get().open?.portfolio === portfolio) set({ open: reply.value });
    if (evaluated?.revision === wasAt && evaluated !== null && revision !== null)
      set({ evaluated: { ...evaluated, revision } });
    return;
  }
  showFailure('The portfolio was not changed.', reply);
  if (get().open?.portfolio === portfolio) set({ open });
}

/** Variants at the end of an axis; one whose name stands there already gets a number. */
export async function addVariants(axis: PortfolioAxis, variants: readonly PortfolioVariant[]): Promise<void> {
  const names = variants.length === 1 ? `“${variants[0]?.name ?? ''}”` : `${variants.length} variants`;
  await changePortfolio(`Add ${names} to the portfolio`, (portfolio) => {
    const list = [...portfolio[axis]];
    for (const variant of variants) list.push({ ...variant, name: freeName(variant.name, list) });
    return { ...portfolio, [axis]: list };
  });
}

export async function removeVariant(axis: PortfolioAxis, name: string): Promise<void> {
  await changePortfolio(`Remove “${name}” from the portfolio`, (portfolio) => ({
    ...portfolio,
    [axis]: portfolio[axis].filter((variant) => variant.name !== name),
  }));
}

/** A saved scenario as it is now, as one more variant. */
export async function addScenario(axis: PortfolioAxis, id: string): Promise<void> {
  const reply = await bridge().invoke('scenario:get', { id });
  if (reply.ok) await addVariants(axis, [scenarioVariant(axis, reply.value)]);
  else showFailure('The scenario was not added.', reply);
}

/** One more customer of the shape of one there is, in the region most of it is in. */
export async function addCustomer(customer: string): Promise<void> {
  const reply = await bridge().invoke('inventory:rows', { kind: 'microvms', customer });
  if (!reply.ok) {
    showFailure('The customer was not added.', reply);
    return;
  }
  // The answer holds the rows of the kind it was asked for; the contract types them as the union of all kinds.
  const rows = reply.value.rows as readonly Microvm[];
  const most = rows.reduce<Microvm | null>((a, b) => (a === null || b.count > a.count ? b : a), null);
  const region = most === null ? null : useInventory.getState().regionOf(`cluster:${most.cluster}`);
  await addVariants('onboardings', [customerVariant(customer, rows, region)]);
}

export async function deletePortfolio(): Promise<void> {
  const { open } = get();
  if (open === null) return;
  const reply = await bridge().invoke('portfolio:delete', { id: open.id });
  if (reply.ok) set({ open: null, evaluated: null });
  else showFailure('The portfolio was not deleted.', reply);
}

export async function importPortfolio(handle?: string): Promise<void> {
  const reply = await bridge().invoke('portfolio:import', handle === undefined ? {} : { handle });
  if (!reply.ok) showFailure('The portfolio was not imported.', reply);
  else if (reply.value !== null) set({ open: reply.value, evaluated: null, failure: null });
}

export async function exportPortfolio(): Promise<void> {
  const { open } = get();
  if (open === null) return;
  const reply = await bridge().invoke('portfolio:export', { id: open.id });
  if (!reply.ok) showFailure('The portfolio was not exported.', reply);
  else if (reply.value !== null) showDone(`Written to ${reply.value.displayPath}.`);
}

/** Evaluates every cell of the open portfolio. */
export async function runPortfolio(): Promise<void> {
  const { open, task: older } = get();
  if (open === null || older !== null) return;
  tasks += 1;
  const task = `portfolio-${tasks}`;
  set({ task, failure: null });
  const reply = await bridge().invoke('portfolio:run', { id: open.id, task });
  useProgress.getState().finish(task);
  if (get().task !== task) return;
  // Rows of a portfolio that is not looked at any more would stand under the name of another.
  if (get().open?.id !== open.id) set({ task: null });
  else if (reply.ok)
    set({
      task: null,
      evaluated: { table: reply.value, of: documentKey(open.portfolio), revision: reply.value.revision },
    });
  else set({ task: null, failure: reply.message });
}

export async function cancelPortfolio(): Promise<void> {
  const { task } = get();
  if (task !== null) await bridge().invoke('task:cancel', { task });
}

/** The row as a draft in the workbench: the document that was evaluated, assumptions and seed included. */
export function openRow({ scenario }: PortfolioRow): void {
  const { name, events, seed, policy } = scenario;
  startDraft(
    name,
    events.map((event) => ({ ...event, id: String(event['id']), type: String(event['type']) })),
    { seed, policy },
  );
  useView.getState().goTo('scenarios');
}

export function forgetPortfolios(): void {
  listAsked += 1;
  opened += 1;
  void cancelPortfolio();
  set(nothing);
}
