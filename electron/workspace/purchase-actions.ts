import { randomUUID } from 'node:crypto';
import { modelWithHosts } from '../../shared/events/add-hosts.ts';
import { parseScenario } from '../../shared/events/parse-scenario.ts';
import type { Scenario } from '../../shared/events/scenario.ts';
import { dayName } from '../../shared/history/calendar.ts';
import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { AcceptReply } from '../../shared/ipc/plan-channels.ts';
import type { Model } from '../../shared/model/document.ts';
import { utcDayNumber } from '../../shared/model/instant.ts';
import { acceptLine, PURCHASES } from '../../shared/plan/accept-line.ts';
import { parsePlanSettings } from '../../shared/plan/parse-plan-settings.ts';
import type { PlanSettings } from '../../shared/plan/plan-settings.ts';
import type { PurchaseRecord } from '../../shared/plan/purchase-record.ts';
import { badInput, Refusal } from '../refusal.ts';
import type { EntityRow } from './entity-store.ts';
import { selectedScenario } from './scenario-actions.ts';
import type { Workspace } from './workspace.ts';

/** Accepted lines of plans, oldest first. Only this file writes them, so they are what it wrote. */
export function purchasesOf(workspace: Workspace): readonly PurchaseRecord[] {
  const stored = workspace.facts.get('purchases');
  return Array.isArray(stored) ? (stored as readonly PurchaseRecord[]) : [];
}

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

function checked(scenario: Scenario, model: Model): Scenario {
  const parsed = parseScenario(scenario, model);
  if (!parsed.ok) throw badInput(parsed.problems);
  return parsed.value;
}

/**
 * Makes a line of a plan part of a scenario and remembers it as a purchase: one step, taken back by one undo. The decision
 * comes with it, so that a log of decisions can be written in the same step.
 * @throws Refusal `not-found`, `bad-input`, `read-only`.
 */
export function acceptPurchase(workspace: Workspace, request: RequestOf<'plan:accept'>): AcceptReply {
  const target = targetOf(workspace, request);
  const before =
    request.scenario.kind === 'baseline'
      ? target === null
        ? null
        : workspace.scenarios.get(target).scenario
      : selectedScenario(workspace, request.scenario);
  const { scenario, decision } = acceptLine(request.line, before, request.missed);
  const next = checked(scenario, workspace.model());
  const saved = workspace.act(decision.title, (atMs) => {
    const kept =
      target === null
        ? workspace.scenarios.add(next, atMs, decision.title)
        : workspace.scenarios.addVersion(target, next, atMs, decision.title);
    const record: PurchaseRecord = {
      id: randomUUID(),
      scenario: kept.id,
      decision,
      status: 'accepted',
      acceptedAtMs: atMs,
      orderedAtMs: null,
      deliveredAtMs: null,
      arrivesOn: null,
    };
    workspace.facts.set('purchases', [...purchasesOf(workspace), record]);
    return kept;
  });
  return { scenario: saved, purchases: purchasesOf(workspace) };
}

/** The day hosts ordered on the day of `asOf` come at the earliest, or the day they were planned for. */
function arrivalOf(model: Model, { line }: PurchaseRecord['decision']): string {
  const today = utcDayNumber(model.asOf) ?? 0;
  const earliest = dayName(Math.ceil(today + (line.leadTimeDays ?? 0) + line.provisioningDays));
  return earliest > line.inServiceBy ? earliest : line.inServiceBy;
}

/** The scenario's event is left out from now on: what is ordered stands in the inventory, and counts everywhere. */
function withoutEvent(workspace: Workspace, record: PurchaseRecord, atMs: number): void {
  const saved = workspace.scenarios.list().find(({ id }) => id === record.scenario);
  if (saved === undefined) return;
  const { scenario } = workspace.scenarios.get(saved.id);
  const events = scenario.events.filter(({ id }) => id !== record.decision.event);
  if (events.length < scenario.events.length)
    workspace.scenarios.addVersion(saved.id, { ...scenario, events }, atMs, 'ordered');
}

/**
 * Moves a purchase on: `accepted` → `ordered` (an order of the inventory from now on) → `delivered` (hosts of it).
 * @throws Refusal `not-found` where it is not at the step before, `read-only`.
 */
export function markPurchase(
  workspace: Workspace,
  { id, status }: RequestOf<'plan:mark'>,
): readonly PurchaseRecord[] {
  const record = purchasesOf(workspace).find((candidate) => candidate.id === id);
  const from = status === 'ordered' ? 'accepted' : 'ordered';
  if (record === undefined || record.status !== from)
    throw new Refusal('not-found', `This purchase is not ${from} (any more). Nothing was changed.`);
  const { line } = record.decision;
  const model = workspace.model();
  const what = `${line.count} × ${line.sku} for ${line.cluster}`;
  workspace.act(status === 'ordered' ? `Order ${what}` : `Take delivery of ${what}`, (atMs) => {
    const marked: PurchaseRecord =
      status === 'ordered'
        ? { ...record, status, orderedAtMs: atMs, arrivesOn: arrivalOf(model, record.decision) }
        : { ...record, status, deliveredAtMs: atMs };
    if (status === 'ordered') {
      withoutEvent(workspace, record, atMs);
      const order = { sku: line.sku, cluster: line.cluster, count: line.count, arrivesOn: marked.arrivesOn };
      workspace.entities.replaceAll('orders', [...rowsOf(model.orders), order]);
    } else deliver(workspace, model, record);
    workspace.facts.set(
      'purchases',
      purchasesOf(workspace).map((other) => (other.id === id ? marked : other)),
    );
  });
  return purchasesOf(workspace);
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
