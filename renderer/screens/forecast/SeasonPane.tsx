import { useMemo } from 'react';
import type { ForecastDetail } from '../../../shared/timeline/forecast-result.ts';
import { quantityText } from '../../../shared/view/quantity-format.ts';
import { hourGrid, WEEKDAYS, weekdayBars } from '../../../shared/view/season-view.ts';
import { ChartFigure } from '../../app/figure/ChartFigure.tsx';
import { HourHeat } from '../../charts/HourHeat.tsx';
import { WeekdayBars } from '../../charts/WeekdayBars.tsx';

/** Which weekdays and hours carry the demand. Shown, not fitted. */
export function SeasonPane({ detail }: { readonly detail: ForecastDetail }) {
  const { season, unit } = detail;
  const bars = useMemo(() => (season === null ? [] : weekdayBars(season)), [season]);
  const grid = useMemo(() => (season === null ? null : hourGrid(season)), [season]);
  const textOf = (value: number): string => quantityText(value, unit);
  const signed = (value: number): string => `${value > 0 ? '+' : ''}${textOf(value)}`;
  return (
    <div className="pane f-season">
      <header>
        <h2>The week</h2>
        <span className="note">
          {grid?.least == null || grid.most === null
            ? 'not measured'
            : `peaks against the line; hourly means ${textOf(grid.least)} to ${textOf(grid.most)}`}
        </span>
      </header>
      {grid === null ? (
        <p className="mute">Nothing is measured by the hour.</p>
      ) : (
        <div className="f-week">
          <ChartFigure
            label="Peaks by weekday"
            description={`Peaks against the line, ${bars.map((bar) => `${bar.name} ${bar.value === null ? 'not measured' : signed(bar.value)}`).join(', ')}`}
            table={() => ({
              columns: ['weekday', `above the line (${unit})`],
              rows: bars.map((bar) => [bar.name, bar.value]),
            })}
          >
            <WeekdayBars bars={bars} textOf={signed} />
          </ChartFigure>
          <ChartFigure
            label="Mean by weekday and hour"
            description="Hourly means over the week, darker is more."
            table={() => ({
              columns: ['weekday', 'hour', `mean (${unit})`],
              rows: grid.cells.map((cell) => [WEEKDAYS[cell.weekday] ?? '', cell.hour, cell.value]),
            })}
          >
            <HourHeat grid={grid} textOf={textOf} />
          </ChartFigure>
        </div>
      )}
    </div>
  );
}
