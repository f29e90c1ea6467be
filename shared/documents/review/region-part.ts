import { byUrgency, constraintRow, pairConstraints } from '../../view/constraint-rows.ts';
import { forecastName, rankForecasts, sameForecast, type ForecastPair } from '../../view/forecast-rows.ts';
import { forecastSpark } from '../../view/forecast-spark.ts';
import { crossingWords, shownText, type ForecastFrame } from '../../view/forecast-words.ts';
import { counted, formatInteger, formatPercent } from '../../view/number-format.ts';
import { constraintsOfRegion, foldHosts } from '../../view/region-constraints.ts';
import { regionScenario } from '../../view/region-scenario.ts';
import { regionOutlook } from '../../view/region-outlook.ts';
import { missedIds, regionVerdict } from '../../view/region-verdict.ts';
import { sentenceText } from '../../view/sentence.ts';
import { STATE_WORDS } from '../../view/shown-state.ts';
import { TRIGGER_WORDS, triggerRow, triggersOfRegion, type TriggerRow } from '../../view/trigger-rows.ts';
import { escaped, section, table, verdictLine, paragraph, type Column } from '../reports/markup.ts';
import { sparkDrawing } from '../reports/spark-drawing.ts';
import type { ReviewFacts } from './review-facts.ts';

const MOST_FORECASTS = 10;
const IN_SCENARIO = 'In the scenario';

const headOf = (facts: ReviewFacts, region: string): string =>
  `<h3>${escaped(facts.regionName(region) ?? region)}</h3>`;

/** A region in a sentence, as on the Overview, and what the scenario makes of it. */
export function regionVerdictPart(facts: ReviewFacts, region: string): string {
  const { assessment, regionOf, losses, forecasts, frame } = facts;
  const constraints = constraintsOfRegion(assessment, region, regionOf);
  const ranked = rankForecasts(forecasts, region, regionOf).rows;
  const triggers = triggersOfRegion(facts.triggers, region, regionOf).map(({ baseline }) => baseline);
  const outlook = regionOutlook(ranked, triggers, missedIds(constraints), frame);
  const verdict = regionVerdict(constraints, losses, outlook);
  return [
    headOf(facts, region),
    verdictLine(verdict.mark, verdict.sentence),
    scenarioLine(facts, region),
  ].join('\n');
}

/** A region's triggers with their actions, when its limits are reached, and every limit. */
export function regionPart(facts: ReviewFacts, region: string): string {
  const { regionOf, forecasts } = facts;
  return [
    headOf(facts, region),
    triggersPart(facts, triggersOfRegion(facts.triggers, region, regionOf)),
    forecastsPart(facts, rankForecasts(forecasts, region, regionOf).rows),
    limitsPart(facts, region),
  ].join('\n');
}

/** What the scenario does to the region, in the words of the Overview; empty without one. */
function scenarioLine({ scenario, regionOf }: ReviewFacts, region: string): string {
  if (scenario === null) return '';
  const { sentence, detail } = regionScenario(scenario.result, region, {
    regionOf,
    clusterOf: scenario.clusterOf,
  });
  const words = [sentence, detail].map(sentenceText).filter((text) => text !== '');
  return `<p class="scenario">${escaped(`${IN_SCENARIO}: ${words.join(' ')}`)}</p>`;
}

/** Columns, the scenario's where there is one. */
const withScenario = (
  { scenario }: ReviewFacts,
  before: readonly Column[],
  own: Column,
  after: readonly Column[],
): readonly Column[] => [...before, ...(scenario === null ? [] : [own]), ...after];

const actionText = ({ action, reason }: TriggerRow): string =>
  action === null
    ? (reason ?? '—')
    : [action.by, action.deed, action.beside].filter((part) => part !== null).join(', ');

/** `same`, `at once`, `14 May, firing`. */
function scenarioText({ scenario, scenarioState, state }: TriggerRow): string {
  if (scenario === null) return '—';
  return scenarioState === null || scenarioState === state
    ? scenario
    : `${scenario}, ${TRIGGER_WORDS[scenarioState].toLowerCase()}`;
}

