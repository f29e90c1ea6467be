import type { Amount, CustomerShape } from '../events/customer-shape.ts';
import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import { dayText } from '../model/instant.ts';
import type { ActualTarget, ActualVerdict, OnboardingActual } from '../timeline/onboarding-actual.ts';
import { constraintNameOf, type RegionName } from './constraint-name.ts';
import { formatDay, formatDayInSentence } from './date-format.ts';
import type { DecidedFigure } from './decision.ts';
import { decidedText } from './decision-words.ts';
import { counted, formatDecimal, listed, NOT_MEASURED } from './number-format.ts';
import { constraintPhraseOf } from './constraint-phrase-of.ts';
import { say, strong, type Sentence, type VerdictMark } from './sentence.ts';
import type { MeasuredShape } from './shape-of-customer.ts';
import { AMOUNT_WORDS, type ShapeFigure } from './shape-figures.ts';
import { roundedUp } from '../model/rounding.ts';
import { DAY_MS } from '../units.ts';

export const ACTUAL_WORDS: Readonly<Record<ActualVerdict, string>> = {
  'as-predicted': 'as predicted',
  above: 'more than predicted',
  below: 'less than predicted',
  'too-few-days': 'too few days',
  'not-measured': NOT_MEASURED,
};

export const ACTUAL_MARKS: Readonly<Record<ActualVerdict, VerdictMark>> = {
  'as-predicted': 'ok',
  above: 'breach',
  below: 'watch',
  'too-few-days': 'unknown',
  'not-measured': 'unknown',
};

/** `× 1.24`; a ratio nobody can tell is not measured. */
export const ratioText = (ratio: number | null): string =>
  ratio === null ? NOT_MEASURED : `× ${formatDecimal(ratio, 2)}`;

/** How the ratio of the customer's own part comes about. */
export function ownRatioNode(target: ActualTarget): ExplainNode {
  const measured = target.days.filter(({ actual }) => actual !== null).slice(-7);
  const sum = (label: string, of: (day: (typeof measured)[number]) => number, what: string): ExplainNode =>
    derived(
      label,
      target.unit,
      'sum of inputs',
      measured.map((day) => leaf(day.day, of(day), target.unit, { origin: 'computed', of: what })),
    );
  return derived('Customer’s own part, measured ÷ predicted', 'ratio', 'a ÷ b', [
    sum(
      'What came on top of the line',
      ({ actual, without }) => (actual ?? 0) - without,
      'measured − fitted line',
    ),
    sum('What was said to come', ({ load }) => load, 'load × ramp'),
  ]);
}

/** Everything measured against everything predicted, days since the customer began. */
export function ratioNode(target: ActualTarget): ExplainNode {
  const measured = target.days.filter(({ actual }) => actual !== null);
  const total = (of: (day: (typeof measured)[number]) => number): number =>
    measured.reduce((sum, day) => sum + of(day), 0);
  return derived('Measured ÷ predicted', 'ratio', 'a ÷ b', [
    leaf(
      `Σ measured, ${counted(measured.length, 'day')}`,
      total(({ actual }) => actual ?? 0),
      target.unit,
      {
        origin: 'measured',
        of: target.id,
      },
    ),
    leaf(
      'Σ predicted',
      total(({ predicted }) => predicted),
      target.unit,
      { origin: 'computed', of: 'line + load × ramp' },
    ),
  ]);
}

/** What became of the prediction, worst first. */
export function actualSentence(
  actual: OnboardingActual,
  regionName: RegionName = () => null,
): { readonly mark: VerdictMark; readonly sentence: Sentence } {
  const of = (verdict: ActualVerdict) => actual.targets.filter((target) => target.verdict === verdict);
  const [above, below, fine] = [of('above'), of('below'), of('as-predicted')];
  const since = `since ${formatDayInSentence(actual.on, null)}`;
  const names = (targets: readonly ActualTarget[]): string => {
    const said = targets.slice(0, 2).map(({ id }) => constraintPhraseOf(id, regionName));
    const rest = targets.length - said.length;
    return listed(rest > 0 ? [...said, `${rest} more`] : said);
  };
  if (above.length === 0 && below.length === 0 && fine.length === 0)
    return {
      mark: 'unknown',
      sentence: [
        strong('Not measured yet.'),
        say(` No series tells what ${actual.customer} brought ${since}.`),
      ],
    };
  if (above.length === 0 && below.length === 0)
    return {
      mark: 'ok',
      sentence: [
        strong('As predicted.'),
        say(
          ` ${counted(fine.length, 'measured constraint')} ${fine.length === 1 ? 'lies' : 'lie'} inside the interval ${since}.`,
        ),
      ],
    };
  const parts = [
    ...(above.length === 0 ? [] : [`more than predicted: ${names(above)}`]),
    ...(below.length === 0 ? [] : [`less than predicted: ${names(below)}`]),
  ];
  const [head = '', ...tail] = parts;
  const text = [head.charAt(0).toUpperCase() + head.slice(1), ...tail].join('; ');
  return {
    mark: above.length > 0 ? 'breach' : 'watch',
    sentence: [strong(`${text}.`), say(` ${counted(fine.length, 'other')} as predicted, ${since}.`)],
  };
}

