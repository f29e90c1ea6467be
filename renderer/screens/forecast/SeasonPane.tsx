import { useMemo } from 'react';
import type { ForecastDetail } from '../../../shared/timeline/forecast-result.ts';
import { quantityText } from '../../../shared/view/quantity-format.ts';
import { hourGrid, WEEKDAYS, weekdayBars } from '../../../shared/view/season-view.ts';
import { hourFigure, weekdayFigure } from '../../../shared/view/season-explain.ts';
import { ChartFigure } from '../../app/figure/ChartFigure.tsx';
import { HourHeat } from '../../charts/HourHeat.tsx';
import { WeekdayBars } from '../../charts/WeekdayBars.tsx';
import { useExplain } from '../../state/explain-store.ts';
import { Explained } from './Explained.tsx';
import { titleOf } from './forecast-title.ts';

/** Which weekdays and hours carry the demand. Shown, not fitted. */
export function SeasonPane({ detail }: { readonly detail: ForecastDetail }) {
  const { season, unit } = detail;
  const bars = useMemo(() => (season === null ? [] : weekdayBars(season)), [season]);
  const grid = useMemo(() => (season === null ? null : hourGrid(season)), [season]);
  const lowest = grid?.cells.find((cell) => cell.value !== null && cell.value === grid.least) ?? null;
  const ask = (weekday: number, hour: number | null): void => {
    const figure = hour === null ? weekdayFigure(detail, weekday) : hourFigure(detail, weekday, hour);
    if (figure === null) return;
    const { name, node } = figure;
    useExplain
      .getState()
      .open({ key: `${detail.id} ${name}`, title: `${titleOf(detail)}, ${name}`, side: 'before', node });
  };
  const textOf = (value: number): string => quantityText(value, unit);
  const signed = (value: number): string => `${value > 0 ? '+' : ''}${textOf(value)}`;
  return (
    <div className="pane f-season">
      <header>
        <h2>The week</h2>
        <span className="note">
          {grid?.least == null || grid.most === null
            ? 'not measured'
            : 'peaks against the line, and hourly means '}
          {lowest === null || grid?.peak == null ? null : (
            <>
              <Explained detail={detail} figure={hourFigure(detail, lowest.weekday, lowest.hour)}>
                {textOf(lowest.value ?? 0)}
              </Explained>{' '}
              to{' '}
              <Explained detail={detail} figure={hourFigure(detail, grid.peak.weekday, grid.peak.hour)}>
                {textOf(grid.peak.value ?? 0)}
              </Explained>
            </>
          )}
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
            <WeekdayBars bars={bars} textOf={signed} onAsk={(weekday) => ask(weekday, null)} />
          </ChartFigure>
          <ChartFigure
            label="Mean by weekday and hour"
            description="Hourly means over the week, darker is more."
            table={() => ({
              columns: ['weekday', 'hour', `mean (${unit})`],
              rows: grid.cells.map((cell) => [WEEKDAYS[cell.weekday] ?? '', cell.hour, cell.value]),
            })}
          >
            <HourHeat grid={grid} textOf={textOf} onAsk={ask} />
          </ChartFigure>
        </div>
      )}
    </div>
  );
}
