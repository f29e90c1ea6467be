import { randomUUID } from 'node:crypto';
import { modelWithHosts } from '../../shared/events/add-hosts.ts';
import type { Scenario } from '../../shared/events/scenario.ts';
import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { DecisionDraft } from '../../shared/ipc/decision-channels.ts';
import type { AcceptReply } from '../../shared/ipc/plan-channels.ts';
import type { Model } from '../../shared/model/document.ts';
import { acceptLine, PURCHASES } from '../../shared/plan/accept-line.ts';
import { parsePlanSettings } from '../../shared/plan/parse-plan-settings.ts';
import type { PlanLine } from '../../shared/plan/plan-result.ts';
import type { PlanSettings } from '../../shared/plan/plan-settings.ts';
import { NOTHING_SAID, type PurchaseRecord } from '../../shared/plan/purchase-record.ts';
import { formatDayInSentence } from '../../shared/view/date-format.ts';
import { lineReason, purchaseTitle } from '../../shared/view/plan-words.ts';
import { badInput, Refusal } from '../refusal.ts';
import { recordDecision } from './decision-actions.ts';
import type { Decided } from './decision-figures.ts';
import type { EntityRow } from './entity-store.ts';
import { selectedScenario } from './scenario-actions.ts';
import type { Workspace } from './workspace.ts';

/** @throws Refusal `bad-input` where a cluster or machine type is not in the inventory, `read-only`. */
export function setPlanSettings(workspace: Workspace, settings: PlanSettings): PlanSettings {
  const parsed = parsePlanSettings(settings, workspace.model());
  if (!parsed.ok) throw badInput(parsed.problems);
  workspace.act('Change the limits of the plan', () => workspace.facts.set('planSettings', parsed.value));
  return parsed.value;
}

/** The saved scenario an accepted line goes to; `null`: a new one is begun. */
function targetOf(workspace: Workspace, { scenario, savedId }: RequestOf<'plan:accept'>): string | null {
  if (scenario.kind === 'saved') return scenario.id;
  if (scenario.kind === 'draft') return savedId;
  return workspace.scenarios.list().find(({ name }) => name === PURCHASES)?.id ?? null;
}

/**
 * Makes a line of a plan part of a scenario and remembers it as a purchase and as a decision in the log: one step, taken back
 * by one undo, or later by reverting the decision.
 * @throws Refusal `not-found`, `bad-input`, `read-only`.
 */
export function acceptPurchase(
  of: Decided,
  request: RequestOf<'plan:accept'>,
  author: string | null,
): AcceptReply {
  const { workspace } = of;
  const target = targetOf(workspace, request);
  const before =
    request.scenario.kind === 'baseline'
      ? target === null
        ? null
        : workspace.scenarios.get(target).scenario
      : selectedScenario(workspace, request.scenario);
  const { scenario, decision } = acceptLine(
    request.line,
    before,
    request.missed,
    saidOf(workspace, request.line, before),
  );
  const { cost } = request.line;
  const draft: DecisionDraft = {
    kind: 'plan-line',
    title: decision.title.slice(0, MOST_TITLE),
    reason: decision.reason,
    ...(cost === null ? {} : { cost: { amount: cost, currency: currencyOf(workspace, request.line.sku) } }),
    change: {
      kind: 'save-scenario',
      ...(target === null ? {} : { id: target }),
      scenario: { ...scenario },
    },
  };
  const made = recordDecision(of, draft, author, (ref, atMs) => {
    if (ref === null) return;
    workspace.purchases.put({
      id: randomUUID(),
      scenario: ref.id,
      decision,
      status: 'accepted',
      acceptedAtMs: atMs,
      orderedAtMs: null,
      deliveredAtMs: null,
      arrivesOn: null,
      ...NOTHING_SAID,
    });
  });
  const kept = made.scenario?.id;
  if (kept === undefined) throw new Error('an accepted line was saved in no scenario');
  return { scenario: workspace.scenarios.get(kept), purchases: workspace.purchases.list() };
}

const MOST_TITLE = 200;

/** What is decided and why, in the words of the screens. */
function saidOf(
  workspace: Workspace,
  line: PlanLine,
  scenario: Scenario | null,
): { readonly title: string; readonly reason: string } {
  const { regions } = workspace.model();
  const losses = scenario?.policy.hostLossesPerCluster ?? workspace.policy().hostLossesPerCluster;
  const nameOf = (id: string): string => regions.find((region) => region.id === id)?.name ?? id;
  const regionName = (id: string): string | null => (regions.length > 1 ? nameOf(id) : null);
  return { title: purchaseTitle(line), reason: lineReason(line, null, { regionName, losses }) };
}

