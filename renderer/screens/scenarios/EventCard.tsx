import { memo, type DragEvent, type KeyboardEvent } from 'react';
import { definitionOf } from '../../../shared/events/event-registry.ts';
import type { Problem } from '../../../shared/model/problem.ts';
import type { EventOutcome } from '../../../shared/timeline/result.ts';
import { formatDay } from '../../../shared/view/date-format.ts';
import { outcomeLine } from '../../../shared/view/event-outcome-line.ts';
import { Icon } from '../../components/Icon.tsx';
import { MenuButton } from '../../components/MenuButton.tsx';
import { Status } from '../../components/Status.tsx';
import { freshEventId, withEvent, type EventDocument } from '../../state/scenario-document.ts';
import { edit } from '../../state/scenario-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { eventIcon } from './event-icons.ts';
import { EventForm } from './EventForm.tsx';

interface EventCardProps {
  readonly event: EventDocument;
  /** The same event as last saved; a slider marks its values. */
  readonly saved: EventDocument | null;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
  readonly outcome: EventOutcome | null;
  readonly problems: readonly Problem[];
  readonly onMove: (step: number) => void;
}

const DRAGGED = 'application/x-headroom-event';

function duplicate(event: EventDocument): void {
  edit((document) => ({
    ...document,
    events: document.events.flatMap((other) =>
      other.id === event.id ? [other, { ...other, id: freshEventId(document, other.type) }] : [other],
    ),
  }));
}

function remove(event: EventDocument): void {
  edit((document) => ({ ...document, events: document.events.filter((other) => other.id !== event.id) }));
}

function toggle(event: EventDocument): void {
  edit((document) =>
    withEvent(document, event.id, ({ disabled, ...rest }) =>
      disabled === true
        ? { ...rest, id: event.id, type: event.type }
        : { ...rest, id: event.id, type: event.type, disabled: true },
    ),
  );
}

/** Moves the dropped card to just before this one. */
function dropBefore(target: EventDocument, dragged: string): void {
  edit((document) => {
    const moved = document.events.find((event) => event.id === dragged);
    if (moved === undefined || dragged === target.id) return document;
    return {
      ...document,
      events: document.events
        .filter((event) => event.id !== dragged)
        .flatMap((event) => (event.id === target.id ? [moved, event] : [event])),
    };
  });
}

type HeadProps = Pick<EventCardProps, 'event' | 'onMove'>;

/** What the head reads; its acts find the event by its id. */
const isSameHead = (a: HeadProps, b: HeadProps): boolean =>
  ['id', 'type', 'disabled', 'customer', 'on'].every((key) => a.event[key] === b.event[key]);

const Head = memo(function Head({ event, onMove }: HeadProps) {
  const asOf = useWorkspace((state) => state.info?.asOf ?? null);
  const title = definitionOf(event.type)?.title ?? event.type;
  const items = [
    { id: 'duplicate', label: 'Duplicate' },
    { id: 'toggle', label: event.disabled === true ? 'Enable' : 'Disable' },
    { id: 'up', label: 'Move up', beside: 'Alt ↑' },
    { id: 'down', label: 'Move down', beside: 'Alt ↓' },
    { id: 'remove', label: 'Remove', danger: true },
  ];
  const act = (id: string) => {
    if (id === 'duplicate') duplicate(event);
    else if (id === 'toggle') toggle(event);
    else if (id === 'remove') remove(event);
    else onMove(id === 'up' ? -1 : 1);
  };
  return (
    <header>
      <span
        className="grip"
        draggable
        aria-hidden="true"
        onDragStart={(drag) => {
          drag.dataTransfer.setData(DRAGGED, event.id);
          drag.dataTransfer.effectAllowed = 'move';
        }}
      >
        <Icon name="grip" size={14} />
      </span>
      <Icon name={eventIcon(event.type)} />
      <h3 className="ell">
        {typeof event['customer'] === 'string' ? `Onboard ${event['customer']}` : title}
      </h3>
      <span className="when">{event.on === undefined ? 'at once' : `on ${formatDay(event.on, asOf)}`}</span>
      <MenuButton iconOnly small icon="more" label={`Acts on ${title}`} items={items} onAction={act} />
    </header>
  );
}, isSameHead);

function Foot({
  outcome,
  problems,
  isDisabled,
}: {
  readonly outcome: EventOutcome | null;
  readonly problems: readonly Problem[];
  readonly isDisabled: boolean;
}) {
  if (isDisabled) return <footer className="mute">Disabled: left out of the result</footer>;
  const [problem] = problems;
  if (problem !== undefined) {
    return (
      <footer className="card-problem">
        <Status mark="breach">{problem.message}</Status>
      </footer>
    );
  }
  if (outcome === null) return null;
  const line = outcomeLine(outcome);
  return (
    <footer>
      <Status mark={line.mark}>{line.text}</Status>
      <span className="mute ell">{line.beside}</span>
    </footer>
  );
}

/** One thing that happens: what, where, how much; and in its foot what came of it. */
export function EventCard(props: EventCardProps) {
  const { event, saved, isSelected, onSelect, outcome, problems, onMove } = props;
  const title = definitionOf(event.type)?.title ?? event.type;
  const onKeyDown = (key: KeyboardEvent) => {
    if (!key.altKey || (key.key !== 'ArrowUp' && key.key !== 'ArrowDown')) return;
    key.preventDefault();
    onMove(key.key === 'ArrowUp' ? -1 : 1);
  };
  const onDrop = (drop: DragEvent) => {
    const dragged = drop.dataTransfer.getData(DRAGGED);
    if (dragged === '') return;
    drop.preventDefault();
    dropBefore(event, dragged);
  };
  return (
    <article
      className={`card${isSelected ? ' sel' : ''}${event.disabled === true ? ' is-disabled' : ''}`}
      aria-label={title}
      tabIndex={-1}
      onFocus={onSelect}
      onKeyDown={onKeyDown}
      onDragOver={(drag) => {
        if (drag.dataTransfer.types.includes(DRAGGED)) drag.preventDefault();
      }}
      onDrop={onDrop}
    >
      <Head event={event} onMove={onMove} />
      <EventForm event={event} saved={saved} showsAll={isSelected} />
      <Foot outcome={outcome} problems={problems} isDisabled={event.disabled === true} />
    </article>
  );
}
