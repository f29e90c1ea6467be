import { scaleLinear } from 'd3';
import { useState } from 'react';
import { rampPoints, rampSpan } from '../../shared/view/ramp-view.ts';
import type { Ramp } from '../../shared/events/ramp.ts';
import { snap } from './path.ts';
import { useBoxSize } from './use-box-size.ts';

const TOP = 7;
const AXIS = 15;
const EDGE = 7;

export interface RampHandle {
  readonly label: string;
  readonly text: string;
  readonly day: number;
  readonly fraction: number;
}

interface RampCurveProps {
  readonly ramp: Ramp | null;
  readonly handles: readonly RampHandle[];
  readonly label: string;
  /** A handle was dragged or moved by keys to this place. */
  readonly onMove: (at: number, day: number, fraction: number) => void;
  readonly onRemove: ((at: number) => void) | null;
  readonly onHold: () => void;
  readonly onRelease: () => void;
}

const KEYS: ReadonlyMap<string, readonly [days: number, fraction: number]> = new Map([
  ['ArrowLeft', [-1, 0]],
  ['ArrowRight', [1, 0]],
  ['PageDown', [-7, 0]],
  ['PageUp', [7, 0]],
  ['ArrowUp', [0, 0.05]],
  ['ArrowDown', [0, -0.05]],
]);

/** How the load comes, as a small curve with a handle per corner: drag it, or move it with the arrow keys. */
export function RampCurve({ ramp, handles, label, onMove, onRemove, onHold, onRelease }: RampCurveProps) {
  const [box, { width, height }] = useBoxSize<HTMLDivElement>();
  // While a handle is held the scale stays, so that it does not run away under the hand.
  const [held, hold] = useState<{ readonly at: number; readonly span: number } | null>(null);
  const span = Math.max(held?.span ?? 0, rampSpan(ramp));
  const bottom = Math.max(TOP + 1, height - AXIS);
  const days = scaleLinear()
    .domain([0, span])
    .range([EDGE, Math.max(EDGE + 1, width - EDGE)]);
  const shares = scaleLinear().domain([0, 1]).range([bottom, TOP]);
  const points = rampPoints(ramp, span);
  const line = points
    .map(
      ({ day, fraction }, at) =>
        `${at === 0 ? 'M' : 'L'}${days(day).toFixed(1)} ${shares(fraction).toFixed(1)}`,
    )
    .join('');
  const placeOf = (event: React.PointerEvent<SVGElement>): readonly [number, number] => {
    const edge = (event.currentTarget.ownerSVGElement ?? event.currentTarget).getBoundingClientRect();
    return [days.invert(event.clientX - edge.left), shares.invert(event.clientY - edge.top)];
  };
  const release = (): void => {
    if (held === null) return;
    hold(null);
    onRelease();
  };
  const onKeyDown = (at: number) => (event: React.KeyboardEvent) => {
    const handle = handles[at];
    if (handle === undefined) return;
    if ((event.key === 'Delete' || event.key === 'Backspace') && onRemove !== null) onRemove(at);
    else {
      const by = KEYS.get(event.key);
      if (by === undefined) return;
      onMove(at, handle.day + by[0], handle.fraction + by[1]);
    }
    event.preventDefault();
  };
  return (
    <div className="chart ramp-curve" ref={box}>
      {width === 0 || height === 0 ? null : (
        <svg width={width} height={height} role="group" aria-label={label}>
          {[0, 0.5, 1].map((share) => (
            <line
              key={share}
              x1={EDGE}
              x2={width - EDGE}
              y1={snap(shares(share))}
              y2={snap(shares(share))}
              className="c-grid"
            />
          ))}
          <path className="c-scen-band" d={`${line}L${days(span).toFixed(1)} ${bottom}L${EDGE} ${bottom}Z`} />
          <path className="c-scen" d={line} />
          <text x={EDGE} y={height - 3} className="ink">
            start
          </text>
          <text x={width - EDGE} y={height - 3} textAnchor="end">
            day {Math.round(span)}
          </text>
          {handles.map((handle, at) => (
            <circle
              key={at}
              cx={days(handle.day)}
              cy={shares(handle.fraction)}
              r={5}
              className="ramp-handle"
              role="slider"
              tabIndex={0}
              aria-label={handle.label}
              aria-valuemin={0}
              aria-valuemax={Math.round(span)}
              aria-valuenow={handle.day}
              aria-valuetext={handle.text}
              onPointerDown={(event) => {
                event.currentTarget.setPointerCapture(event.pointerId);
                hold({ at, span });
                onHold();
              }}
              onPointerMove={(event) => {
                if (held?.at === at) onMove(at, ...placeOf(event));
              }}
              onPointerUp={release}
              onPointerCancel={release}
              onKeyDown={onKeyDown(at)}
            />
          ))}
        </svg>
      )}
    </div>
  );
}