function triggersPart(facts: ReviewFacts, triggers: ReviewFacts['triggers']): string {
  const { frame, forecasts } = facts;
  const behind = new Map(forecasts.map(({ baseline }) => [baseline.id, baseline]));
  const rows = triggers.map(({ baseline, scenario }) =>
    triggerRow(baseline, scenario, behind.get(baseline.constraintId) ?? null, frame),
  );
  const columns = withScenario(
    facts,
    [
      { title: 'State' },
      { title: 'Trigger' },
      { title: 'Where' },
      { title: 'Now', isNumber: true },
      { title: `In ${frame.triggerHorizonDays} days`, isNumber: true },
      { title: 'Target', isNumber: true },
      { title: 'Missed on' },
    ],
    { title: IN_SCENARIO },
    [{ title: 'Smallest action' }],
  );
  return section(
    'Triggers',
    `within ${frame.triggerHorizonDays} days; each action silences its own trigger, the Plan keeps every target at least cost`,
    rows.length === 0
      ? paragraph('No trigger is set.')
      : table(
          columns,
          rows.map((row) => [
            TRIGGER_WORDS[row.state],
            row.name,
            row.where,
            row.now,
            row.ahead,
            row.target,
            row.missedRange === null ? row.missedOn : `${row.missedOn} (${row.missedRange})`,
            ...(facts.scenario === null ? [] : [scenarioText(row)]),
            actionText(row),
          ]),
        ),
  );
}

function reachedText(summary: ForecastPair['baseline'], frame: ForecastFrame): string {
  const words = crossingWords(summary, frame);
  return words.range === null ? words.text : `${words.text} (${words.range})`;
}

function forecastsPart(facts: ReviewFacts, ranked: readonly ForecastPair[]): string {
  const { frame, details } = facts;
  const band = formatPercent(frame.intervalLevel, 0);
  const columns = withScenario(
    facts,
    [
      { title: 'Limit' },
      { title: 'Where' },
      { title: 'Now', isNumber: true },
      { title: '' },
      { title: 'Reached' },
    ],
    { title: IN_SCENARIO },
    [],
  );
  const drawn = (id: string): string => {
    const detail = details(id);
    if (detail === null) return '';
    return sparkDrawing(forecastSpark(detail.baseline, detail.scenario, frame.asOf));
  };
  return section(
    'When limits are reached',
    `60 days back, 90 ahead; share of the limit, ${band} interval; most urgent ${MOST_FORECASTS}`,
    ranked.length === 0
      ? paragraph('No forecast: no history is measured.')
      : table(
          columns,
          ranked.slice(0, MOST_FORECASTS).map((pair) => {
            const { baseline, scenario } = pair;
            const { name, where } = forecastName(baseline);
            const then = scenario === null ? '—' : sameForecast(pair) ? 'same' : reachedText(scenario, frame);
            return [
              name,
              where,
              shownText(baseline, baseline.now?.shown),
              { markup: drawn(baseline.id) },
              reachedText(baseline, frame),
              ...(facts.scenario === null ? [] : [then]),
            ];
          }),
        ),
  );
}

/** Every limit of a region on both sides; of hosts those that need a look on either. */
function limitsPart(facts: ReviewFacts, region: string): string {
  const { assessment, scenario, regionOf } = facts;
  const before = constraintsOfRegion(assessment, region, regionOf);
  const after = scenario === null ? null : constraintsOfRegion(scenario.result.after, region, regionOf);
  const folded = [foldHosts(before), ...(after === null ? [] : [foldHosts(after)])];
  const shown = new Set(folded.flatMap((side) => side.shown.map(({ id }) => id)));
  const pairs = pairConstraints(before, after);
  const limits = byUrgency(
    pairs.filter(({ id }) => shown.has(id)).flatMap((pair) => constraintRow(pair) ?? []),
  );
  const left = pairs.filter(({ id }) => !shown.has(id));
  const hidden = left.length;
  const unmeasured = left.filter(
    ({ before: was, after: is }) => (is ?? was)?.verdict === 'not-measured',
  ).length;
  const number: Column = { title: IN_SCENARIO, isNumber: true };
  return section(
    'Every limit',
    `closest first${hidden === 0 ? '' : `; ${counted(hidden, 'host limit')} left out, none missed${unmeasured === 0 ? '' : `, ${formatInteger(unmeasured)} of them not measured`}`}`,
    table(
      withScenario(
        facts,
        [{ title: 'Limit' }, { title: 'Where' }, { title: 'Now', isNumber: true }],
        number,
        [
          { title: 'Target', isNumber: true },
          { title: scenario === null ? 'State' : 'State in the scenario' },
        ],
      ),
      limits.map((row) => [
        row.name,
        row.where,
        row.baseline,
        ...(scenario === null ? [] : [row.scenario ?? 'same']),
        row.target,
        STATE_WORDS[row.state],
      ]),
    ),
  );
}
