import { useId, useLayoutEffect, useRef, useState } from 'react';
import type { TableColumn } from '../../../../shared/ipc/inventory-edit-channels.ts';
import { useAsked } from '../../../state/asked.ts';
import { optionsOf } from '../../../state/inventory-edits.ts';
import { CellOffers, type OffersPlace } from './CellOffers.tsx';

/** Where the cursor goes once the cell is taken. */
export type AfterEdit = 'down' | 'up' | 'right' | 'left' | 'stay';

interface CellEditorProps {
  readonly table: string;
  readonly column: TableColumn;
  readonly label: string;
  readonly initial: string;
  /** Opened by typing: what was typed replaces the cell; opened by Enter or F2: it is changed. */
  readonly selectsAll: boolean;
  /** Why the cell was not taken. */
  readonly problem: string | null;
  readonly onCommit: (text: string, after: AfterEdit) => void;
  readonly onCancel: () => void;
}

const ROOM_FOR_LIST = 220;

interface Options {
  readonly options: readonly string[];
  /** Why what a reference can be was not read. */
  readonly failure: string | null;
  readonly again: () => void;
}

/** Words to choose from: of a choice all that contain the text, of a reference what the inventory has. */
function useOptions(table: string, column: TableColumn, text: string, asked: boolean): Options {
  const isReference = column.kind === 'reference';
  const sought = asked ? text : '';
  const { answer, failure, again } = useAsked(isReference ? `${table} ${column.key}` : null, sought, () =>
    optionsOf(table, column.key, sought),
  );
  if (isReference) return { options: answer ?? [], failure, again };
  const part = sought.trim().toLowerCase();
  const options = column.choices.filter((choice) => choice.toLowerCase().includes(part));
  return { options, failure: null, again };
}

/** What Enter takes: the option moved to, else the only sensible completion of the text, else the text itself. */
function taken(text: string, options: readonly string[], active: number): string {
  const chosen = options[active];
  if (chosen !== undefined) return chosen;
  const begin = text.trim().toLowerCase();
  if (begin === '' || options.some((option) => option.toLowerCase() === begin)) return text;
  const completions = options.filter((option) => option.toLowerCase().startsWith(begin));
  return completions.length === 1 ? (completions[0] ?? text) : text;
}

/**
 * The cell being edited. Enter takes it and goes down, Tab to the right, Escape leaves it as it was. Choices and
 * references offer what they can be; the arrows go through the list.
 */
export function CellEditor(props: CellEditorProps) {
  const { table, column, label, initial, selectsAll, problem, onCommit, onCancel } = props;
  const [text, setText] = useState(initial);
  const [asked, setAsked] = useState(!selectsAll && initial !== '' && problem === null);
  const [active, setActive] = useState(-1);
  const [place, setPlace] = useState<OffersPlace | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  const list = useId();
  const said = useId();
  const { options, failure, again } = useOptions(table, column, text, asked);
  const entries = failure === null ? options.length : 1;
  useLayoutEffect(() => {
    const element = input.current;
    if (element === null) return;
    element.focus({ preventScroll: true });
    if (selectsAll) element.select();
    const { left, top, bottom } = element.getBoundingClientRect();
    const up = window.innerHeight - bottom < ROOM_FOR_LIST;
    setPlace({ left, top: up ? top : bottom, up });
  }, [selectsAll]);
  const commit = (after: AfterEdit, value = taken(text, options, active)): void => {
    if (done.current) return;
    done.current = true;
    onCommit(value, after);
  };
  const askAgain = (): void => {
    setActive(-1);
    again();
  };
  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>): void => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    const { key, shiftKey } = event;
    if (key === 'Enter' && failure !== null && active >= 0) askAgain();
    else if (key === 'Enter') commit(shiftKey ? 'up' : 'down');
    else if (key === 'Tab') commit(shiftKey ? 'left' : 'right');
    else if (key === 'Escape') {
      done.current = true;
      onCancel();
    } else if ((key === 'ArrowDown' || key === 'ArrowUp') && entries > 0) {
      const step = key === 'ArrowDown' ? 1 : -1;
      setActive((active + step + entries) % entries);
    } else return;
    event.preventDefault();
  };
  const offers = entries > 0 && place !== null;
  return (
    <>
      <input
        ref={input}
        className={`cell-input${column.kind === 'number' ? ' r' : ''}${problem === null ? '' : ' bad'}`}
        value={text}
        role={offers ? 'combobox' : undefined}
        aria-label={label}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : said}
        aria-expanded={offers ? true : undefined}
        aria-controls={offers ? list : undefined}
        aria-activedescendant={offers && active >= 0 ? `${list}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value);
          setAsked(true);
          setActive(-1);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => commit('stay')}
      />
      {problem === null ? null : (
        <span id={said} role="alert" className="cell-said">
          {problem}
        </span>
      )}
      {offers ? (
        <CellOffers
          id={list}
          label={label}
          place={place}
          options={options}
          failure={failure}
          active={active}
          onTake={(option) => commit('stay', option)}
          onAgain={askAgain}
        />
      ) : null}
    </>
  );
}
