import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useId, useRef, useState, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import type { PortfolioRow } from '../../../../shared/timeline/portfolio-row.ts';
import { NOT_MEASURED } from '../../../../shared/view/number-format.ts';
import type { PortfolioColumn, PortfolioFigure } from '../../../../shared/view/portfolio-columns.ts';
import type { PortfolioSort } from '../../../../shared/view/portfolio-rows.ts';
import { SortHeads } from '../../../components/SortHeads.tsx';
import { Mark, Status } from '../../../components/Status.tsx';

const ROW = 26;
const MARKS = { ok: 'ok', breach: 'breach', refused: 'unknown' } as const;
const MARGINS: ReadonlySet<string> = new Set(['compute', 'edge', 'controlPlane', 'storage', 'overlay']);

type Explain = (row: PortfolioRow, figure: PortfolioFigure, title: string) => void;

interface PortfolioRowsProps {
  readonly rows: readonly PortfolioRow[];
  readonly columns: readonly PortfolioColumn[];
  readonly sort: PortfolioSort | null;
  readonly onSort: (column: PortfolioColumn) => void;
  readonly onOpen: (row: PortfolioRow) => void;
  readonly onExplain: Explain;
}

function headOf({ title, unit }: PortfolioColumn): ReactNode {
  return (
    <>
      {title}
      {unit === '' ? null : <span className="mute"> {unit}</span>}
    </>
  );
}

/** A figure's own state: which domain decides the verdict, which is missed. */
function figureClass(row: PortfolioRow, column: PortfolioColumn): string {
  if (!MARGINS.has(column.id)) return '';
  const own = Object.entries(row.domains).find(([domain]) => domain === column.id)?.[1] ?? null;
  if (own === null) return '';
  const decides = own.id === row.tightest?.id ? ' strong' : '';
  return own.verdict === 'breach' ? `pf-bad${decides}` : decides;
}

function CellContent({
  row,
  column,
  onExplain,
}: {
  readonly row: PortfolioRow;
  readonly column: PortfolioColumn;
  readonly onExplain: Explain;
}) {
  if (column.id === 'verdict') return <Status mark={MARKS[row.verdict]}>{column.text(row)}</Status>;
  const text = column.text(row);
  if (text === '') {
    if (row.verdict === 'refused' || !MARGINS.has(column.id)) return <span className="mute">—</span>;
    return <Mark mark="unknown" label={NOT_MEASURED} />;
  }
  const figure = column.figure(row);
  if (figure === null) return <span title={column.isNumber ? undefined : text}>{text}</span>;
  const isBad = figureClass(row, column);
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`num ${isBad}`}
      title={`Explain ${column.title}`}
      onClick={(event) => {
        event.stopPropagation();
        onExplain(row, figure, column.title);
      }}
    >
      {isBad.startsWith('pf-bad') ? <Mark mark="breach" label="missed" /> : null}
      {text}
    </button>
  );
}

interface RowProps extends Pick<PortfolioRowsProps, 'columns' | 'onOpen' | 'onExplain'> {
  readonly id: string;
  readonly row: PortfolioRow;
  readonly index: number;
  readonly start: number;
  /** The cell the keyboard is on; `null` where it is on another row. */
  readonly at: number | null;
}

const Row = memo(function Row({ id, row, columns, index, start, at, onOpen, onExplain }: RowProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- Enter on the grid opens the current row
    <div
      role="row"
      aria-rowindex={index + 2}
      className={`v-row pf-row${at === null ? '' : ' is-current'}`}
      style={{ top: start }}
      title={row.problem ?? undefined}
      onClick={() => onOpen(row)}
    >
      {columns.map((column, place) => (
        <div
          key={column.id}
          id={`${id}-${index}-${place}`}
          role="gridcell"
          className={`${column.isNumber ? 'r' : 'ell'}${at === place ? ' is-at' : ''}`}
        >
          <CellContent row={row} column={column} onExplain={onExplain} />
        </div>
      ))}
    </div>
  );
});

/** Rows of which only those in sight are in the page. Arrows move by cell; Enter explains a figure, elsewhere opens the row. */
export function PortfolioRows({ rows, columns, sort, onSort, onOpen, onExplain }: PortfolioRowsProps) {
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const [active, setActive] = useState({ row: 0, column: 0 });
  // oxlint-disable-next-line react/incompatible-library -- its functions are used in this component only, unmemoised
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 12,
    scrollPaddingStart: 40,
  });
  const at = {
    row: Math.min(active.row, rows.length - 1),
    column: Math.min(active.column, columns.length - 1),
  };
  const page = Math.max(1, Math.floor((box.current?.clientHeight ?? ROW * 10) / ROW) - 2);
  const go = (row: number, column: number): void => {
    const next = {
      row: Math.min(Math.max(0, row), rows.length - 1),
      column: Math.min(Math.max(0, column), columns.length - 1),
    };
    setActive(next);
    virtual.scrollToIndex(next.row);
  };
  const moves: Readonly<Record<string, readonly [row: number, column: number]>> = {
    ArrowDown: [at.row + 1, at.column],
    ArrowUp: [at.row - 1, at.column],
    ArrowRight: [at.row, at.column + 1],
    ArrowLeft: [at.row, at.column - 1],
    PageDown: [at.row + page, at.column],
    PageUp: [at.row - page, at.column],
    Home: [0, at.column],
    End: [rows.length - 1, at.column],
  };
  const press = (): void => {
    const [row, column] = [rows[at.row], columns[at.column]];
    if (row === undefined || column === undefined) return;
    const figure = column.figure(row);
    if (figure === null) onOpen(row);
    else onExplain(row, figure, column.title);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = moves[event.key];
    if (to !== undefined) go(...to);
    else if (event.key === 'Enter' || event.key === ' ') press();
    else return;
    event.preventDefault();
  };
  const style = {
    '--columns': columns.map(({ width }) => `minmax(${width}px, ${width}fr)`).join(' '),
    '--least': `${columns.reduce((sum, { width }) => sum + width, 0)}px`,
  } as CSSProperties;
  return (
    <div
      className="v-table pf-table"
      ref={box}
      role="grid"
      tabIndex={0}
      aria-label="Cells of the portfolio"
      aria-rowcount={rows.length + 1}
      aria-activedescendant={rows.length === 0 ? undefined : `${id}-${at.row}-${at.column}`}
      style={style}
      onKeyDown={onKeyDown}
    >
      <SortHeads columns={columns} sort={sort} onSort={onSort} headOf={headOf} />
      <div role="rowgroup" className="v-body" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <Row
              key={index}
              id={id}
              row={row}
              columns={columns}
              index={index}
              start={start}
              at={index === at.row ? at.column : null}
              onOpen={onOpen}
              onExplain={onExplain}
            />
          );
        })}
      </div>
    </div>
  );
}
