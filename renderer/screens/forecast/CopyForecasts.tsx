import type { ForecastPair } from '../../../shared/view/forecast-rows.ts';
import { forecastListTable, sparkTable } from '../../../shared/view/forecast-tables.ts';
import { CopyPane } from '../../app/figure/CopyPane.tsx';
import { useForecasts } from '../../state/forecast-store.ts';

interface CopyForecastsProps {
  /** The rows shown, in their order. */
  readonly pairs: readonly ForecastPair[];
  readonly hasScenario: boolean;
  readonly within?: string;
}

/** A list of forecasts as a picture, its rows as CSV, and the lines of its small charts day by day. */
export function CopyForecasts({ pairs, hasScenario, within }: CopyForecastsProps) {
  const sparks = () => {
    const known = useForecasts.getState().sparks;
    return pairs.flatMap(({ id }) => {
      const spark = known.get(id);
      return spark === undefined ? [] : [{ id, spark }];
    });
  };
  return (
    <CopyPane
      what="Forecasts"
      table={() => forecastListTable(pairs, hasScenario)}
      lines={() => sparkTable(sparks(), hasScenario)}
      {...(within === undefined ? {} : { within })}
    />
  );
}
