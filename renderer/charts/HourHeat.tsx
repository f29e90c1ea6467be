import { useRef, useState } from 'react';
import { gridKey, hourNumber, WEEKDAYS, type HourGrid } from '../../shared/view/season-view.ts';

interface HourHeatProps {
  readonly grid: HourGrid;
  readonly textOf: (value: number) => string;
  /** Opens the derivation of a cell. */
  readonly onAsk: (weekday: number, hour: number) => void;
}

const HOURS = [0, 6, 12, 18] as const;

/**
 * The mean of every hour of the week on nine steps; an hour nobody measured stays an empty frame. One stop of the tab key:
 * arrows go from hour to hour and day to day, Home and End along the day, with Ctrl to the ends of the week.
 */
export function HourHeat({ grid, textOf, onAsk }: HourHeatProps) {
  const { peak, least, most } = grid;
  const [moved, setMoved] = useState<number | null>(null);
  const at = moved ?? (peak === null ? 0 : hourNumber(peak.weekday, peak.hour));
  const box = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const to = gridKey(event.key, event.ctrlKey || event.metaKey, at);
    if (to === null) return;
    event.preventDefault();
    setMoved(to);
    box.current?.querySelectorAll<HTMLElement>('button').item(to).focus();
  };
  const said =
    peak === null || least === null || most === null
      ? 'nothing measured'
      : `from ${textOf(least)} to ${textOf(most)}, most on ${WEEKDAYS[peak.weekday] ?? ''} at ${peak.hour}:00`;
  return (
    <div
      className="hours"
      role="group"
      aria-label={`Mean by weekday and hour: ${said}`}
      ref={box}
      onKeyDown={onKeyDown}
    >
      <div className="hours-grid">
        {WEEKDAYS.map((name, row) => (
          <div key={name} className="hours-row">
            <span className="name">{name.slice(0, 2)}</span>
            {grid.cells.slice(row * 24, row * 24 + 24).map((cell) => (
              <button
                key={cell.hour}
                type="button"
                tabIndex={hourNumber(cell.weekday, cell.hour) === at ? 0 : -1}
                aria-disabled={cell.value === null}
                className={cell.step === null ? 'none' : ''}
                style={cell.step === null ? {} : { background: `var(--seq-${cell.step})` }}
                onFocus={() => setMoved(hourNumber(cell.weekday, cell.hour))}
                onClick={() => onAsk(cell.weekday, cell.hour)}
                title={`${name} ${cell.hour}:00, ${cell.value === null ? 'not measured' : textOf(cell.value)}`}
                aria-label={`${name} ${cell.hour}:00, ${cell.value === null ? 'not measured' : textOf(cell.value)}`}
              />
            ))}
          </div>
        ))}
        <div className="hours-axis" aria-hidden="true">
          {HOURS.map((hour) => (
            <span key={hour} style={{ left: `calc(22px + (100% - 22px) * ${hour / 24})` }}>
              {hour}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
}
