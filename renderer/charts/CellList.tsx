import type { ReactNode } from 'react';

interface CellListProps {
  /** What is shown: `Memory reserved by host`. */
  readonly label: string;
  /** Of this list alone; the current cell's element is named after it. */
  readonly id: string;
  readonly count: number;
  readonly current: number;
  readonly selected: number;
  /** The current cell in words: said when it gets the focus. */
  readonly said: string;
  readonly onKeyDown: (event: React.KeyboardEvent) => void;
  readonly onFocusChange: (hasFocus: boolean) => void;
  /** A press with the pointer, wherever in the list. */
  readonly onPress: (event: React.MouseEvent) => void;
  /** The drawing and the rings above it. */
  readonly children: ReactNode;
}

/**
 * Cells drawn on a canvas as one stop of the Tab key: a list box of which only the current cell exists as an element, so
 * that ten thousand cells cost a screen reader nothing.
 */
export function CellList(props: CellListProps) {
  const { label, id, count, current, selected, said, onKeyDown, onFocusChange, onPress, children } = props;
  return (
    <div
      className="heat-cells"
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={`${id}-${current}`}
      onKeyDown={onKeyDown}
      onFocus={() => onFocusChange(true)}
      onBlur={() => onFocusChange(false)}
      onClick={onPress}
    >
      <div
        id={`${id}-${current}`}
        className="vh"
        role="option"
        aria-selected={current === selected}
        aria-setsize={count}
        aria-posinset={current + 1}
      >
        {said}
      </div>
      {children}
    </div>
  );
}
