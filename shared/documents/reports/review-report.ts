import type { Assessment } from '../../assess/constraint.ts';
import type { ReviewChange } from '../../view/review-change.ts';
import type { ForecastDetail } from '../../timeline/forecast-result.ts';
import type { Trigger } from '../../timeline/trigger-result.ts';
import { byUrgency, constraintRow, pairConstraints } from '../../view/constraint-rows.ts';
import { forecastName, rankForecasts, type ForecastPair } from '../../view/forecast-rows.ts';
import { forecastSpark } from '../../view/forecast-spark.ts';
import { crossingWords, shownText, type ForecastFrame } from '../../view/forecast-words.ts';
import { counted, formatPercent } from '../../view/number-format.ts';
import { constraintsOfRegion, foldHosts } from '../../view/region-constraints.ts';
import { regionOutlook } from '../../view/region-outlook.ts';
import { missedIds, regionVerdict } from '../../view/region-verdict.ts';
import type { RegionOfScope } from '../../view/scope-index.ts';
import { STATE_WORDS } from '../../view/shown-state.ts';
import { TRIGGER_WORDS, triggerRow, triggersOfRegion } from '../../view/trigger-rows.ts';
import { escaped, paragraph, section, table, verdictLine } from './markup.ts';
import type { Report, ReportOrigin } from './report-page.ts';
import { sparkDrawing } from './spark-drawing.ts';

/** What the Overview shows, gathered for a document. */
export interface ReviewFacts {
  readonly origin: ReportOrigin;
  readonly regions: readonly string[];
  readonly regionOf: RegionOfScope;
  readonly assessment: Assessment;
  /** Hosts that may be lost per cluster. */
  readonly losses: number;
  readonly forecasts: readonly ForecastPair[];
  readonly details: (id: string) => ForecastDetail | null;
  readonly triggers: readonly { readonly baseline: Trigger; readonly scenario: Trigger | null }[];
  readonly frame: ForecastFrame;
  /** Day of the review before; `null` for the first. */
  readonly lastReview: string | null;
  readonly changes: readonly ReviewChange[];
}

const MOST_FORECASTS = 10;

/** The weekly review of every region: verdict, actions with dates, what changed, when limits are reached, every limit. */
export function reviewReport(facts: ReviewFacts): Report {
  const { origin, regions } = facts;
  return {
    title: `Region review: ${origin.workspace}`,
    origin,
    body: [...regions.map((region) => regionPart(facts, region)), changesPart(facts)].join('\n'),
  };
}

function regionPart(facts: ReviewFacts, region: string): string {
  const { assessment, regionOf, losses, forecasts, frame, details } = facts;
  const constraints = constraintsOfRegion(assessment, region, regionOf);
  const ranked = rankForecasts(forecasts, region, regionOf).rows;
  const triggers = triggersOfRegion(facts.triggers, region, regionOf);
  const outlook = regionOutlook(
    ranked,
    triggers.map(({ baseline }) => baseline),
    missedIds(constraints),
    frame,
  );
  const verdict = regionVerdict(constraints, losses, outlook);
  const bySummary = new Map(forecasts.map(({ baseline }) => [baseline.id, baseline]));
  const triggerLines = triggers.map(({ baseline }) =>
    triggerRow(baseline, null, bySummary.get(baseline.constraintId) ?? null, frame),
  );
  const band = formatPercent(frame.intervalLevel, 0);
  return [
    `<h3>${escaped(region)}</h3>`,
    verdictLine(verdict.mark, verdict.sentence),
    section(
      'Triggers',
      `within ${frame.triggerHorizonDays} days`,
      triggerLines.length === 0
        ? paragraph('No trigger is set.')
        : table(
            [
              { title: 'State' },
              { title: 'Trigger' },
              { title: 'Where' },
              { title: 'Now', isNumber: true },
              { title: `In ${frame.triggerHorizonDays} days`, isNumber: true },
              { title: 'Target', isNumber: true },
              { title: 'Missed on' },
              { title: 'Smallest action' },
            ],
            triggerLines.map((row) => [
              TRIGGER_WORDS[row.state],
              row.name,
              row.where,
              row.now,
              row.ahead,
              row.target,
              row.missedRange === null ? row.missedOn : `${row.missedOn} (${row.missedRange})`,
              row.action === null
                ? (row.reason ?? '—')
                : [row.action.by, row.action.deed, row.action.beside]
                    .filter((part) => part !== null)
                    .join(', '),
            ]),
          ),
    ),
    section(
      'When limits are reached',
      `60 days back, 90 ahead; share of the limit, ${band} interval; most urgent ${MOST_FORECASTS}`,
      ranked.length === 0
        ? paragraph('No forecast: no history is measured.')
        : table(
            [
              { title: 'Limit' },
              { title: 'Where' },
              { title: 'Now', isNumber: true },
              { title: '' },
              { title: 'Reached' },
            ],
            ranked.slice(0, MOST_FORECASTS).map(({ baseline }) => {
              const { name, where } = forecastName(baseline);
              const words = crossingWords(baseline, frame);
              const detail = details(baseline.id);
              return [
                name,
                where,
                shownText(baseline, baseline.now?.shown),
                { markup: detail === null ? '' : sparkOf(detail, frame) },
                words.range === null ? words.text : `${words.text} (${words.range})`,
              ];
            }),
          ),
    ),
    limitsPart(constraints),
  ].join('\n');
}

/** Every limit of a region; of hosts those that need a look. */
function limitsPart(constraints: Assessment['constraints']): string {
  const { shown, hidden } = foldHosts(constraints);
  const limits = byUrgency(pairConstraints(shown, null).flatMap((pair) => constraintRow(pair) ?? []));
  return section(
    'Every limit',
    `closest first${hidden === 0 ? '' : `; ${counted(hidden, 'host limit')} that hold left out`}`,
    table(
      [
        { title: 'Limit' },
        { title: 'Where' },
        { title: 'Now', isNumber: true },
        { title: 'Target', isNumber: true },
        { title: 'State' },
      ],
      limits.map(({ name, where, baseline, target, state }) => [
        name,
        where,
        baseline,
        target,
        STATE_WORDS[state],
      ]),
    ),
  );
}

const sparkOf = (detail: ForecastDetail, { asOf }: ForecastFrame): string =>
  sparkDrawing(forecastSpark(detail, null, asOf));

function changesPart({ lastReview, changes }: ReviewFacts): string {
  const title = 'What changed since the last review';
  if (lastReview === null) return section(title, '', paragraph('No review was kept before this one.'));
  return section(
    title,
    `of ${lastReview}`,
    changes.length === 0
      ? paragraph('Nothing of note.')
      : table(
          [{ title: 'What' }, { title: 'How' }],
          changes.map(({ text, detail }) => [text, detail]),
        ),
  );
}
