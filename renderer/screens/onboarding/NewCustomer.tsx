import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { EmptyState, ErrorNote } from '../../components/EmptyState.tsx';
import { Icon } from '../../components/Icon.tsx';
import { useInventory } from '../../state/inventory-store.ts';
import { once } from '../../state/once.ts';
import { customerEvent, showCustomer, startCustomer } from '../../state/onboarding-store.ts';
import { activate, activeDesk, useScenarios } from '../../state/scenario-store.ts';
import { deleteTemplate, loadShapes, usePipeline } from '../../state/pipeline-store.ts';
import { useView } from '../../state/view-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { startDay } from './start-day.ts';
import { useShapeOffers, type ShapeOffer } from './use-shape-offers.ts';

async function start(offer: ShapeOffer): Promise<void> {
  const { formModel } = useInventory.getState();
  const region = useView.getState().region ?? formModel?.regions[0]?.id;
  const loaded = await once('begin a customer', offer.load);
  if (loaded === null || region === undefined) return;
  const asOf = useWorkspace.getState().info?.asOf ?? null;
  startCustomer('new customer', { region, ...startDay(asOf) }, { ...loaded, factor: 1 });
}

function Offers({ offers }: { readonly offers: readonly ShapeOffer[] }) {
  return (
    <div className="presets ob-presets">
      {offers.map((offer) => (
        <div key={offer.id} className="ob-offer">
          <button type="button" className="preset" onClick={() => void start(offer)}>
            <Icon name="onboarding" />
            <b className="med">{offer.name}</b>
            <span className="mute">{offer.beside}</span>
          </button>
          {offer.kind === 'saved' ? (
            <Button
              small
              kind="quiet"
              icon="x"
              label={`Delete template ${offer.name}`}
              onPress={() => void deleteTemplate(offer.id.slice('saved '.length))}
            />
          ) : null}
        </div>
      ))}
    </div>
  );
}

/** Onboardings saved as scenarios: one press takes one to the desk again. */
function Saved() {
  const list = useScenarios((state) => state.list);
  const desk = useScenarios(activeDesk);
  const current = desk === null ? null : customerEvent(desk.document);
  const onboardings = list.filter(
    ({ eventTypes }) => eventTypes.length === 1 && eventTypes[0] === 'onboardCustomer',
  );
  const open = async (id: string): Promise<void> => {
    if (await activate(id)) showCustomer();
  };
  if (onboardings.length === 0 && current === null) return null;
  return (
    <section className="pane" aria-label="Customers looked at before">
      <header>
        <h2>Looked at before</h2>
        <span className="note">onboardings saved as scenarios</span>
      </header>
      <ul className="ob-saved">
        {desk === null || current === null || desk.savedId !== null ? null : (
          <li>
            <button type="button" className="linkish" onClick={showCustomer}>
              {desk.document.name}
            </button>
            <span className="mute">draft on the desk</span>
          </li>
        )}
        {onboardings.map(({ id, name, version }) => (
          <li key={id}>
            <button type="button" className="linkish" onClick={() => void open(id)}>
              {name}
            </button>
            <span className="mute">version {version}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const MOST_SHOWN = 12;

/** Where a new customer begins: a template, a saved one, or the shape of a customer who is there. */
export function NewCustomer() {
  const offers = useShapeOffers();
  const failure = usePipeline((state) => state.shapesFailure);
  const hasHosts = useWorkspace((state) => (state.info?.counts.hosts ?? 0) > 0);
  const [typed, setTyped] = useState('');
  if (!hasHosts) {
    return (
      <EmptyState icon="onboarding" title="No hosts yet">
        A customer is tried against an inventory of hosts. Import one on the Data screen first.
      </EmptyState>
    );
  }
  const templates = offers.filter(({ kind }) => kind !== 'customer');
  const customers = offers.filter(({ kind }) => kind === 'customer');
  const wanted = typed.trim().toLowerCase();
  const found = customers.filter(({ name }) => name.toLowerCase().includes(wanted));
  return (
    <div className="screen-scroll ob-start">
      <section className="ob-say" aria-label="Begin">
        <p className="v-say">
          <b>Would the next customer fit?</b> Begin with a size; every figure can be changed after.
        </p>
      </section>
      <Offers offers={templates} />
      {failure === null ? null : (
        <div className="screen-note">
          <ErrorNote title="Saved templates and customers were not read." again={() => void loadShapes()}>
            {failure}
          </ErrorNote>
        </div>
      )}
      {customers.length === 0 ? null : (
        <section className="pane" aria-label="Shape of a customer">
          <header>
            <h2>Same shape as a customer</h2>
            <span className="note">from the inventory and what was measured, times a factor</span>
            <span className="grow" />
            <label className="ob-find">
              <span className="vh">Find a customer</span>
              <span className="input small">
                <Icon name="search" size={14} />
                <input value={typed} placeholder="Find" onChange={(event) => setTyped(event.target.value)} />
              </span>
            </label>
          </header>
          <ul className="ob-customers">
            {found.slice(0, MOST_SHOWN).map((offer) => (
              <li key={offer.id}>
                <button type="button" className="linkish" onClick={() => void start(offer)}>
                  {offer.name}
                </button>
                <span className="mute">{offer.beside}</span>
              </li>
            ))}
          </ul>
          {found.length > MOST_SHOWN ? (
            <p className="more mute">{found.length - MOST_SHOWN} more; type a part of the name</p>
          ) : null}
        </section>
      )}
      <Saved />
    </div>
  );
}
