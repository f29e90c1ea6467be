import type { PastForecast, SavedForecastScore } from '../timeline/forecast-result.ts';
import { formatDay, formatDayInSentence } from './date-format.ts';
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

/** `The 30 days since: off by 0.4% on average, 92% inside the band; repeating the last peak 2.1%.` */
export function pastCame(past: PastForecast): string {
  if (past.daysScored === 0) return 'No complete day has come since to check it by.';
  const days = past.daysScored === 1 ? 'The day since' : `The ${counted(past.daysScored, 'day')} since`;
  const bias =
    past.bias === null || Math.abs(past.bias) < 0.0005 ? '' : past.bias > 0 ? ', too high' : ', too low';
  const parts = [
    past.mape === null ? null : `off by ${formatPercent(past.mape)} on average${bias}`,
    past.coverage === null ? null : `${formatPercent(past.coverage, 0)} inside the band`,
    past.naiveMape === null
      ? null
      : `repeating the last peak would be off by ${formatPercent(past.naiveMape)}`,
  ].filter((part) => part !== null);
  return `${days}: ${parts.join('; ')}.`;
}

/** A forecast that was really made then, in one line. */
export function savedLine(saved: SavedForecastScore, unit: ForecastSummary['unit'], asOf: string): string {
  const said =
    saved.said === null || saved.came === null
      ? 'nothing has come since'
      : `said ${quantityText(saved.said.value, unit)} for ${formatDay(saved.said.day, asOf)}, came ${quantityText(saved.came, unit)}`;
  const scored =
    saved.mape === null
      ? ''
      : `; off by ${formatPercent(saved.mape)} over ${counted(saved.daysScored, 'day')}`;
  return `${formatDay(saved.madeOn, asOf)}: ${said}${scored}`;
}
