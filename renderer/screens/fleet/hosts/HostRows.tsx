import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useCallback, useId, useRef, useState, type CSSProperties, type ReactNode } from 'react';
import type { HostState } from '../../../../shared/model/document.ts';
import {
  columnHead,
  isSameAsBefore,
  isScenarioColumn,
  type HostSort,
  type HostTableColumn,
} from '../../../../shared/view/host-table.ts';
import type { HostUnion } from '../../../../shared/view/host-union.ts';
import { STATE_SHOWN } from '../../../../shared/view/host-words.ts';
import { NOT_MEASURED } from '../../../../shared/view/number-format.ts';
import { SortHeads } from '../../../components/SortHeads.tsx';
import { Mark, Status } from '../../../components/Status.tsx';

const ROW = 26;

interface HostRowsProps {
  readonly union: HostUnion;
  readonly hosts: readonly number[];
  readonly columns: readonly HostTableColumn[];
  readonly sort: HostSort | null;
  readonly onSort: (column: HostTableColumn) => void;
  readonly selected: string | null;
  readonly onOpen: (host: string) => void;
}

function headOf(column: HostTableColumn): ReactNode {
  return (
    <>
      {isScenarioColumn(column) ? <Mark mark="scen" /> : null}
      {columnHead(column).replace(/, (\S+)$/, ',\u00a0$1')}
    </>
  );
}

function CellText({
  column,
  union,
  host,
}: {
  readonly column: HostTableColumn;
  readonly union: HostUnion;
  readonly host: number;
}) {
  const value = column.value(union, host);
  if (column.id === 'state') {
    const state = String(value) as HostState;
    return <Status mark={STATE_SHOWN[state]}>{state}</Status>;
  }
  if (value === null) return column.isNumber ? <Mark mark="unknown" label={NOT_MEASURED} /> : null;
  if (isScenarioColumn(column)) {
    return isSameAsBefore(column, union, host) ? (
      <span className="mute">same</span>
    ) : (
      <span className="scen">{column.text(value)}</span>
    );
  }
  return column.text(value);
}

interface RowProps extends Pick<HostRowsProps, 'union' | 'columns'> {
  readonly id: string;
  readonly host: number;
  readonly index: number;
  /** Pixels from the top of all rows. */
  readonly start: number;
  readonly isSelected: boolean;
  readonly isCurrent: boolean;
  readonly onOpen: (index: number, host: string) => void;
}

/** Drawn anew only when something of its own changes: scrolling draws the rows that come into sight, and no other. */
const Row = memo(function Row({
  id,
  union,
  host,
  columns,
  index,
  start,
  isSelected,
  isCurrent,
  onOpen,
}: RowProps) {
  const name = union.before.ids[host] ?? '';
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- Enter on the grid opens the current row
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={`v-row${isSelected ? ' is-selected' : ''}${isCurrent ? ' is-current' : ''}`}
      style={{ top: start }}
      onClick={() => onOpen(index, name)}
    >
      {columns.map((column) => (
        <div key={column.id} role="gridcell" className={column.isNumber ? 'r' : 'ell'}>
          <CellText column={column} union={union} host={host} />
        </div>
      ))}
    </div>
  );
});

/** The rows of the table, of which only those in sight are in the page. Arrows move, Enter opens. */
export function HostRows({ union, hosts, columns, sort, onSort, selected, onOpen }: HostRowsProps) {
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const [active, setActive] = useState(0);
  // oxlint-disable-next-line react/incompatible-library -- its functions are used in this component only, unmemoised
  const rows = useVirtualizer({
    count: hosts.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 6,
  });
  const current = Math.min(active, hosts.length - 1);
  const page = Math.max(1, Math.floor((box.current?.clientHeight ?? ROW * 10) / ROW) - 2);
  const go = (row: number): void => {
    const next = Math.min(Math.max(0, row), hosts.length - 1);
    setActive(next);
    rows.scrollToIndex(next);
  };
  const open = useCallback(
    (index: number, host: string): void => {
      setActive(index);
      onOpen(host);
    },
    [onOpen],
  );
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: current + 1,
    ArrowUp: current - 1,
    PageDown: current + page,
    PageUp: current - page,
    Home: 0,
    End: hosts.length - 1,
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const to = moves[event.key];
    if (to !== undefined) go(to);
    else if (event.key === 'Enter' || event.key === ' ') onOpen(union.before.ids[hosts[current] ?? -1] ?? '');
    else return;
    event.preventDefault();
  };
  const style = {
    '--columns': columns.map(({ width }) => `minmax(0, ${width}fr)`).join(' '),
    '--least': `${columns.reduce((sum, { width }) => sum + width, 0)}px`,
  } as CSSProperties;
  return (
    <div
      className="v-table"
      ref={box}
      role="grid"
      tabIndex={0}
      aria-label="Hosts"
      aria-rowcount={hosts.length + 1}
      aria-activedescendant={hosts.length === 0 ? undefined : `${id}-${current}`}
      style={style}
      onKeyDown={onKeyDown}
    >
      <SortHeads columns={columns} sort={sort} onSort={onSort} headOf={headOf} />
      <div role="rowgroup" className="v-body" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const host = hosts[index] ?? -1;
          return (
            <Row
              key={host}
              id={`${id}-${index}`}
              union={union}
              host={host}
              columns={columns}
              index={index}
              start={start}
              isSelected={union.before.ids[host] === selected}
              isCurrent={index === current}
              onOpen={open}
            />
          );
        })}
      </div>
    </div>
  );
}
