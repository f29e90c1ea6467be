import { useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { layoutMatrix, nextInMatrix, NO_CELL, type MatrixLayout } from '../../shared/view/matrix-layout.ts';
import { CellList } from './CellList.tsx';
import { cellColours } from './paint-cell.ts';
import { prepareCanvas } from './paint-canvas.ts';
import { canvasPen, vectorPen, type Pen } from './pen.ts';
import { useBoxSize } from './use-box-size.ts';
import { colourReader, useTheme } from './use-theme.ts';
import { setVectorTwin, shape } from './vector-twin.ts';

export interface MatrixProps {
  /** What is shown: `Round trip from host to host`. */
  readonly label: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** What rows and columns are: `from`, `to`. */
  readonly axes: readonly [string, string];
  /** Row by row: 1 … 9, 0 = not measured, `NO_CELL` = no such cell. */
  readonly steps: Uint8Array;
  /** 1 where a target is missed; a small mark stands there. */
  readonly missed?: Uint8Array;
  readonly textOf: (row: number, column: number) => string;
  readonly selected: number;
  readonly onSelect: (cell: number) => void;
  /** Pixels it may be high. */
  readonly room: number;
  /** Rows and columns the scenario takes away: struck through in its colour. */
  readonly lost?: ReadonlySet<string>;
}

const MOVES = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'rowStart',
  End: 'rowEnd',
} as const;

function CellCanvas({ props, layout }: { readonly props: MatrixProps; readonly layout: MatrixLayout }) {
  const { steps, missed, columns } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  const width = layout.pitch * columns.length;
  const height = layout.pitch * props.rows.length;
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element === null ? null : prepareCanvas(element, { width, height });
    if (element === null || context === null) return;
    const colours = cellColours(colourReader(element));
    const size = layout.pitch - (layout.pitch > 9 ? 2 : 1);
    const paint = (pen: Pen): void => {
      for (const [cell, step] of steps.entries()) {
        if (step === NO_CELL) continue;
        const [x, y] = [
          (cell % columns.length) * layout.pitch,
          Math.floor(cell / columns.length) * layout.pitch,
        ];
        if (step === 0) pen.dot(x + size / 2, y + size / 2, 1, { fill: colours.unknown });
        else pen.box(x, y, size, size, size > 9 ? 3 : 1, { fill: colours.steps[step] ?? colours.panel });
        if (missed?.[cell] === 1)
          pen.dot(x + size - 2.5, y + 2.5, size > 12 ? 3.5 : 2.25, {
            fill: colours.breach,
            stroke: colours.panel,
            width: size > 12 ? 1 : 0.5,
          });
      }
    };
    paint(canvasPen(context, ''));
    setVectorTwin(element, () => {
      const group = shape('g', {});
      paint(vectorPen(group, 11, ''));
      return group;
    });
  }, [steps, missed, columns.length, layout, width, height, theme]);
  return (
    <canvas
      ref={canvas}
      className="matrix-canvas"
      style={{ left: layout.left, top: layout.top, width, height }}
    />
  );
}

function Names({
  props,
  layout,
  at,
}: {
  readonly props: MatrixProps;
  readonly layout: MatrixLayout;
  readonly at: number;
}) {
  const { rows, columns, axes, lost } = props;
  const { pitch, left, top, every } = layout;
  const isLost = (name: string): boolean => lost?.has(name) === true;
  const nameClass = (name: string, current: boolean): string =>
    `${isLost(name) ? 'scen ' : ''}${current ? 'strong' : ''}`;
  const [right, bottom] = [left + columns.length * pitch, top + rows.length * pitch];
  const middle = (start: number, index: number): number => start + index * pitch + pitch / 2 - 0.5;
  const [row, column] = at < 0 ? [-1, -1] : [Math.floor(at / columns.length), at % columns.length];
  const isNamed = (index: number, current: number): boolean =>
    index === current || (index % every === 0 && (current < 0 || Math.abs(index - current) >= every));
  return (
    <svg className="chart-over" width={layout.width} height={layout.height} aria-hidden="true">
      {rows.map((name, index) =>
        isNamed(index, row) ? (
          <text
            key={name}
            x={left - 6}
            y={top + index * pitch + pitch / 2 + 3}
            textAnchor="end"
            className={nameClass(name, index === row)}
          >
            {name}
          </text>
        ) : null,
      )}
      {columns.map((name, index) =>
        isNamed(index, column) ? (
          <text
            key={name}
            transform={`translate(${left + index * pitch + pitch / 2 + 3} ${top - 6}) rotate(-90)`}
            className={nameClass(name, index === column)}
          >
            {name}
          </text>
        ) : null,
      )}
      {rows.map((name, index) =>
        isLost(name) ? (
          <line
            key={name}
            className="c-scen"
            x1={left}
            x2={right}
            y1={middle(top, index)}
            y2={middle(top, index)}
          />
        ) : null,
      )}
      {columns.map((name, index) =>
        isLost(name) ? (
          <line
            key={name}
            className="c-scen"
            y1={top}
            y2={bottom}
            x1={middle(left, index)}
            x2={middle(left, index)}
          />
        ) : null,
      )}
      <text x={left - 6} y={top - 6} textAnchor="end" className="ink">
        {axes[0]} ↓ {axes[1]} →
      </text>
    </svg>
  );
}

