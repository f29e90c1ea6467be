import type { ForecastDetail } from '../../../shared/timeline/forecast-result.ts';
import {
  completeDaysIn,
  daysBetween,
  FEWEST_DAYS,
  windowLength,
  windowOf,
  type FitWindow,
} from '../../../shared/view/fit-window.ts';
import { formatDay } from '../../../shared/view/date-format.ts';
import { counted } from '../../../shared/view/number-format.ts';
import { Button } from '../../components/Button.tsx';
import { NumberInput } from '../../components/form/NumberInput.tsx';
import { setWindow, useForecasts } from '../../state/forecast-store.ts';

interface WindowFieldsProps {
  readonly detail: ForecastDetail;
  readonly window: FitWindow | null;
  readonly bounds: FitWindow | null;
  readonly isChosen: boolean;
}

/** The window in numbers: how many days, and how many before the last one it ends. */
export function WindowFields({ detail, window, bounds, isChosen }: WindowFieldsProps) {
  const asOf = useForecasts((state) => state.list?.asOf ?? null);
  if (window === null || bounds === null) return null;
  const length = windowLength(window);
  const before = daysBetween(window.to, bounds.to);
  const change = (days: number, endsBefore: number): void => setWindow(windowOf(days, endsBefore, bounds));
  return (
    <div className="f-window">
      <span className="label">Fitted to</span>
      <NumberInput
        hideLabel
        label="Window, days"
        value={length}
        unit="days"
        min={FEWEST_DAYS}
        max={windowLength(bounds)}
        step={1}
        onChange={(days) => {
          if (days !== null) change(days, before);
        }}
      />
      <span className="label">ending</span>
      <NumberInput
        hideLabel
        label="Window ends, days before the last"
        value={before}
        unit="days ago"
        min={0}
        max={Math.max(0, windowLength(bounds) - FEWEST_DAYS)}
        step={1}
        onChange={(days) => {
          if (days !== null) change(length, days);
        }}
      />
      <span className="mute" title={`${formatDay(window.from, asOf)} – ${formatDay(window.to, asOf)}`}>
        {formatDay(window.from, asOf)} – {formatDay(window.to, asOf)},{' '}
        {counted(completeDaysIn(detail.days, window), 'complete day')}
      </span>
      <span className="grow" />
      {isChosen ? (
        <Button kind="quiet" small icon="undo" onPress={() => setWindow(null)}>
          Policy’s window
        </Button>
      ) : null}
    </div>
  );
}
