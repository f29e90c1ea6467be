import { leaf } from '../explain/node.ts';
import type { ForecastDetail } from '../timeline/forecast-result.ts';
import type { Unit } from '../units.ts';
import { formatInstant } from './date-format.ts';
import type { FigureExplained } from './figure-explain.ts';
import { counted, formatPercent } from './number-format.ts';
import { quantityText } from './quantity-format.ts';
import { figured, say, sentenceText, type Sentence } from './sentence.ts';

export interface QualityNote {
  readonly text: string;
  /** The same with its figures, each with its derivation. */
  readonly parts: Sentence;
  /** `true`: something a planner should look at; `false`: a fact. */
  readonly isWarning: boolean;
}

const KINDS = { stored: 'one series', sum: 'sum', largest: 'largest', smallest: 'smallest' } as const;

/** What the fitted series is, and what should be known before it is trusted. Nothing was dropped for any of it. */
export function qualityNotes(detail: ForecastDetail): readonly QualityNote[] {
  const notes: QualityNote[] = [];
  const note = (isWarning: boolean) => (said: string | Sentence) => {
    const parts = typeof said === 'string' ? [say(said)] : said;
    notes.push({ text: sentenceText(parts), parts, isWarning });
  };
  const [fact, warn] = [note(false), note(true)];
  const { origin, quality, days } = detail;
  if (origin !== null) {
    const of =
      origin.kind === 'stored'
        ? ''
        : ` of ${origin.entities.length === origin.expected ? counted(origin.expected, 'entity', 'entities') : `${origin.entities.length} of ${counted(origin.expected, 'entity', 'entities')}`}`;
    const text = `${origin.metric}: ${KINDS[origin.kind]}${of}`;
    if (origin.entities.length < origin.expected) warn(text);
    else fact(text);
    if (origin.less !== 0) {
      const label = 'What is not the microVMs’: system reserve of the hosts, each off its own samples';
      const figure = figureOf('taken off the samples', label, origin.less, detail.unit, origin.scope);
      fact([figured(quantityText(origin.less, detail.unit), figure), say(' taken off the hosts’ samples')]);
    }
  }
  if (detail.presentRatioMin !== null && detail.presentRatioMin < 1) {
    const label = 'Smallest share of the living entities present at a grid step that was kept';
    const figure = figureOf('entities present', label, detail.presentRatioMin, 'ratio', origin?.scope ?? '');
    warn([
      say('at worst '),
      figured(formatPercent(detail.presentRatioMin, 0, [1]), figure),
      say(' of the entities present, scaled up'),
    ]);
  }
  const incomplete = days.complete.filter((complete) => !complete).length;
  if (incomplete > 0) {
    const label =
      'Days with under 75% of the samples their length and step call for, or a last day cut short';
    const figure = figureOf('incomplete days', label, incomplete, 'count', `${days.day.length} days`);
    fact([figured(counted(incomplete, 'incomplete day'), figure), say(' shown, not fitted')]);
  }
  if (quality !== null) qualityOfSamples(quality, origin?.metric ?? detail.id, fact, warn);
  if (detail.stale) warn('the history ends more than 7 days ago');
  else if (quality?.stale === true) warn('stale: the last sample is more than 10 steps old');
  for (const text of detail.notes) fact(text);
  return notes;
}

type Tell = (said: string | Sentence) => void;

const figureOf = (name: string, label: string, value: number, unit: Unit, of: string): FigureExplained => ({
  name,
  node: leaf(label, value, unit, { origin: 'computed', of }),
});

function qualityOfSamples(
  quality: NonNullable<ForecastDetail['quality']>,
  metric: string,
  fact: Tell,
  warn: Tell,
): void {
  const of = `${counted(quality.samples, 'sample')} of ${metric}`;
  const figure = (name: string, label: string, value: number, unit: Unit = 'count') =>
    figureOf(name, label, value, unit, of);
  const { stepSeconds, filledRatio, samples, gapCount, outliers, counterResets, clockJumps } = quality;
  fact([
    figured(counted(samples, 'sample'), figure('samples', 'Samples, one per instant', samples)),
    ...(stepSeconds === null
      ? []
      : [
          say(', every '),
          figured(
            quantityText(stepSeconds, 'seconds'),
            figure('step', 'Lower median of the gaps between samples', stepSeconds, 'seconds'),
          ),
        ]),
    ...(filledRatio === null
      ? []
      : [
          say(', '),
          figured(
            quantityText(filledRatio, 'ratio'),
            figure('grid filled', 'Samples ÷ steps from the first to the last', filledRatio, 'ratio'),
          ),
          say(' of the grid filled'),
        ]),
  ]);
  const longest = quality.gaps[0];
  if (gapCount > 0 && longest !== undefined) {
    const length = (longest.toMs - longest.fromMs) / 1000;
    const label = 'From the last sample before it to the first after it';
    warn([
      figured(counted(gapCount, 'gap'), figure('gaps', 'Holes of more than 2 steps', gapCount)),
      say(', the longest '),
      figured(quantityText(length, 'seconds'), figure('longest gap', label, length, 'seconds')),
      say(` from ${formatInstant(new Date(longest.fromMs).toISOString())}`),
    ]);
  }
  const count = (value: number, one: string, label: string, more = ''): void => {
    if (value > 0) warn([figured(counted(value, one), figure(`${one}s`, label, value)), say(more)]);
  };
  count(
    outliers.length,
    'outlier',
    'Samples over 5 robust standard deviations (1.4826 × MAD) from the median',
    ' marked, kept',
  );
  count(counterResets, 'counter reset', 'Falls to under half in one step of a series that else only rises');
  count(clockJumps, 'clock jump', 'Gaps over a quarter of a step off any multiple of it');
  if (quality.constant) warn('every sample has the same value');
}
