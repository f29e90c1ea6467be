import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportPage } from '../../shared/documents/reports/report-page.ts';
import type { ReviewFacts } from '../../shared/documents/review/review-facts.ts';
import { reviewReport } from '../../shared/documents/review/review-report.ts';
import type { Constraint } from '../../shared/assess/constraint.ts';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import { constraintName } from '../../shared/view/constraint-name.ts';
import { formatDay } from '../../shared/view/date-format.ts';
import { rankForecasts } from '../../shared/view/forecast-rows.ts';
import { constraintsOfRegion, foldHosts } from '../../shared/view/region-constraints.ts';
import { regionOutlook } from '../../shared/view/region-outlook.ts';
import { missedIds, regionVerdict } from '../../shared/view/region-verdict.ts';
import { sentenceText } from '../../shared/view/sentence.ts';
import { shownState, STATE_WORDS } from '../../shared/view/shown-state.ts';
import { shownValue, targetText } from '../../shared/view/target-text.ts';
import { triggerRow, triggersOfRegion } from '../../shared/view/trigger-rows.ts';
import { Folder, openSampleIn } from '../cli/command-line.fixture.ts';
import { loadSolver } from '../solver/lazy-solver.ts';
import { recordDecision, revertDecision } from '../workspace/decision-actions.ts';
import { EngineAnswers } from '../workspace/engine-answers.ts';
import { ForecastAnswers } from '../workspace/forecast-answers.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { inLine, tablesNamed, wordsOf } from './page-words.fixture.ts';
import { reviewOf } from './review-of.ts';

let folder: Folder;
let workspace: Workspace;

beforeAll(async () => {
  await loadSolver();
  folder = new Folder('review');
  workspace = await openSampleIn(folder);
}, 60_000);
afterAll(() => {
  workspace.close();
  folder.remove();
});

const LOSS: ScenarioSelection = {
  kind: 'draft',
  scenario: {
    schema: 'headroom.scenario/v1',
    name: 'Autumn',
    events: [
      { type: 'hostLoss', cluster: 'euw-b', count: 3, select: 'largest' },
      { type: 'growthMultiplier', constraint: 'edge.connections@region:eu-west', factor: 3 },
    ],
  },
};

const reviewed = () => ({
  workspace,
  engine: new EngineAnswers(workspace),
  forecasts: new ForecastAnswers(workspace),
});
const factsOf = (scenario: ScenarioSelection): ReviewFacts =>
  reviewOf(reviewed(), { scenario, scenarioVersion: null });

const dayWords = (day: string, { frame }: ReviewFacts): string =>
  day === frame.asOf.slice(0, 10) ? 'at once' : formatDay(day, frame.asOf);

/** The one number at the start of a text of the page: `29.9%` → 0.299, `1.28 /s` → 1.28. */
function numberIn(text: string): number {
  const digits = /^[−-]?[\d,.]+/.exec(text)?.[0] ?? '';
  const value = Number(digits.replace('−', '-').replaceAll(',', ''));
  return text.includes('%') ? value / 100 : value;
}

