import { useMemo } from 'react';
import type { ForecastDetail } from '../../../shared/timeline/forecast-result.ts';
import { quantityText } from '../../../shared/view/quantity-format.ts';
import { hourGrid, weekdayBars } from '../../../shared/view/season-view.ts';
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
          <WeekdayBars bars={bars} textOf={signed} />
          <HourHeat grid={grid} textOf={textOf} />
        </div>
      )}
    </div>
  );
}
