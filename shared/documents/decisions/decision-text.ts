import type { Cost, KeptDecision } from '../../view/decision.ts';
import type { DecisionOutcome } from '../../view/decision-outcome.ts';
import { crossingText, decidedText, DECISION_KIND_WORDS, OUTCOME_WORDS } from '../../view/decision-words.ts';
import type { PurchaseRecord } from '../../plan/purchase-record.ts';
import { purchaseOutcome } from '../../view/purchase-outcome.ts';
import { csvText } from '../../view/chart-table.ts';

export type DecisionFormat = 'csv' | 'json' | 'md';

/** A decision as it leaves the application. */
export interface DecisionEntry {
  readonly decision: KeptDecision;
  readonly revertedBy: number | null;
  /** What it bought, as far as that has come; `null` for other decisions. */
  readonly purchase: PurchaseRecord | null;
  /** `null` only for an empty log. */
  readonly outcome: DecisionOutcome | null;
}

/** One constraint of a decision: expected before and after, and what came. */
interface EffectLine {
  readonly constraint: string;
  readonly before: string;
  readonly after: string;
  /** Empty: not measured yet. */
  readonly actual: string;
}

/** Instant without its milliseconds, in UTC. */
const instant = (atMs: number): string => new Date(atMs).toISOString().replace(/\.\d+Z$/, 'Z');

const costText = (cost: Cost | null): string =>
  cost === null ? '' : `${cost.amount}${cost.currency === null ? '' : ` ${cost.currency}`}`;

function effectLines({ decision, outcome }: DecisionEntry): readonly EffectLine[] {
  const { effect, data } = decision;
  if (effect === null) return [];
  const values = new Map(outcome?.figures.map(({ id, actual }) => [id, actual]));
  const dates = new Map(outcome?.dates.map(({ id, actual }) => [id, actual]));
  return [
    ...effect.figures.map((figure) => ({
      constraint: figure.id,
      before: decidedText(figure, figure.before),
      after: decidedText(figure, figure.after),
      actual: values.has(figure.id) ? decidedText(figure, values.get(figure.id) ?? null) : '',
    })),
    ...effect.dates.map(({ id, before, after }) => {
      const actual = dates.get(id);
      return {
        constraint: `${id} reached on`,
        before: crossingText(before, data.asOf),
        after: crossingText(after, data.asOf),
        actual:
          actual === undefined ? '' : actual === null ? 'not in the model' : crossingText(actual, data.asOf),
      };
    }),
  ];
}

const HEAD = [
  'decision',
  'at',
  'kind',
  'title',
  'reason',
  'by',
  'state',
  'scenario',
  'scenario_version',
  'scenario_sha256',
  'data_as_of',
  'data_sha256',
  'cost',
  'currency',
  'ordered_cost',
  'billed_cost',
  'order_by',
  'ordered_on',
  'in_service_by',
  'promised_for',
  'in_service_on',
  'constraint',
  'before',
  'expected',
  'actual',
  'actual_state',
];

/** One row per decision and constraint it was expected to move; a decision without figures has one row. */
function csv(entries: readonly DecisionEntry[]): string {
  const rows = entries.flatMap((entry) => {
    const { decision, revertedBy, purchase, outcome } = entry;
    const line = purchase?.decision.line ?? null;
    const costOf = (price: number | null | undefined): number | null =>
      line === null || price === null || price === undefined ? null : price * line.count;
    const own = [
      decision.id,
      instant(decision.atMs),
      decision.kind,
      decision.title,
      decision.reason,
      decision.by,
      revertedBy === null ? 'stands' : `taken back by ${revertedBy}`,
      decision.scenario?.name ?? null,
      decision.scenario?.version ?? null,
      decision.scenario?.hash ?? null,
      decision.data.asOf,
      decision.data.modelHash,
      decision.cost?.amount ?? null,
      decision.cost?.currency ?? null,
      costOf(purchase?.orderedUnitCost),
      costOf(purchase?.deliveredUnitCost),
      line?.orderBy ?? null,
      purchase?.orderedOn ?? null,
      line?.inServiceBy ?? null,
      purchase?.arrivesOn ?? null,
      purchase?.deliveredOn ?? null,
    ];
    const lines = effectLines(entry);
    if (lines.length === 0) return [[...own, null, null, null, null, null]];
    return lines.map(({ constraint, before, after, actual }) => [
      ...own,
      constraint,
      before,
      after,
      actual === '' ? null : actual,
      outcome?.state ?? null,
    ]);
  });
  return csvText({ columns: HEAD, rows });
}

/** Characters Markdown would take for its own, in a cell and outside of one. */
const plain = (text: string): string =>
  text.replaceAll(/[\\`*_[\]<>|#]/g, '\\$&').replaceAll(/\s*\r?\n\s*/g, ' ');

function section(entry: DecisionEntry): string {
  const { decision, revertedBy, outcome } = entry;
  const { scenario, data } = decision;
  const lines = effectLines(entry);
  return [
    `## ${decision.id}. ${plain(decision.title)}`,
    '',
    `${DECISION_KIND_WORDS[decision.kind]}, ${instant(decision.atMs)}, ${plain(decision.by ?? 'nobody named')}${
      revertedBy === null ? '' : `, taken back by decision ${revertedBy}`
    }`,
    '',
    plain(decision.reason),
    '',
    ...(scenario === null
      ? []
      : [`- Scenario: ${plain(scenario.name)}, version ${scenario.version}, SHA-256 \`${scenario.hash}\``]),
    `- Data: as of ${data.asOf}, SHA-256 \`${data.modelHash}\``,
    ...(decision.cost === null ? [] : [`- Cost: ${costText(decision.cost)}`]),
    ...purchaseLines(entry),
    ...(lines.length === 0
      ? []
      : [
          '',
          '| constraint | before | expected | actual |',
          '| --- | --- | --- | --- |',
          ...lines.map(
            ({ constraint, before, after, actual }) =>
              `| ${[constraint, before, after, actual === '' ? OUTCOME_WORDS[outcome?.state ?? 'no-newer-data'] : actual].map(plain).join(' | ')} |`,
          ),
        ]),
    '',
  ].join('\n');
}

/** What was bought, ordered and delivered against what was expected. */
function purchaseLines({ decision, purchase }: DecisionEntry): readonly string[] {
  if (purchase === null || purchase.status === 'accepted') return [];
  return purchaseOutcome(purchase, decision.cost?.currency ?? null, decision.data.asOf).map(
    ({ what, expected, ordered, delivered, difference }) => {
      const said = [
        `expected ${expected?.text ?? 'not known'}`,
        ...(ordered === null ? [] : [`as ordered ${ordered.text}`]),
        ...(delivered === null ? [] : [`as delivered ${delivered.text}`]),
        ...(difference === '' ? [] : [difference]),
      ];
      return `- ${what}: ${plain(said.join(', '))}`;
    },
  );
}

/** The log as a table, as data, or to be read; newest first. */
export function decisionText(entries: readonly DecisionEntry[], format: DecisionFormat): string {
  switch (format) {
    case 'csv':
      return csv(entries);
    case 'json':
      return `${JSON.stringify({ schema: 'headroom.decisions/v1', decisions: entries }, null, 2)}\n`;
    case 'md':
      return ['# Decisions', '', ...entries.map(section)].join('\n');
  }
}
