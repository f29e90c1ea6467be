import { useMemo, useState } from 'react';
import {
  Button as AriaButton,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
} from 'react-aria-components';
import { counted } from '../../../shared/view/number-format.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Icon } from '../../components/Icon.tsx';
import { addPreset } from '../../state/event-edits.ts';
import { useInventory } from '../../state/inventory-store.ts';
import { useResults } from '../../state/result-store.ts';
import { movedEvent } from '../../state/scenario-document.ts';
import { edit, type Desk } from '../../state/scenario-store.ts';
import { EventCard } from './EventCard.tsx';
import { eventIcon } from './event-icons.ts';
import { PresetItem, useFailurePresets } from './FailurePresets.tsx';
import { SmallestFixes } from './SmallestFixes.tsx';
import { addEvent, eventOffers } from './new-event.ts';

const GROUPS = [
  ['failure', 'Something fails'],
  ['change', 'Something is changed'],
  ['growth', 'Something grows'],
] as const;

function AddEvent({ desk }: { readonly desk: string }) {
  const [isOpen, setOpen] = useState(false);
  const modes = useFailurePresets(isOpen);
  const model = useInventory((state) => state.formModel);
  const offers = useMemo(() => (model === null ? [] : eventOffers(model)), [model]);
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <AriaButton className="btn small" isDisabled={model === null}>
        <Icon name="plus" size={14} />
        Add event
      </AriaButton>
      <Popover className="menu add-menu" offset={4} placement="bottom end" aria-label="Add event">
        <Menu
          aria-label="Add event"
          className="listbox"
          disabledKeys={offers.filter((offer) => offer.refused !== null).map((offer) => offer.type)}
        >
          {GROUPS.map(([group, title]) => (
            <MenuSection key={group}>
              <Header className="menu-head">{title}</Header>
              {offers
                .filter((offer) => offer.group === group)
                .map((offer) => (
                  <MenuItem
                    key={offer.type}
                    id={offer.type}
                    textValue={offer.title}
                    className="item"
                    onAction={() => {
                      if (model !== null) addEvent(offer.type, model);
                    }}
                  >
                    <Icon name={eventIcon(offer.type)} size={14} />
                    <span>{offer.title}</span>
                    {offer.refused === null ? null : <span className="k ell">{offer.refused}</span>}
                  </MenuItem>
                ))}
            </MenuSection>
          ))}
          {modes.length === 0 ? null : (
            <MenuSection>
              <Header className="menu-head">A known failure mode</Header>
              {modes.map((mode) => (
                <PresetItem key={mode.id} mode={mode} onChoose={(choice) => void addPreset(desk, choice)} />
              ))}
            </MenuSection>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** The events in the order they happen. Cards are picked up by their grip, or moved with Alt and the arrow keys. */
export function EventList({ desk }: { readonly desk: Desk }) {
  const { events, seed } = desk.document;
  const [selected, setSelected] = useState<string | null>(null);
  const result = useResults((state) => (state.resultOf === desk.key ? state.result : null));
  const problems = useResults((state) => (state.resultOf === desk.key ? state.failure?.problems : undefined));
  const outcomes = new Map(result?.events.map((entry) => [entry.event.id, entry]));
  return (
    <aside className="events" aria-label="Events">
      <div className="ev-h">
        <h2>{counted(events.length, 'event')}</h2>
        <span className="mute">seed {seed}</span>
        <span className="grow" />
        <AddEvent desk={desk.key} />
      </div>
      {events.length === 0 ? (
        <EmptyState icon="scenarios" title="No event yet">
          Add what should happen: hosts lost, an edge node down, a Postgres failover, a new customer.
        </EmptyState>
      ) : null}
      {events.map((event, at) => (
        <EventCard
          key={event.id}
          event={event}
          saved={desk.saved?.events.find((other) => other.id === event.id) ?? null}
          isSelected={selected === event.id}
          onSelect={() => setSelected(event.id)}
          outcome={outcomes.get(event.id) ?? null}
          problems={(problems ?? []).filter((problem) => problem.path?.startsWith(`events[${at}]`))}
          onMove={(step) => edit((document) => movedEvent(document, event.id, step))}
        />
      ))}
      <SmallestFixes desk={desk} result={result} />
    </aside>
  );
}
