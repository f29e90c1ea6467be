import { create } from 'zustand';
import {
  AMOUNTS,
  renamedGroups,
  scaledShape,
  type CustomerShape,
} from '../../shared/events/customer-shape.ts';
import type { ShapeFigure } from '../../shared/view/shape-figures.ts';
import type { EventDocument, ScenarioDocument } from './scenario-document.ts';
import { activeDesk, edit, startDraft, useScenarios, type Desk } from './scenario-store.ts';
import { freshProspectId, loadPipeline, savePipeline, usePipeline } from './pipeline-store.ts';
import { once } from './once.ts';
import { showDone, showFailure } from './toast-store.ts';
import { useView } from './view-store.ts';

/** Where a customer's load was taken from, for as long as its draft is on the desk. */
export interface ShapeSource {
  readonly name: string;
  /** The name the shape's spread groups begin with; `null`: it has none. */
  readonly customer: string | null;
  readonly shape: CustomerShape;
  readonly factor: number;
  readonly figures: readonly ShapeFigure[];
}

export type OnboardingTab = 'new' | 'pipeline' | 'live';

interface OnboardingState {
  readonly tab: OnboardingTab;
  /** The start page, although a customer is on the desk. */
  readonly lists: boolean;
  /** By key of the desk. */
  readonly sources: ReadonlyMap<string, ShapeSource>;
}

const nothing: OnboardingState = { tab: 'new', lists: false, sources: new Map() };

export const useOnboarding = create<OnboardingState>()(() => nothing);

const { getState: get, setState: set } = useOnboarding;

/** The one onboarding of a scenario that is nothing else; `null` for every other scenario. */
export function customerEvent(document: ScenarioDocument): EventDocument | null {
  const [only, ...others] = document.events;
  return only?.type === 'onboardCustomer' && others.length === 0 ? only : null;
}

export const customerName = (event: EventDocument): string =>
  typeof event['customer'] === 'string' ? event['customer'] : '';

export function showTab(tab: OnboardingTab): void {
  set({ tab, lists: true });
}

export function listCustomers(): void {
  set({ lists: true });
}

export function showCustomer(): void {
  set({ lists: false });
  useView.getState().goTo('onboarding');
}

export function forgetOnboarding(): void {
  set(nothing);
}

function fieldsOf({ shape, customer, factor }: ShapeSource, name: string): Record<string, unknown> {
  const scaled = scaledShape(shape, factor);
  return { ...scaled, fleet: customer === null ? scaled.fleet : renamedGroups(scaled.fleet, customer, name) };
}

/** A new customer of this shape on the desk; every screen compares with it from now on. */
export function startCustomer(
  name: string,
  place: { readonly region: string; readonly on?: string },
  source: ShapeSource,
): void {
  const event: EventDocument = {
    ...fieldsOf(source, name),
    id: 'onboardCustomer-1',
    type: 'onboardCustomer',
    customer: name,
    ...place,
  };
  const key = startDraft(name, [event]);
  set({ lists: false, sources: new Map(get().sources).set(key, source) });
  useView.getState().goTo('onboarding');
}

/** A customer of the pipeline on the desk, certain to come: what would it do? */
export function startProspect({ probability: _probability, ...prospect }: EventDocument): void {
  startDraft(customerName(prospect) === '' ? 'customer' : customerName(prospect), [
    { ...prospect, id: 'onboardCustomer-1', type: 'onboardCustomer' },
  ]);
  set({ lists: false });
  useView.getState().goTo('onboarding');
}

/** The customer on the desk as one more row of the pipeline, as likely as it is here, else fifty-fifty. */
export async function addToPipeline(event: EventDocument): Promise<void> {
  await once(`to pipeline ${event.id}`, () => addAsProspect(event));
}

async function addAsProspect(event: EventDocument): Promise<void> {
  await loadPipeline();
  const { prospects, prospectsFailure } = usePipeline.getState();
  if (prospects === null) {
    if (prospectsFailure !== null)
      showFailure(`${customerName(event)} is not in the pipeline.`, { message: prospectsFailure });
    return;
  }
  const id = freshProspectId(new Set(prospects.map((one) => one.id)));
  const name = customerName(event);
  const row = { probability: 0.5, ...event, id, type: 'onboardCustomer' as const, customer: name };
  if (!(await savePipeline([...prospects, row], `Add ${name} to the pipeline`))) return;
  showDone(`${name} is in the pipeline.`, { label: 'Show', run: () => showTab('pipeline') });
}

const SHAPE_KEYS: ReadonlySet<string> = new Set([...AMOUNTS, 'fleet', 'volumes', 'ramp']);

/** What of the customer on the desk is its shape, intervals included as they are. */
export function shapeOfEvent(event: EventDocument): CustomerShape {
  const kept = Object.entries(event).filter(([name]) => SHAPE_KEYS.has(name));
  // The fields are those of the event's own schema; the engine checks them whenever the template is used.
  return { fleet: [], ...Object.fromEntries(kept) };
}

/** Changes the customer on the desk. */
export function editCustomer(change: (event: EventDocument) => EventDocument): void {
  edit((document) => ({
    ...document,
    events: document.events.map((event) => (event.type === 'onboardCustomer' ? change(event) : event)),
  }));
}

/** Sets one field of the customer on the desk, or takes it away. */
export function setCustomerField(name: string, value: unknown): void {
  editCustomer((event) => {
    const { [name]: _dropped, ...rest } = event;
    const kept = { ...rest, id: event.id, type: event.type };
    return value === undefined ? kept : { ...kept, [name]: value };
  });
}

/** The new name, also of the spread groups that carry the old one, and of a scenario that is called after its customer. */
export function renameCustomer(name: string): void {
  edit((document) => {
    const event = customerEvent(document);
    if (event === null) return document;
    const old = customerName(event);
    const fleet: readonly Record<string, unknown>[] = Array.isArray(event['fleet']) ? event['fleet'] : [];
    return {
      ...document,
      name: document.name === old && name.trim() !== '' ? name : document.name,
      events: [{ ...event, customer: name, fleet: old === '' ? fleet : renamedGroups(fleet, old, name) }],
    };
  });
}

/**
 * The load of another shape, or of the same one in another size; name, place, date and ramp stay. Nothing where another
 * customer was put on the desk while the shape was fetched.
 */
export function takeShape(desk: Desk, source: ShapeSource): void {
  if (activeDesk(useScenarios.getState())?.key !== desk.key) return;
  set({ sources: new Map(get().sources).set(desk.key, source) });
  editCustomer((event) => {
    const name = customerName(event);
    const { id, type, customer, region, cluster, on, probability, ramp, pool } = event;
    const kept = { customer, region, cluster, on, probability, pool };
    const given = Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
    const fields = fieldsOf(source, name);
    return { ...fields, ...given, ...(ramp === undefined ? {} : { ramp }), id, type };
  });
}

export function resizeShape(desk: Desk, factor: number): void {
  const source = get().sources.get(desk.key);
  if (source !== undefined) takeShape(desk, { ...source, factor });
}
