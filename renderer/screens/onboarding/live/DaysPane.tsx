import { useState } from 'react';
import type { ActualTarget } from '../../../../shared/timeline/onboarding-actual.ts';
import type { Unit } from '../../../../shared/units.ts';
import { daysText, ratioText, targetName } from '../../../../shared/view/actual-view.ts';
import { formatDay } from '../../../../shared/view/date-format.ts';
import { formatQuantity, quantityText } from '../../../../shared/view/quantity-format.ts';
import { ChartFigure } from '../../../app/figure/ChartFigure.tsx';
import { ActualChart } from '../../../charts/ActualChart.tsx';
import { useInventory } from '../../../state/inventory-store.ts';
import { useWorkspace } from '../../../state/workspace-store.ts';

/** `307,510 to 320,649`: the unit stands with the figure before it, and twice only where the ends need two. */
function rangeText(low: number, high: number, unit: Unit): string {
  const [from, to] = [formatQuantity(low, unit), formatQuantity(high, unit)];
  return from.unit === to.unit
    ? `${from.text} to ${to.text}`
    : `${quantityText(low, unit)} to ${quantityText(high, unit)}`;
}

/** One constraint day by day: predicted in its band, measured as dots. */
export function DaysPane({ target }: { readonly target: ActualTarget }) {
  const regionName = useInventory((state) => state.regionName);
  const asOf = useWorkspace((state) => state.info?.asOf ?? null);
  const [moved, setMoved] = useState<number | null>(null);
  const cursor = Math.min(target.days.length - 1, moved ?? target.days.length - 1);
  const day = target.days[cursor];
  if (day === undefined) return null;
  const text = (value: number | null): string => quantityText(value, target.unit);
  const name = targetName(target.id, regionName);
  const ratio =
    day.actual === null || day.predicted === 0 ? '' : `, ${ratioText(day.actual / day.predicted)}`;
  const cursorText = `${formatDay(day.day, asOf)}: predicted ${text(day.predicted)} (${rangeText(day.low, day.high, target.unit)}), measured ${text(day.actual)}${ratio}; without the customer ${text(day.without)}`;
  return (
    <section className="pane rule-top" aria-label="Day by day">
      <header>
        <h2>{name}</h2>
        <span className="note">
          {daysText(target, asOf)}; accent predicted in its band, dots measured, thin line without the
          customer
        </span>
      </header>
      <p className="note actual-note" aria-hidden="true">
        {cursorText}
      </p>
      <ChartFigure
        label={`Predicted and measured, ${name}`}
        description={`Predicted against measured demand of ${name} by day. ${cursorText}`}
        table={() => ({
          columns: ['day', 'without', 'load', 'predicted', 'low', 'high', 'measured'],
          rows: target.days.map((row) => [
            row.day,
            row.without,
            row.load,
            row.predicted,
            row.low,
            row.high,
            row.actual,
          ]),
        })}
      >
        <ActualChart
          target={target}
          label={`Predicted against measured, ${name}`}
          cursor={cursor}
          cursorText={cursorText}
          onCursor={setMoved}
        />
      </ChartFigure>
    </section>
  );
}
