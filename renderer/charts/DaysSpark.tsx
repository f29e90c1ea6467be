import type { DaysRow } from '../../shared/view/scenario-days.ts';
import { snap } from './path.ts';
import { useBoxSize } from './use-box-size.ts';

/** Above this share of the limit a line leaves the picture. */
const TOP = 1.3;

function pathOf(
  shares: readonly (number | null)[],
  x: (day: number) => number,
  y: (share: number) => number,
): string {
  let pen = 'M';
  return shares
    .map((share, day) => {
      if (share === null) {
        pen = 'M';
        return '';
      }
      const at = `${pen}${x(day).toFixed(1)} ${y(Math.min(TOP, share)).toFixed(1)}`;
      pen = 'L';
      return at;
    })
    .join('');
}

/** One constraint from today to the horizon as a share of its limit: ink without the scenario, accent with it, a mark where each reaches it. */
export function DaysSpark({ row, label }: { readonly row: DaysRow; readonly label: string }) {
  const [box, { width, height }] = useBoxSize<HTMLDivElement>();
  const last = Math.max(1, row.shares.length - 1);
  const known = [...row.shares, ...row.baseShares].filter((share) => share !== null);
  const low = Math.min(0.9, ...known);
  const x = (day: number) => 5 + (day / last) * (width - 10);
  const y = (share: number) => 2 + (1 - (share - low) / (TOP - low)) * (height - 4);
  const limitY = snap(y(1));
  return (
    <div className="chart spark" ref={box} role="img" aria-label={label}>
      {width === 0 || height === 0 ? null : (
        <svg width={width} height={height} aria-hidden="true">
          <rect x={1} y={0} width={width} height={Math.max(0, limitY)} className="c-over" />
          <line x1={1} x2={width} y1={limitY} y2={limitY} className="c-limit" />
          {row.baseShares.length === 0 ? null : <path className="c-base" d={pathOf(row.baseShares, x, y)} />}
          <path className="c-scen" d={pathOf(row.shares, x, y)} />
          {row.beforeAt === null ? null : (
            <circle cx={x(row.beforeAt)} cy={limitY} r={3.25} className="c-dot-base" />
          )}
          {row.at === null ? null : <circle cx={x(row.at)} cy={limitY} r={3.75} className="c-dot-scen" />}
        </svg>
      )}
    </div>
  );
}
