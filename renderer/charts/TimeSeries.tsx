import { useMemo } from 'react';
import { wholeSpan, type TimeSpan } from '../../shared/view/time-lines.ts';
import { describeLines, finestStep, readOff } from '../../shared/view/time-table.ts';
import { momentText } from '../../shared/view/time-text.ts';
import { ChartTip } from './ChartTip.tsx';
import { PlotSlider } from './PlotSlider.tsx';
import { ShowAll } from './ShowAll.tsx';
import { TimeCrosshair } from './TimeCrosshair.tsx';
import { TimeMarks } from './TimeMarks.tsx';
import { useBoxSize, type BoxSize } from './use-box-size.ts';
import { useTimeDrawing, type TimeSeriesProps } from './use-time-drawing.ts';

function Chart({
  props,
  size,
  whole,
}: {
  readonly props: TimeSeriesProps;
  readonly size: BoxSize;
  readonly whole: TimeSpan;
}) {
  const drawing = useTimeDrawing(props, size, whole);
  const { plot, drawn, reading } = drawing;
  const step = useMemo(() => finestStep(props.lines), [props.lines]);
  const read = reading.cursor === null ? null : readOff(props.lines, reading.cursor, props.unit, step);
  const colours = new Map(drawn.map(({ line, colour }) => [line.key, colour]));
  const described = useMemo(
    () => describeLines(props.label, props.lines, props.unit, props.target ?? null),
    [props.label, props.lines, props.unit, props.target],
  );
  return (
    <>
      <TimeMarks props={props} drawing={drawing} size={size} />
      <svg width={size.width} height={size.height} className="chart-over">
        <TimeCrosshair drawn={drawn} plot={plot} reading={reading} unit={props.unit} />
        <PlotSlider
          area={plot}
          label={described}
          least={whole.from}
          most={whole.to}
          at={reading.cursor ?? whole.to}
          spoken={read?.spoken ?? momentText(reading.cursor ?? whole.to, step)}
          handlers={reading.handlers}
        />
      </svg>
      {read === null || reading.cursor === null ? null : (
        <ChartTip
          x={plot.x(reading.cursor)}
          y={plot.top}
          width={size.width}
          title={read.moment}
          rows={read.values.map((row) => ({ ...row, colour: colours.get(row.key) ?? null }))}
        />
      )}
      <ShowAll reading={reading} />
    </>
  );
}

/**
 * Lines over time with their intervals and their target: past samples or projections alike. Up to two samples per pixel are
 * SVG; more are reduced to each pixel's first, least, greatest and last, and drawn on a canvas, so that a million samples
 * stay smooth and no peak is lost. Zooms by a drag or by keys (see `useSpanReading`).
 */
export function TimeSeries(props: TimeSeriesProps) {
  const [box, size] = useBoxSize<HTMLDivElement>();
  const whole = useMemo(() => wholeSpan(props.lines), [props.lines]);
  return (
    <div className="chart time-series" ref={box}>
      {size.width === 0 || size.height === 0 ? null : whole === null ? (
        <p className="chart-none mute">{props.label}: not measured</p>
      ) : (
        <Chart props={props} size={size} whole={whole} />
      )}
    </div>
  );
}
