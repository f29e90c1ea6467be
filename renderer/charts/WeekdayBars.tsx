import type { WeekdayBar } from '../../shared/view/season-view.ts';

interface WeekdayBarsProps {
  readonly bars: readonly WeekdayBar[];
  readonly textOf: (value: number) => string;
  /** Opens the derivation of a weekday's figure, Monday is 0. */
  readonly onAsk: (weekday: number) => void;
}

/** How far each weekday's peaks lie over (up) or under (down) the line. */
export function WeekdayBars({ bars, textOf, onAsk }: WeekdayBarsProps) {
  const said = bars.map((bar) => `${bar.name} ${bar.value === null ? 'not measured' : textOf(bar.value)}`);
  return (
    <div className="weekdays" role="group" aria-label={`Peaks against the line: ${said.join(', ')}`}>
      {bars.map((bar, at) => (
        <button
          key={bar.name}
          type="button"
          disabled={bar.value === null}
          onClick={() => onAsk(at)}
          title={bar.value === null ? `${bar.name}: not measured` : `${bar.name}: ${textOf(bar.value)}`}
        >
          <span className="col">
            {bar.share === null ? (
              <i className="none" />
            ) : (
              <i
                style={{
                  height: `${Math.abs(bar.share) * 50}%`,
                  ...(bar.share >= 0 ? { bottom: '50%' } : { top: '50%' }),
                }}
              />
            )}
          </span>
          <span className="name">
            {bar.name.slice(0, 2)}
            <span className="vh">
              {bar.name.slice(2)}: {bar.value === null ? 'not measured' : textOf(bar.value)}
            </span>
          </span>
        </button>
      ))}
    </div>
  );
}
