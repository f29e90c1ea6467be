import { useRef } from 'react';
import { dayNumber, dayText } from '../../shared/model/instant.ts';
import { formatDay } from '../../shared/view/date-format.ts';
import { movedEnd, windowBetween, windowLength, type FitWindow } from '../../shared/view/fit-window.ts';
import type { Scale } from './path.ts';

interface WindowRailProps {
  readonly window: FitWindow;
  readonly bounds: FitWindow;
  readonly x: Scale;
  readonly dayAt: (pixel: number) => number;
  readonly top: number;
  readonly asOf: string;
  /** `false` while the hand still moves. */
  readonly onChange: (window: FitWindow) => void;
}

const HEIGHT = 14;
const KEYS: ReadonlyMap<string, number> = new Map([
  ['ArrowLeft', -1],
  ['ArrowDown', -1],
  ['ArrowRight', 1],
  ['ArrowUp', 1],
  ['PageDown', -7],
  ['PageUp', 7],
  ['Home', -100_000],
  ['End', 100_000],
]);

const numberOf = (day: string): number => dayNumber(day) ?? 0;

/** The days a line is fitted to, as a bar with two handles: drag them, the bar, or the empty rail; or use the arrow keys. */
export function WindowRail({ window, bounds, x, dayAt, top, asOf, onChange }: WindowRailProps) {
  const grip = useRef<{
    readonly kind: 'from' | 'to' | 'all' | 'new';
    readonly day: number;
    readonly was: FitWindow;
  } | null>(null);
  const left = x(numberOf(window.from));
  const right = x(numberOf(window.to));

  const pixelOf = (event: React.PointerEvent<SVGElement>): number => {
    const svg = event.currentTarget.ownerSVGElement ?? event.currentTarget;
    return event.clientX - svg.getBoundingClientRect().left;
  };
  const hold = (kind: 'from' | 'to' | 'all' | 'new') => (event: React.PointerEvent<SVGElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { kind, day: Math.round(dayAt(pixelOf(event))), was: window };
  };
  const drag = (event: React.PointerEvent<SVGElement>): void => {
    const held = grip.current;
    if (held === null) return;
    const day = Math.round(dayAt(pixelOf(event)));
    const by = day - held.day;
    if (held.kind === 'new') {
      if (by !== 0) onChange(windowBetween(dayText(held.day), dayText(day), bounds));
    } else if (held.kind === 'all') {
      const room = Math.min(
        Math.max(by, numberOf(bounds.from) - numberOf(held.was.from)),
        numberOf(bounds.to) - numberOf(held.was.to),
      );
      onChange({
        from: dayText(numberOf(held.was.from) + room),
        to: dayText(numberOf(held.was.to) + room),
      });
    } else onChange(movedEnd(held.was, held.kind, by, bounds));
  };
  const release = (): void => {
    grip.current = null;
  };
  const moves = { onPointerMove: drag, onPointerUp: release, onPointerCancel: release };
  const handle = (end: 'from' | 'to', at: number) => (
    <g
      role="slider"
      tabIndex={0}
      className="w-handle"
      aria-label={end === 'from' ? 'First day of the window' : 'Last day of the window'}
      aria-valuemin={numberOf(bounds.from)}
      aria-valuemax={numberOf(bounds.to)}
      aria-valuenow={numberOf(window[end])}
      aria-valuetext={`${formatDay(window[end], asOf)}, ${windowLength(window)} days`}
      onKeyDown={(event) => {
        const by = KEYS.get(event.key);
        if (by === undefined) return;
        event.preventDefault();
        onChange(movedEnd(window, end, event.shiftKey ? by * 7 : by, bounds));
      }}
      onPointerDown={hold(end)}
      {...moves}
    >
      <rect x={at - 8} y={top - 3} width={16} height={HEIGHT + 6} fill="transparent" />
      <rect x={at - 3} y={top} width={6} height={HEIGHT} rx={2} className="w-grip" />
    </g>
  );
  const [railLeft, railRight] = [x(numberOf(bounds.from)), x(numberOf(bounds.to))];
  return (
    <g className="w-rail">
      <rect
        x={railLeft}
        y={top}
        width={Math.max(0, railRight - railLeft)}
        height={HEIGHT}
        className="w-ground"
        onPointerDown={hold('new')}
        {...moves}
      />
      <rect
        x={left}
        y={top + 4}
        width={Math.max(0, right - left)}
        height={HEIGHT - 8}
        className="w-bar"
        onPointerDown={hold('all')}
        {...moves}
      />
      {handle('from', left)}
      {handle('to', right)}
    </g>
  );
}