/**
 * One measure of every pair: rows by columns on a canvas, the names of the current row and column in strong. Arrows go from
 * cell to cell, Enter opens. What was not measured is a dot, never a colour.
 */
export function Matrix(props: MatrixProps) {
  const { label, rows, columns, axes, steps, textOf, selected, onSelect, room } = props;
  const [box, { width }] = useBoxSize<HTMLDivElement>();
  const cells = useRef<HTMLDivElement>(null);
  const id = useId();
  const layout = useMemo(
    () => layoutMatrix(rows, columns, Math.max(160, width), room),
    [rows, columns, width, room],
  );
  const [hovered, setHovered] = useState(-1);
  const [active, setActive] = useState(-1);
  const [hasFocus, setHasFocus] = useState(false);
  const first = steps.findIndex((step) => step !== NO_CELL);
  const current = active >= 0 && active < steps.length ? active : selected >= 0 ? selected : first;
  const at = hovered >= 0 ? hovered : hasFocus ? current : -1;
  const placeOf = (cell: number) => ({
    row: Math.floor(cell / columns.length),
    column: cell % columns.length,
  });
  const said = (cell: number): string => {
    const { row, column } = placeOf(cell);
    return `${axes[0]} ${rows[row] ?? ''} ${axes[1]} ${columns[column] ?? ''}: ${textOf(row, column)}`;
  };
  const under = (event: React.PointerEvent | React.MouseEvent): number => {
    const place = cells.current?.getBoundingClientRect();
    if (place === undefined) return -1;
    const column = Math.floor((event.clientX - place.left - layout.left) / layout.pitch);
    const row = Math.floor((event.clientY - place.top - layout.top) / layout.pitch);
    if (row < 0 || column < 0 || row >= rows.length || column >= columns.length) return -1;
    const cell = row * columns.length + column;
    return steps[cell] === NO_CELL ? -1 : cell;
  };
  const ring = (cell: number, kind: string) => {
    const { row, column } = placeOf(cell);
    const edge = layout.pitch - (layout.pitch > 9 ? 2 : 1);
    return (
      <i
        className={`heat-ring ${kind}`}
        style={{
          left: layout.left + column * layout.pitch,
          top: layout.top + row * layout.pitch,
          width: edge,
          height: edge,
        }}
      />
    );
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const move = MOVES[event.key as keyof typeof MOVES] as (typeof MOVES)[keyof typeof MOVES] | undefined;
    if (event.altKey || event.metaKey) return;
    if (move !== undefined) {
      const whole = event.ctrlKey && (move === 'rowStart' || move === 'rowEnd');
      setActive(
        nextInMatrix(steps, columns.length, current, whole ? (move === 'rowStart' ? 'first' : 'last') : move),
      );
    } else if (event.key === 'Enter' || event.key === ' ') onSelect(current);
    else return;
    event.preventDefault();
  };
  if (first < 0) return <p className="chart-none mute">{label}: no pair</p>;
  const tip = at < 0 ? null : placeOf(at);
  return (
    <div className="heat-scroll" ref={box} style={{ height: Math.min(room, layout.height) }}>
      {width === 0 ? null : (
        <div
          className="chart matrix"
          ref={cells}
          style={{ width: layout.width, height: layout.height }}
          onPointerMove={(event) => setHovered(under(event))}
          onPointerLeave={() => setHovered(-1)}
        >
          <CellList
            label={label}
            id={id}
            count={steps.length}
            current={current}
            selected={selected}
            said={said(current)}
            onKeyDown={onKeyDown}
            onFocusChange={setHasFocus}
            onPress={(event) => {
              const cell = under(event);
              if (cell < 0) return;
              setActive(cell);
              onSelect(cell);
            }}
          >
            <CellCanvas props={props} layout={layout} />
            {selected < 0 ? null : ring(selected, 'selected')}
            {hovered < 0 ? null : ring(hovered, 'hovered')}
            {hasFocus ? ring(current, 'focused') : null}
          </CellList>
          <Names props={props} layout={layout} at={at} />
          {tip === null ? null : (
            <div
              className="chart-tip"
              aria-hidden="true"
              style={{
                top: layout.top + (tip.row + 1) * layout.pitch + 6,
                ...(tip.column > columns.length * 0.6
                  ? { right: layout.width - layout.left - (tip.column + 1) * layout.pitch }
                  : { left: layout.left + tip.column * layout.pitch }),
              }}
            >
              <b>{textOf(tip.row, tip.column)}</b>
              <span>
                {rows[tip.row]} → {columns[tip.column]}
              </span>
            </div>
          )}
        </div>
      )}
    </div>
  );
}
