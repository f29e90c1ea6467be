import { useId, useMemo, useRef, useState, type ReactNode } from 'react';
import type { HeatCells } from '../../shared/view/heat-cells.ts';
import {
  cellAt,
  layoutHeat,
  nextCell,
  type HeatLayout,
  type HeatMove,
  type HeatShape,
} from '../../shared/view/heat-layout.ts';
import { CellList } from './CellList.tsx';
import { HeatTile } from './HeatTile.tsx';
import { useBoxSize } from './use-box-size.ts';

const TILE = 1024;
/** Kept free at both sides for the rings around cells. */
const MARGIN = 6;

export interface HeatTipRow {
  readonly key: string;
  readonly name: string;
  readonly text: string;
  /** The scenario's figure, in accent after the baseline's. */
  readonly scenario?: string | null;
}

export interface HeatMapProps {
  /** What is shown: `Memory reserved by host`. */
  readonly label: string;
  readonly shape: HeatShape;
  readonly cells: HeatCells;
  /** Written into a cell where there is room. */
  readonly labelOf: (cell: number) => string;
  readonly headings: readonly ReactNode[];
  /** A cell in words: said when it gets the focus. */
  readonly spoken: (cell: number) => string;
  readonly tipOf: (cell: number) => { readonly title: string; readonly rows: readonly HeatTipRow[] };
  readonly selected: number;
  readonly pinned: readonly number[];
  readonly onSelect: (cell: number) => void;
  /** Pixels it may be high; it takes no more than it needs. */
  readonly room: number;
}

const MOVES: Readonly<Record<string, HeatMove>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'rowStart',
  End: 'rowEnd',
};

function Ring({
  layout,
  cell,
  kind,
}: {
  readonly layout: HeatLayout;
  readonly cell: number;
  readonly kind: string;
}) {
  if (cell < 0 || cell >= layout.x.length) return null;
  return (
    <i
      className={`heat-ring ${kind}`}
      style={{ left: layout.x[cell] ?? 0, top: layout.y[cell] ?? 0, width: layout.size, height: layout.size }}
    />
  );
}

function Tip({
  props,
  layout,
  cell,
  width,
}: {
  readonly props: HeatMapProps;
  readonly layout: HeatLayout;
  readonly cell: number;
  readonly width: number;
}) {
  const { title, rows } = props.tipOf(cell);
  const left = layout.x[cell] ?? 0;
  const isLeft = left > width * 0.6;
  return (
    <div
      className="chart-tip heat-tip"
      aria-hidden="true"
      style={{
        top: (layout.y[cell] ?? 0) + layout.size + 6,
        ...(isLeft ? { right: width - left - layout.size } : { left }),
      }}
    >
      <b>{title}</b>
      {rows.map(({ key, name, text, scenario }) => (
        <span key={key} className="row">
          <span>{name}</span>
          <span className="v">
            {text}
            {scenario == null ? null : <em> → {scenario}</em>}
          </span>
        </span>
      ))}
    </div>
  );
}

/** Keeps the focused cell in view. */
function reveal(box: HTMLElement, layout: HeatLayout, cell: number): void {
  const [top, bottom] = [(layout.y[cell] ?? 0) - 28, (layout.y[cell] ?? 0) + layout.size + 8];
  if (top < box.scrollTop) box.scrollTop = top;
  else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
}

/**
 * Many things, one measure: cells in blocks (racks) in groups (clusters), nine steps of colour, marks for states and for
 * what a scenario does. Tens of thousands of cells on canvas strips that are painted once; the pointer and the focus move
 * only a ring above them. Arrows go from cell to cell, Page keys from group to group, Enter opens.
 */
export function HeatMap(props: HeatMapProps) {
  const { label, shape, cells, labelOf, headings, spoken, selected, pinned, onSelect, room } = props;
  const [box, { width: outer }] = useBoxSize<HTMLDivElement>();
  const width = Math.max(0, outer - 2 * MARGIN);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const layout = useMemo(() => layoutHeat(shape, Math.max(120, width), room), [shape, width, room]);
  const [hovered, setHovered] = useState(-1);
  const [active, setActive] = useState(-1);
  const [hasFocus, setHasFocus] = useState(false);
  const count = layout.x.length;
  const current = active >= 0 && active < count ? active : selected >= 0 ? selected : 0;
  const tiles = useMemo(
    () => Array.from({ length: Math.ceil(layout.height / TILE) }, (_, index) => index * TILE),
    [layout],
  );
  const under = (event: React.PointerEvent | React.MouseEvent): number => {
    const place = list.current?.getBoundingClientRect();
    return place === undefined ? -1 : cellAt(layout, event.clientX - place.left, event.clientY - place.top);
  };
  const go = (cell: number): void => {
    setActive(cell);
    if (box.current !== null) reveal(box.current, layout, cell);
  };
  const byGroup = (direction: 1 | -1): number => {
    const starts: number[] = [];
    let cell = 0;
    for (const { blocks } of shape.groups) {
      starts.push(cell);
      cell += blocks.reduce((sum, size) => sum + size, 0);
    }
    const next =
      direction > 0 ? starts.find((start) => start > current) : starts.findLast((start) => start < current);
    return next ?? current;
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.altKey || event.metaKey) return;
    const move = MOVES[event.key];
    if (move !== undefined) {
      const whole = event.ctrlKey && (move === 'rowStart' || move === 'rowEnd');
      go(nextCell(layout, current, whole ? (move === 'rowStart' ? 'first' : 'last') : move));
    } else if (event.key === 'PageDown') go(byGroup(1));
    else if (event.key === 'PageUp') go(byGroup(-1));
    else if (event.key === 'Enter' || event.key === ' ') onSelect(current);
    else return;
    event.preventDefault();
  };
  return (
    <div className="heat-scroll" ref={box} style={{ height: Math.min(room, layout.height) }}>
      {width === 0 || count === 0 ? null : (
        <div
          className="chart heat"
          ref={list}
          style={{ height: layout.height }}
          onPointerMove={(event) => setHovered(under(event))}
          onPointerLeave={() => setHovered(-1)}
        >
          <CellList
            label={label}
            id={id}
            count={count}
            current={current}
            selected={selected}
            said={spoken(current)}
            onKeyDown={onKeyDown}
            onFocusChange={setHasFocus}
            onPress={(event) => {
              const cell = under(event);
              if (cell < 0) return;
              setActive(cell);
              onSelect(cell);
            }}
          >
            {tiles.map((top) => (
              <HeatTile
                key={top}
                layout={layout}
                cells={cells}
                labelOf={labelOf}
                width={Math.max(120, width)}
                top={top}
                height={Math.min(TILE, layout.height - top)}
              />
            ))}
            {pinned.map((cell) => (
              <Ring key={cell} layout={layout} cell={cell} kind="pinned" />
            ))}
            <Ring layout={layout} cell={selected} kind="selected" />
            {hovered < 0 ? null : <Ring layout={layout} cell={hovered} kind="hovered" />}
            {hasFocus ? <Ring layout={layout} cell={current} kind="focused" /> : null}
          </CellList>
          {layout.headings.map(({ x, y, width: across }, group) => (
            <div key={`${x} ${y}`} className="heat-heading" style={{ left: x, top: y, width: across }}>
              {headings[group]}
            </div>
          ))}
          {hovered >= 0 && hovered < count ? (
            <Tip props={props} layout={layout} cell={hovered} width={width} />
          ) : null}
        </div>
      )}
    </div>
  );
}
