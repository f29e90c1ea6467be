import type { WeekdayBar } from '../../shared/view/season-view.ts';

interface WeekdayBarsProps {
  readonly bars: readonly WeekdayBar[];
  readonly textOf: (value: number) => string;
}

/** How far each weekday's peaks lie over (up) or under (down) the line. */
export function WeekdayBars({ bars, textOf }: WeekdayBarsProps) {
  const said = bars.map((bar) => `${bar.name} ${bar.value === null ? 'not measured' : textOf(bar.value)}`);
  return (
    <div className="weekdays" role="img" aria-label={`Peaks against the line: ${said.join(', ')}`}>
      {bars.map((bar) => (
        <div
          key={bar.name}
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
          <span className="name">{bar.name.slice(0, 2)}</span>
        </div>
      ))}
    </div>
  );
}
