import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportPage } from '../../shared/documents/reports/report-page.ts';
import { outcomeOf } from '../../shared/events/event-registry.ts';
import { parseScenario } from '../../shared/events/parse-scenario.ts';
import type { Scenario } from '../../shared/events/scenario.ts';
import { parseModelText } from '../../shared/model/parse-model.ts';
import { POLICY_DEFAULTS } from '../../shared/model/policy.ts';
import { actionRows } from '../../shared/view/onboarding-actions-view.ts';
import { onboardingMoves } from '../../shared/view/onboarding-moves.ts';
import { scenarioVerdict } from '../../shared/view/scenario-verdict.ts';
import { sentenceText } from '../../shared/view/sentence.ts';
import { simulated } from '../workspace/scenario-side.ts';
import { onboardingOf } from './onboarding-of.ts';

const golden = join(import.meta.dirname, '../../shared/timeline/golden');
const parsed = parseModelText(readFileSync(join(golden, 'model.json'), 'utf8'));
if (!parsed.ok) throw new Error('the golden model is broken');
const side = { model: parsed.value, policy: POLICY_DEFAULTS, history: null };
const named = { workspace: 'emea', scenarioVersion: 3 };

function scenarioOf(file: string, more: object = {}): Scenario {
  const { scenario } = JSON.parse(readFileSync(join(golden, file), 'utf8')) as { scenario: object };
  const read = parseScenario(
    { schema: 'headroom.scenario/v1', name: 'Larkspur', ...scenario, ...more },
    side.model,
  );
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value;
}

const wordsOf = (html: string): string =>
  html
    .replaceAll(/<style>[\s\S]*?<\/style>|<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');

describe('the one-pager of a customer', () => {
  for (const file of ['onboard-accept.json', 'onboard-with-actions.json', 'onboard-decline.json'])
    it(`says what the screen says: ${file}`, () => {
      const scenario = scenarioOf(file);
      const words = wordsOf(reportPage(onboardingOf(side, scenario, named)));
      const result = simulated(side, scenario);
      const [entry] = result.events;
      const outcome = entry === undefined ? null : outcomeOf(entry, 'onboardCustomer');
      if (outcome === null) throw new Error('no customer comes');
      const { sentence } = scenarioVerdict(result.before, result.after, [], outcome);
      expect(words).toContain(sentenceText(sentence));
      for (const { when, text } of actionRows(outcome.actions, side.model.asOf, null))
        expect(words).toContain([when, text].join(' '));
      const { rows } = onboardingMoves(result);
      expect(rows.length).toBeGreaterThan(0);
      for (const { name, baseline, scenario: after } of rows) {
        expect(words).toContain(name);
        expect(words).toContain(`${baseline} ${after ?? 'same'}`);
      }
      if (outcome.howManyFit !== null) expect(words).toContain(`${outcome.howManyFit} such customer`);
      expect(words).toMatch(/emea · .*, version 3 · as of .* · content [0-9a-f]{16}/);
    });

  it('shows names as they are, never as markup, and is the same page for the same scenario', () => {
    const scenario = scenarioOf('onboard-accept.json', { name: '<b onclick=x>' });
    const html = reportPage(onboardingOf(side, scenario, named));
    expect(html).not.toContain('<b onclick');
    expect(wordsOf(html)).toContain('<b onclick=x>');
    expect(reportPage(onboardingOf(side, scenario, named))).toBe(html);
  });

  it('is refused of a scenario that brings nobody', () => {
    expect(() => onboardingOf(side, scenarioOf('host-loss.json'), named)).toThrow(/one customer/);
  });
});
