import type { ForecastPair } from '../../../shared/view/forecast-rows.ts';
import { forecastSpark } from '../../../shared/view/forecast-spark.ts';
import { forecastListTable, sparkTable } from '../../../shared/view/forecast-tables.ts';
import type { ForecastFrame } from '../../../shared/view/forecast-words.ts';
import { CopyPane } from '../../app/figure/CopyPane.tsx';
import { useForecasts } from '../../state/forecast-store.ts';

interface CopyForecastsProps {
  /** The rows shown, in their order. */
  readonly pairs: readonly ForecastPair[];
  readonly frame: ForecastFrame;
  readonly hasScenario: boolean;
  readonly within?: string;
}

/** A list of forecasts as a picture, its rows as CSV, and the lines of its small charts day by day. */
export function CopyForecasts({ pairs, frame, hasScenario, within }: CopyForecastsProps) {
  const sparks = () => {
    const { details } = useForecasts.getState();
    return pairs.flatMap(({ id }) => {
      const answer = details.get(id);
      return answer === undefined
        ? []
        : [{ id, spark: forecastSpark(answer.baseline, answer.scenario, frame.asOf) }];
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
