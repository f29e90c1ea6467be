import type { PastForecast } from '../timeline/forecast-result.ts';
import { formatDayInSentence } from './date-format.ts';
import { crossingWords, type ForecastFrame } from './forecast-words.ts';
import type { ForecastSummary } from '../timeline/forecast-result.ts';
import { counted, formatPercent } from './number-format.ts';
import { quantityText } from './quantity-format.ts';
import { say, strong, type Sentence } from './sentence.ts';

/** `On 28 February we would have said 12 May (2 – 20 May).` */
export function pastSaid(past: PastForecast, summary: ForecastSummary, frame: ForecastFrame): Sentence {
  const on = formatDayInSentence(past.cutoff, frame.asOf);
  if (past.fit === null) return [say(`On ${on} nothing could have been said: a fit takes 7 complete days.`)];
  if (past.crossing === null)
    return [say(`On ${on} the line rose by ${quantityText(past.fit.slopePerDay, summary.unit)} a day.`)];
  const words = crossingWords(
    {
      ...summary,
      crossing: past.crossing,
      state: past.crossing.already ? 'missing' : past.crossing.date === null ? 'clear' : 'crosses',
      lastDay: past.cutoff,
    },
    frame,
  );
  return [
    say(`On ${on} we would have said `),
    strong(words.text),
    say(words.range === null ? '.' : ` (${words.range}).`),
  ];
}

/** `Over the 30 days since it was 0.3% too high on average.` The figures stand beside it. */
export function pastCame(past: PastForecast): string {
  if (past.daysScored === 0) return 'No complete day has come since to check it by.';
  const days = past.daysScored === 1 ? 'the day since' : `the ${counted(past.daysScored, 'day')} since`;
  if (past.bias === null) return '';
  if (Math.abs(past.bias) < 0.0005) return `Over ${days} it was neither too high nor too low on average.`;
  const side = past.bias > 0 ? 'high' : 'low';
  return `Over ${days} it was ${formatPercent(Math.abs(past.bias))} too ${side} on average.`;
}
