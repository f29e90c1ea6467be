import type { ForecastDetail, PastForecast } from '../timeline/forecast-result.ts';
import { formatDayInSentence } from './date-format.ts';
import { crossingWords, type ForecastFrame } from './forecast-words.ts';
import { counted, formatPercent } from './number-format.ts';
import { quantityText } from './quantity-format.ts';
import { dateFigure, pastFigures } from './figure-explain.ts';
import { figured, say, type Sentence } from './sentence.ts';

/** `On 28 February we would have said 12 May (2 – 20 May).` */
export function pastSaid(past: PastForecast, detail: ForecastDetail, frame: ForecastFrame): Sentence {
  const on = formatDayInSentence(past.cutoff, frame.asOf);
  if (past.fit === null) return [say(`On ${on} nothing could have been said: a fit takes 7 complete days.`)];
  if (past.crossing === null)
    return [
      say(
        `On ${on} the line ${past.fit.slopePerDay < 0 ? 'fell' : 'rose'} by ${quantityText(Math.abs(past.fit.slopePerDay), detail.unit)} a day.`,
      ),
    ];
  const words = crossingWords(
    {
      ...detail,
      crossing: past.crossing,
      state: past.crossing.already ? 'missing' : past.crossing.date === null ? 'clear' : 'crosses',
      lastDay: past.cutoff,
    },
    frame,
  );
  return [
    say(`On ${on} we would have said `),
    figured(
      words.text,
      dateFigure(
        `line of ${past.cutoff}`,
        { ...past.fit, start: past.fit.intercept },
        past.crossing.date,
        detail,
      ),
    ),
    say(words.range === null ? '.' : ` (${words.range}).`),
  ];
}

/** `Over the 30 days since it was 0.3% too high on average.` The figures stand beside it. */
export function pastCame(past: PastForecast): Sentence {
  if (past.daysScored === 0) return [say('No complete day has come since to check it by.')];
  const days = past.daysScored === 1 ? 'the day since' : `the ${counted(past.daysScored, 'day')} since`;
  if (past.bias === null) return [];
  const { bias } = pastFigures(past);
  if (Math.abs(past.bias) < 0.0005)
    return [say(`Over ${days} it was `), figured('neither too high nor too low', bias), say(' on average.')];
  const side = past.bias > 0 ? 'high' : 'low';
  return [
    say(`Over ${days} it was `),
    figured(`${formatPercent(Math.abs(past.bias))} too ${side}`, bias),
    say(' on average.'),
  ];
}
