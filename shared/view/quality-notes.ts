import type { ForecastDetail } from '../timeline/forecast-result.ts';
import { formatInstant } from './date-format.ts';
import { counted, formatPercent } from './number-format.ts';
import { quantityText } from './quantity-format.ts';

export interface QualityNote {
  readonly text: string;
  /** `true`: something a planner should look at; `false`: a fact. */
  readonly isWarning: boolean;
}

const KINDS = { stored: 'one series', sum: 'sum', largest: 'largest', smallest: 'smallest' } as const;

/** What the fitted series is, and what should be known before it is trusted. Nothing was dropped for any of it. */
export function qualityNotes(detail: ForecastDetail): readonly QualityNote[] {
  const notes: QualityNote[] = [];
  const fact = (text: string): void => void notes.push({ text, isWarning: false });
  const warn = (text: string): void => void notes.push({ text, isWarning: true });
  const { origin, quality, days } = detail;
  if (origin !== null) {
    const of =
      origin.kind === 'stored'
        ? ''
        : ` of ${origin.entities.length === origin.expected ? counted(origin.expected, 'entity', 'entities') : `${origin.entities.length} of ${counted(origin.expected, 'entity', 'entities')}`}`;
    const text = `${origin.metric}: ${KINDS[origin.kind]}${of}`;
    if (origin.entities.length < origin.expected) warn(text);
    else fact(text);
    if (origin.offset !== 0) fact(`${quantityText(origin.offset, detail.unit)} added to each peak`);
  }
  if (detail.presentRatioMin !== null && detail.presentRatioMin < 1) {
    warn(`at worst ${formatPercent(detail.presentRatioMin, 0)} of the entities present, scaled up`);
  }
  const incomplete = days.complete.filter((complete) => !complete).length;
  if (incomplete > 0) fact(`${counted(incomplete, 'incomplete day')} shown, not fitted`);
  if (quality !== null) qualityOfSamples(quality, fact, warn);
  if (detail.stale) warn('the history ends more than 7 days ago');
  for (const note of detail.notes) fact(note);
  return notes;
}

function qualityOfSamples(
  quality: NonNullable<ForecastDetail['quality']>,
  fact: (text: string) => void,
  warn: (text: string) => void,
): void {
  const step = quality.stepSeconds === null ? '' : `, every ${quantityText(quality.stepSeconds, 'seconds')}`;
  const filled =
    quality.filledRatio === null ? '' : `, ${formatPercent(quality.filledRatio)} of the grid filled`;
  fact(`${counted(quality.samples, 'sample')}${step}${filled}`);
  const longest = quality.gaps[0];
  if (quality.gapCount > 0 && longest !== undefined) {
    const at = (ms: number): string => formatInstant(new Date(ms).toISOString());
    warn(
      `${counted(quality.gapCount, 'gap')}, the longest ${quantityText((longest.toMs - longest.fromMs) / 1000, 'seconds')} from ${at(longest.fromMs)}`,
    );
  }
  if (quality.outliers.length > 0) warn(`${counted(quality.outliers.length, 'outlier')} marked, kept`);
  if (quality.counterResets > 0) warn(counted(quality.counterResets, 'counter reset'));
  if (quality.clockJumps > 0) warn(counted(quality.clockJumps, 'clock jump'));
  if (quality.constant) warn('every sample has the same value');
}
