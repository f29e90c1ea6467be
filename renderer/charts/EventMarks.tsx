import type { ChartMarker, DemandChart } from '../../shared/view/demand-chart.ts';
import { snap } from './path.ts';
import type { Plot } from './plot-area.ts';

const LINE = 13;
const ROWS = 3;
const LETTER = 5.6;

interface PlacedMark extends ChartMarker {
  readonly at: number;
  /** Row above the axis, or `null` where no label finds room; the mark itself always stands. */
  readonly row: number | null;
}

/**
 * Labels in up to three rows, so that none covers another, nor a mark that stands up from the axis to a row above: a label
 * goes above the marks it reaches over.
 */
function placed(markers: readonly ChartMarker[], plot: Plot): readonly PlacedMark[] {
  const free = Array.from({ length: ROWS }, () => -Infinity);
  const done: PlacedMark[] = [];
  // From right to left: a label reaches over the marks right of it, which are lower then.
  for (const marker of markers.toReversed()) {
    const at = plot.x(marker.day);
    const length = marker.label.length * LETTER + 10;
    const isLeft = at + length > plot.right;
    const [start, end] = isLeft ? [at - length, at] : [at, at + length];
    const over = done.filter((other) => other.at > start + 1 && other.at < end - 1);
    const least = Math.max(0, ...over.map((other) => (other.row ?? ROWS) + 1));
    const row = free.findIndex((edge, index) => index >= least && -edge >= end);
    if (row >= 0) free[row] = -start;
    done.push({ ...marker, at, row: row < 0 ? null : row });
  }
  return done.toReversed();
}

/** What happens on which day: events of the scenario, deliveries, recorded steps, a level shift. */
export function EventMarks({ chart, plot }: { readonly chart: DemandChart; readonly plot: Plot }) {
  const inside = chart.markers.filter(({ day }) => day >= chart.firstDay && day <= chart.endDay);
  return placed(inside, plot).map((mark, at) => {
    const isLeft = mark.at + mark.label.length * LETTER + 10 > plot.right;
    const bottom = plot.bottom - (mark.row ?? 0) * LINE;
    return (
      <g key={`${at}:${mark.day}:${mark.label}`}>
        <title>{mark.label}</title>
        <line
          x1={snap(mark.at)}
          x2={snap(mark.at)}
          y1={mark.kind === 'level-shift' ? plot.top : bottom - LINE - 4}
          y2={plot.bottom}
          className={mark.isScenario ? 'c-event scen' : `c-event ${mark.kind}`}
        />
        {mark.row === null ? null : (
          <text
            x={isLeft ? mark.at - 4 : mark.at + 4}
            y={bottom - 6}
            textAnchor={isLeft ? 'end' : 'start'}
            className={mark.isScenario ? 'scen halo' : 'ink halo'}
          >
            {mark.label}
          </text>
        )}
      </g>
    );
  });
}