describe('the weekly review', () => {
  for (const [what, selection] of [
    ['of the baseline', { kind: 'baseline' }],
    ['with a scenario', LOSS],
  ] as const)
    it(`says region by region what the Overview says, figure by figure, ${what}`, () => {
      const facts = factsOf(selection);
      const html = reportPage(reviewReport(facts));
      const words = wordsOf(html);
      const hasScenario = facts.scenario !== null;
      const [triggerTables, limitTables, forecastTables] = [
        tablesNamed(html, 'Triggers'),
        tablesNamed(html, 'Every limit'),
        tablesNamed(html, 'When limits are reached'),
      ];
      expect(limitTables).toHaveLength(facts.regions.length);
      for (const [at, region] of facts.regions.entries()) {
        const before = constraintsOfRegion(facts.assessment, region, facts.regionOf);
        const after = hasScenario
          ? constraintsOfRegion(facts.scenario.result.after, region, facts.regionOf)
          : null;
        const ranked = rankForecasts(facts.forecasts, region, facts.regionOf).rows;
        const triggers = triggersOfRegion(facts.triggers, region, facts.regionOf);
        const baselines = triggers.map(({ baseline }) => baseline);
        const outlook = regionOutlook(ranked, baselines, missedIds(before), facts.frame);
        expect(words).toContain(inLine(sentenceText(regionVerdict(before, facts.losses, outlook).sentence)));

        const read = new Map(
          (limitTables[at]?.rows ?? []).map(([name = '', where = '', ...rest]) => [`${name} ${where}`, rest]),
        );
        const shown = foldHosts(after ?? before).shown;
        expect(read.size).toBeGreaterThanOrEqual(shown.length);
        let numbers = 0;
        for (const constraint of shown) {
          const { name, where } = constraintName(constraint);
          const was = before.find(({ id }) => id === constraint.id) ?? null;
          const [now = '', ...rest] = read.get(`${name} ${where}`) ?? [];
          const then = hasScenario ? rest[0] : now;
          expect([constraint.id, ...rest.slice(hasScenario ? 1 : 0)]).toEqual([
            constraint.id,
            targetText(constraint),
            STATE_WORDS[shownState(constraint)],
          ]);
          if (was !== null) expect([constraint.id, now]).toEqual([constraint.id, shownValue(was)]);
          if (then !== 'same') expect([constraint.id, then]).toEqual([constraint.id, shownValue(constraint)]);
          numbers += sharesRead(constraint, then === 'same' ? now : (then ?? ''));
        }
        expect(numbers).toBeGreaterThan(8);

        const behind = new Map(facts.forecasts.map(({ baseline }) => [baseline.id, baseline]));
        expect(triggerTables[at]?.rows.map((row) => row.slice(0, 6))).toEqual(
          triggers.map(({ baseline, scenario }) => {
            const row = triggerRow(
              baseline,
              scenario,
              behind.get(baseline.constraintId) ?? null,
              facts.frame,
            );
            const state = {
              firing: 'Firing',
              watch: 'Watch',
              quiet: 'Quiet',
              'not-measured': 'Not measured',
            };
            return [state[row.state], row.name, row.where, row.now, row.ahead, row.target];
          }),
        );
        for (const [index, { baseline, scenario }] of ranked.slice(0, 10).entries()) {
          const row = forecastTables[at]?.rows[index] ?? [];
          if (baseline.crossing?.date != null && !baseline.crossing.already)
            expect(row[4]).toContain(dayWords(baseline.crossing.date, facts));
          if (scenario?.crossing?.date != null && scenario.crossing.date !== baseline.crossing?.date)
            expect(row[5]).toContain(dayWords(scenario.crossing.date, facts));
        }
      }
      expect(words.includes('In the scenario:')).toBe(hasScenario);
    });

  it('lists what was decided since the review before, with what was taken back, and what changed', () => {
    const of = reviewed();
    const draft = { kind: 'note', title: 'Watch <snapshots>', reason: 'They grow', by: 'ada' } as const;
    const first = recordDecision(of, draft, null);
    revertDecision(of, { id: first.id, reason: 'They stopped' }, 'ada');
    const html = reportPage(reviewReport(factsOf({ kind: 'baseline' })));
    const [table] = tablesNamed(html, 'What was decided since the last review');
    expect(table?.rows.map((row) => [row[0], row[2], row[3], row[4], row[7]])).toEqual([
      ['2', 'Taken back: Take back: Watch <snapshots>', 'They stopped', 'ada', 'stands'],
      ['1', 'Note: Watch <snapshots>', 'They grow', 'ada', 'taken back by 2'],
    ]);
    expect(html).not.toContain('<snapshots>');
  });
});

/** 1 where the limit is shown by a share, after its digits were held against the engine's own number. */
function sharesRead(constraint: Constraint, text: string): number {
  const { id, target } = constraint;
  const on = target?.on === 'headroom' || target?.on === 'utilization' ? target.on : null;
  const share = on === null ? null : constraint[on];
  if (share === null || !text.endsWith('%')) return 0;
  expect(Math.abs(numberIn(text) - share), `${id}: ${text}`).toBeLessThanOrEqual(0.000_500_1);
  return 1;
}