const currencyOf = (workspace: Workspace, sku: string): string | null =>
  workspace.model().skus.find(({ id }) => id === sku)?.currency ?? null;

/** The scenario's event is left out from now on: what is ordered stands in the inventory, and counts everywhere. */
function withoutEvent(workspace: Workspace, record: PurchaseRecord, atMs: number): void {
  const saved = workspace.scenarios.list().find(({ id }) => id === record.scenario);
  if (saved === undefined) return;
  const { scenario } = workspace.scenarios.get(saved.id);
  const events = scenario.events.filter(({ id }) => id !== record.decision.event);
  if (events.length < scenario.events.length)
    workspace.scenarios.addVersion(saved.id, { ...scenario, events }, atMs, 'ordered');
}

/** The record as it stands after the step. @throws Refusal `bad-input` for a delivery promised for a day gone by. */
function marked(
  record: PurchaseRecord,
  request: RequestOf<'plan:mark'>,
  asOf: string,
  atMs: number,
): PurchaseRecord {
  const { status, unitCost } = request;
  if (status === 'delivered')
    return {
      ...record,
      status,
      deliveredAtMs: atMs,
      deliveredOn: request.deliveredOn,
      deliveredUnitCost: unitCost,
    };
  const { orderedOn, arrivesOn } = request;
  if (arrivesOn < asOf.slice(0, 10))
    throw new Refusal(
      'bad-input',
      `Hosts that come on ${formatDayInSentence(arrivesOn, asOf)} are there already: the inventory is of ${formatDayInSentence(asOf, null)}. Nothing was changed.`,
    );
  return { ...record, status, orderedAtMs: atMs, orderedOn, arrivesOn, orderedUnitCost: unitCost };
}

/**
 * Moves a purchase on: `accepted` → `ordered` (an order of the inventory from now on, for the day it is promised) →
 * `delivered` (hosts of it). Prices and days are kept as they were said, beside what was expected.
 * @throws Refusal `not-found` where it is not at the step before, `bad-input`, `read-only`.
 */
export function markPurchase(
  workspace: Workspace,
  request: RequestOf<'plan:mark'>,
): readonly PurchaseRecord[] {
  const { id, status } = request;
  const record = workspace.purchases.list().find((candidate) => candidate.id === id);
  const from = status === 'ordered' ? 'accepted' : 'ordered';
  if (record === undefined || record.status !== from)
    throw new Refusal('not-found', `This purchase is not ${from} (any more). Nothing was changed.`);
  const { line } = record.decision;
  const model = workspace.model();
  const what = `${line.count} × ${line.sku} for ${line.cluster}`;
  workspace.act(status === 'ordered' ? `Order ${what}` : `Take delivery of ${what}`, (atMs) => {
    const after = marked(record, request, model.asOf, atMs);
    if (status === 'ordered') {
      withoutEvent(workspace, record, atMs);
      const order = { sku: line.sku, cluster: line.cluster, count: line.count, arrivesOn: after.arrivesOn };
      workspace.entities.replaceAll('orders', [...rowsOf(model.orders), order]);
    } else deliver(workspace, model, record);
    workspace.purchases.put(after);
  });
  return workspace.purchases.list();
}

const rowsOf = (list: readonly unknown[]): readonly EntityRow[] => list as readonly EntityRow[];

/** The order goes, its hosts stand in the inventory, empty and schedulable. */
function deliver(
  workspace: Workspace,
  model: Model,
  { decision: { line }, arrivesOn }: PurchaseRecord,
): void {
  const at = model.orders.findIndex(
    (order) =>
      order.sku === line.sku &&
      order.cluster === line.cluster &&
      order.count === line.count &&
      order.arrivesOn === arrivesOn,
  );
  const sku = model.skus.find((candidate) => candidate.id === line.sku);
  if (at < 0 || sku === undefined || !model.clusters.some((cluster) => cluster.id === line.cluster))
    throw new Refusal(
      'not-found',
      `The order of ${line.count} × ${line.sku} is not in the inventory any more. Nothing was changed.`,
    );
  const after = modelWithHosts(model, sku, line.cluster, line.count, line.failureDomain).model;
  workspace.entities.replaceAll('orders', rowsOf(model.orders.filter((_, index) => index !== at)));
  workspace.entities.change('hosts', rowsOf(model.hosts), rowsOf(after.hosts));
}