/** Which amount of a shape a constraint's own part measures. */
const AMOUNT_OF: ReadonlyMap<string, Amount> = new Map([
  ['edge.connections', 'connections'],
  ['edge.throughput', 'edgeThroughputBytesPerSecond'],
  ['edge.packets', 'edgePacketsPerSecond'],
  ['controlPlane.postgresCpu', 'postgresCpuCores'],
  ['controlPlane.postgresConnections', 'postgresConnections'],
]);

const WHOLE: ReadonlySet<Amount> = new Set(['connections', 'postgresConnections']);

/**
 * The shape of a customer as measured since they came: microVMs and volumes from the inventory, other amounts by difference,
 * what came on top of the line divided by the share of the ramp there was. Where neither is known the amount stays out; a
 * difference below 0 says that nothing came and counts as 0.
 */
export function shapeAsMeasured(inventory: MeasuredShape, actual: OnboardingActual): MeasuredShape {
  const amounts = new Map<Amount, { readonly value: number; readonly node: ExplainNode }>();
  for (const { id, unit, own, ownFraction } of actual.targets) {
    const amount = AMOUNT_OF.get(id.slice(0, Math.max(0, id.indexOf('@'))));
    if (amount === undefined || own === null || ownFraction === null || !(ownFraction > 0)) continue;
    const node = derived(AMOUNT_WORDS[amount].label, unit, 'a ÷ b', [
      leaf('on top of the line, mean of the last days', own, unit, {
        origin: 'measured',
        of: `${id}: measured − line`,
      }),
      leaf('share of the ramp there was', ownFraction, 'ratio', { origin: 'computed', of: 'ramp' }),
    ]);
    const value = Math.max(0, typeof node.value === 'number' ? node.value : 0);
    amounts.set(amount, { value: WHOLE.has(amount) ? roundedUp(value) : value, node });
  }
  const figures = inventory.figures.map((figure): ShapeFigure => {
    if (figure.origin !== 'not measured') return figure;
    const found = [...amounts].find(([amount]) => AMOUNT_WORDS[amount].label === figure.label);
    return found === undefined ? figure : { ...figure, origin: 'measured', node: found[1].node };
  });
  const added = [...amounts].filter(([amount]) => inventory.shape[amount] === undefined);
  const shape: CustomerShape = {
    ...inventory.shape,
    ...Object.fromEntries(added.map(([amount, { value }]) => [amount, value])),
  };
  return { shape, figures };
}

/** `Memory EU West`. */
export function targetName(id: string, regionName: RegionName): string {
  const { name, where } = constraintNameOf(id, regionName);
  return `${name} ${where}`;
}

/** `10 Oct – 15 Nov`: the days compared. */
export function daysText(target: ActualTarget, asOf: string | null): string {
  const [first, last] = [target.days[0]?.day, target.days[target.days.length - 1]?.day];
  return first === undefined || last === undefined
    ? ''
    : `${formatDay(first, asOf)} – ${formatDay(last, asOf)}`;
}

/** Where what was said of a customer stands. */
interface Prediction {
  readonly name: string;
  readonly version: number | null;
  readonly source: 'scenario' | 'pipeline' | 'decision';
  readonly decision: {
    readonly number: number;
    readonly atMs: number;
    readonly by: string | null;
  } | null;
}

/** Which record the prediction is: a decision names who and when, and a version that stays. */
export function predictionWords(
  { name, version, source, decision }: Prediction,
  asOf: string | null,
): string {
  if (decision !== null) {
    const day = formatDay(dayText(Math.floor(decision.atMs / DAY_MS)), asOf);
    const by = decision.by === null ? '' : ` by ${decision.by}`;
    return `Predicted as decided: decision ${decision.number} of ${day}${by}, on ${name}, version ${version ?? ''}.`;
  }
  return source === 'pipeline'
    ? 'Predicted as it stands in the pipeline; no decision kept it.'
    : `Predicted as ${name} says now, version ${version ?? ''}; no decision kept it.`;
}

/** What the decision expected of a constraint with the whole customer: `24% → 17%`; empty where it named none. */
export function decidedMove(figures: readonly DecidedFigure[], id: string): string {
  const figure = figures.find((one) => one.id === id);
  if (figure === undefined) return '';
  return `${decidedText(figure, figure.before)} → ${decidedText(figure, figure.after)}`;
}
