import type { ForecastSummary } from '../../../shared/timeline/forecast-result.ts';
import { forecastName } from '../../../shared/view/forecast-rows.ts';

/** `Memory, euw-b` for titles of explained figures. */
export function titleOf(summary: ForecastSummary): string {
  const { name, where } = forecastName(summary);
  return `${name}, ${where}`;
}
