import { useId } from 'react';
import { endTexts, type AxisUnit } from '../../shared/view/axis-unit.ts';
import {
  nearestIndex,
  spreadLabels,
  valueAt,
  type TimeBand,
  type TimeSpan,
  type TimeTarget,
} from '../../shared/view/time-lines.ts';
import { LineCanvas } from './LineCanvas.tsx';
import { snap } from './path.ts';
import { TimeAxes } from './TimeAxes.tsx';
import { bandArea, CHARACTER, loneSamples, thinPath, type DrawnLine, type TimePlot } from './time-plot.ts';
import type { BoxSize } from './use-box-size.ts';
import type { TimeDrawing, TimeSeriesProps } from './use-time-drawing.ts';

const LABEL_STEP = 15;
const noBands: readonly TimeBand[] = [];

/** The ground on which the target is missed. */
function Beyond({ target, plot }: { readonly target: TimeTarget; readonly plot: TimePlot }) {
  const at = Math.min(plot.bottom, Math.max(plot.top, plot.y(target.value)));
  const [from, to] = target.missedAbove ? [plot.top, at] : [at, plot.bottom];
  return (
    <rect
      className="c-over"
      x={plot.left}
      y={from}
      width={plot.right - plot.left}
      height={Math.max(0, to - from)}
    />
  );
}

/** A name cut at its end where it has fewer pixels than it needs; the whole one is read off by the crosshair. */
function fitted(name: string, pixels: number): string {
  const characters = Math.floor(pixels / CHARACTER);
  return name.length <= characters ? name : `${name.slice(0, Math.max(1, characters - 1))}…`;
}

/** Names and last values at the right ends; a dot carries the colour, the text stays ink. */
function EndLabels({
  drawn,
  plot,
  span,
  axis,
}: {
  readonly drawn: readonly DrawnLine[];
  readonly plot: TimePlot;
  readonly span: TimeSpan;
  readonly axis: AxisUnit;
}) {
  const ends = drawn.flatMap((one) => {
    const { times } = one.line;
    const time = times[Math.min(nearestIndex(times, span.to), times.length - 1)];
    const value = time === undefined ? null : valueAt(one.line, time);
    return value === null || time === undefined ? [] : [{ ...one, time, value }];
  });
  const places = spreadLabels(
    ends.map(({ value }) => plot.y(value)),
    LABEL_STEP,
    plot.top + 4,
    plot.bottom,
  );
  const texts = endTexts(
    ends.map(({ value }) => value),
    axis,
  );
  return ends.map(({ line, colour, time, value }, index) => (
    <g key={line.key}>
      <circle
        cx={Math.min(plot.right, plot.x(time))}
        cy={plot.y(value)}
        r={3}
        style={{ fill: `var(${colour})` }}
      />
      {ends.length < 2 ? null : (
        <path
          d={`M${plot.right + 3},${plot.y(value)}L${plot.right + 8},${places[index] ?? 0}h4`}
          fill="none"
          strokeWidth={2}
          style={{ stroke: `var(${colour})` }}
        />
      )}
      <text
        x={plot.right + (ends.length < 2 ? 8 : 16)}
        y={(places[index] ?? 0) + 4}
        className={line.role === 'scenario' ? 'scen' : 'ink'}
      >
        {fitted(line.name, plot.room - (ends.length < 2 ? 12 : 20) - CHARACTER * (texts[index] ?? '').length)}{' '}
        {texts[index]}
      </text>
    </g>
  ));
}

/** All that is drawn of a time series, whether or not it is read: axes, bands, lines, target, names at the right ends. */
export function TimeMarks({
  props,
  drawing,
  size,
}: {
  readonly props: TimeSeriesProps;
  readonly drawing: TimeDrawing;
  readonly size: BoxSize;
}) {
  const { plot, drawn, low, high, axis, reading } = drawing;
  const { target = null, bands = noBands, lastLabel = null } = props;
  const clip = useId();
  const isDense = drawn.some(({ thin }) => thin.isDense);
  return (
    <>
      <svg width={size.width} height={size.height} className="chart-under" aria-hidden="true">
        {target === null ? null : <Beyond target={target} plot={plot} />}
        <TimeAxes
          plot={plot}
          span={reading.span}
          low={low}
          high={high}
          unit={axis}
          lastLabel={reading.isZoomed ? null : lastLabel}
        />
        <clipPath id={clip}>
          <rect x={plot.left} y={plot.top} width={plot.right - plot.left} height={plot.bottom - plot.top} />
        </clipPath>
        <g clipPath={`url(#${clip})`}>
          {bands.map((band) => (
            <path
              key={band.role}
              className={band.role === 'scenario' ? 'c-scen-band' : 'c-base-band'}
              d={bandArea(band, reading.span, plot.x, plot.y)}
            />
          ))}
          {isDense
            ? null
            : drawn.map(({ line, thin, colour, width }) => (
                <g
                  key={line.key}
                  fill="none"
                  strokeLinejoin="round"
                  style={{ stroke: `var(${colour})`, strokeWidth: width }}
                >
                  <path d={thinPath(thin, plot.x, plot.y)} />
                  {loneSamples(thin).map(({ time, value }) => (
                    <circle
                      key={time}
                      cx={plot.x(time)}
                      cy={plot.y(value)}
                      r={1.5}
                      style={{ fill: `var(${colour})` }}
                    />
                  ))}
                </g>
              ))}
        </g>
      </svg>
      {isDense ? <LineCanvas drawn={drawn} plot={plot} size={size} /> : null}
      <svg width={size.width} height={size.height} className="chart-over" aria-hidden="true">
        {target === null ? null : (
          <>
            <line
              x1={plot.left}
              x2={plot.right}
              y1={snap(plot.y(target.value))}
              y2={snap(plot.y(target.value))}
              className="c-limit"
            />
            <text
              x={plot.left + 4}
              y={plot.y(target.value) + (target.missedAbove ? -5 : 13)}
              className="ink halo"
            >
              {target.label}
            </text>
          </>
        )}
        <EndLabels drawn={drawn} plot={plot} span={reading.span} axis={axis} />
      </svg>
    </>
  );
}
