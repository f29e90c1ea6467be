import type { BarGeometry } from '../../shared/view/capacity-bar.ts';
import { formatPercent } from '../../shared/view/number-format.ts';

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

function describe(name: string, bar: BarGeometry): string {
  const parts = [
    bar.used === null ? null : `used ${formatPercent(bar.used)}`,
    bar.reserved === null ? null : `reserved ${formatPercent(bar.reserved)}`,
    bar.reserve > 0 ? `kept in reserve ${formatPercent(bar.reserve)}` : null,
    `target at ${formatPercent(bar.tick)}`,
    bar.headroom === null ? 'headroom not measured' : `headroom ${formatPercent(bar.headroom)}`,
  ];
  return `${name} ${bar.label}: ${parts.filter((part) => part !== null).join(', ')}`;
}

function Fills({ bar }: { readonly bar: BarGeometry }) {
  return (
    <>
      <i className="track" style={{ width: percent(bar.track) }} />
      {bar.reserve > 0 ? (
        <i className="res hatch" style={{ left: percent(bar.track), width: percent(bar.reserve) }} />
      ) : null}
      {bar.reserved === null ? null : <i className="r2" style={{ width: percent(bar.reserved) }} />}
      {bar.used === null ? null : <i className="r1" style={{ width: percent(bar.used) }} />}
      <i className="tick" style={{ left: percent(bar.tick) }} />
    </>
  );
}

interface CapacityBarProps {
  readonly name: string;
  readonly baseline: BarGeometry;
  /** Half as high, directly below, on the same scale. */
  readonly scenario: BarGeometry | null;
}

/** How full, how much left: used, reserved, free, the reserve hatched, the target a tick. */
export function CapacityBar({ name, baseline, scenario }: CapacityBarProps) {
  return (
    <div className="cap-bar">
      <div className="bar" role="img" aria-label={describe(name, baseline)}>
        <Fills bar={baseline} />
      </div>
      {scenario === null ? null : (
        <div className="bar2" role="img" aria-label={describe(`${name} with the scenario,`, scenario)}>
          <Fills bar={{ ...scenario, reserve: 0 }} />
        </div>
      )}
    </div>
  );
}
