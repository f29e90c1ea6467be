/** Where a list stands: at the left edge of its cell, below it or, without room there, above. */
export interface OffersPlace {
  readonly left: number;
  readonly top: number;
  readonly up: boolean;
}

interface CellOffersProps {
  readonly id: string;
  readonly label: string;
  readonly place: OffersPlace;
  readonly options: readonly string[];
  /** Why what the cell can refer to was not read; its one entry then asks once more. */
  readonly failure: string | null;
  /** The entry the arrows have come to; −1: none. */
  readonly active: number;
  readonly onTake: (option: string) => void;
  readonly onAgain: () => void;
}

interface Entry {
  readonly text: string;
  readonly run: () => void;
}

/** What a cell can hold, to choose from. The editor keeps the focus: the arrows go through the list from there. */
export function CellOffers(props: CellOffersProps) {
  const { id, label, place, options, failure, active, onTake, onAgain } = props;
  const entries: readonly Entry[] =
    failure === null
      ? options.map((text) => ({ text, run: () => onTake(text) }))
      : [{ text: 'Try again', run: onAgain }];
  return (
    <div
      className="menu cell-options"
      role="presentation"
      onMouseDown={(event) => event.preventDefault()}
      style={
        place.up
          ? { left: place.left, bottom: window.innerHeight - place.top }
          : { left: place.left, top: place.top }
      }
    >
      {failure === null ? null : (
        <p role="alert" className="cell-unread">
          What can stand here was not read. {failure}
        </p>
      )}
      <div id={id} role="listbox" aria-label={label}>
        {entries.map(({ text, run }, at) => (
          <div
            key={text}
            id={`${id}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === active}
            className={`item${at === active ? ' is-active' : ''}`}
            ref={at === active ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
            onMouseDown={run}
          >
            {text}
          </div>
        ))}
      </div>
    </div>
  );
}
