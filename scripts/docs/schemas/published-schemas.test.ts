import { Ajv2020 } from 'ajv/dist/2020.js';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { EVENT_DEFINITIONS } from '../../../shared/events/event-registry.ts';
import { parseScenario } from '../../../shared/events/parse-scenario.ts';
import { serializeScenario } from '../../../shared/events/serialize-scenario.ts';
import { parseModelText } from '../../../shared/model/parse-model.ts';
import { parsePolicy } from '../../../shared/model/parse-policy.ts';
import { POLICY_DEFAULTS } from '../../../shared/model/policy.ts';
import { serializeModel } from '../../../shared/model/serialize-model.ts';
import { parsePlanSettings } from '../../../shared/plan/parse-plan-settings.ts';
import { PLAN_SETTINGS_DEFAULTS } from '../../../shared/plan/plan-settings.ts';
import { feed, release } from '../../../shared/releases/feed.fixture.ts';
import { parseReleaseFeed } from '../../../shared/releases/release-feed.ts';
import { parsePortfolio } from '../../../shared/timeline/parse-portfolio.ts';
import { serializePortfolio } from '../../../shared/timeline/portfolio.ts';
import { modelSchema } from './model-schema.ts';
import { planSettingsSchema } from './plan-settings-schema.ts';
import { policySchema } from './policy-schema.ts';
import { portfolioSchema } from './portfolio-schema.ts';
import { releasesSchema } from './releases-schema.ts';
import { scenarioSchema } from './scenario-schema.ts';

const SCHEMAS = {
  scenario: scenarioSchema(),
  model: modelSchema(),
  policy: policySchema(),
  portfolio: portfolioSchema(),
  'plan-settings': planSettingsSchema(),
  releases: releasesSchema(),
};
const golden = join(import.meta.dirname, '../../../shared/timeline/golden');
const modelText = readFileSync(join(golden, 'model.json'), 'utf8');
const parsed = parseModelText(modelText);
if (!parsed.ok) throw new Error('the golden model is broken');
const model = parsed.value;
const scenarios = readdirSync(golden)
  .filter((name) => name !== 'model.json')
  .map((name) => (JSON.parse(readFileSync(join(golden, name), 'utf8')) as { scenario: object }).scenario)
  .map((scenario) => ({ schema: 'headroom.scenario/v1', name: 'golden', ...scenario }));

const checks = {
  scenario: new Ajv2020({ allErrors: true }).compile(SCHEMAS.scenario),
  model: new Ajv2020({ allErrors: true }).compile(SCHEMAS.model),
  policy: new Ajv2020({ allErrors: true }).compile(SCHEMAS.policy),
  portfolio: new Ajv2020({ allErrors: true }).compile(SCHEMAS.portfolio),
};

const releases = new Ajv2020({ allErrors: true }).compile(SCHEMAS.releases);
const planSettings = new Ajv2020({ allErrors: true }).compile(SCHEMAS['plan-settings']);

describe('published JSON Schemas', () => {
  it('of plan settings takes and refuses what the application does', () => {
    const lead = { low: 1, mid: 2, high: 3 };
    const documents: readonly (readonly [object, boolean])[] = [
      [PLAN_SETTINGS_DEFAULTS, true],
      [{}, true],
      [{ budget: 5, hostsMax: 3, balanceFailureDomains: true }, true],
      [{ skus: { [model.skus[0]?.id ?? '']: { leadTimeDays: lead, minimumOrderCount: 2 } } }, true],
      [{ budget: -1 }, false],
      [{ hostsMax: 1.5 }, false],
      [{ skus: { [model.skus[0]?.id ?? '']: { price: 3 } } }, false],
      [{ rackUnits: 3 }, false],
    ];
    for (const [document, isTaken] of documents) {
      expect(parsePlanSettings(document, model).ok, JSON.stringify(document)).toBe(isTaken);
      expect(planSettings(document), JSON.stringify(document)).toBe(isTaken);
    }
  });
  it('of releases takes and refuses what the application does', () => {
    const one = (change: object): object => feed({ releases: [release('1.0.0', change)] });
    const documents: readonly (readonly [object, boolean])[] = [
      [feed(), true],
      [feed({ issuedAt: '2026-11-20T10:00:00.5+01:00' }), true],
      [feed({ issuedAt: '2026-11-20' }), false],
      [feed({ releases: [] }), false],
      [{ ...feed(), schema: 'headroom.releases/v2' }, false],
      [{ ...feed(), more: 1 }, false],
      [one({ notes: ['<b>Zürich</b> 👋'] }), true],
      [one({ notes: [''] }), false],
      [one({ notes: ['two\nlines'] }), false],
      [one({ notes: ['a'.repeat(401)] }), false],
      [one({ version: '1.0' }), false],
      [one({ publishedOn: 'yesterday' }), false],
      [one({ page: 'http://example.org' }), false],
      [one({ page: 'https://example.org/ a' }), false],
    ];
    for (const [document, isTaken] of documents) {
      expect(parseReleaseFeed(JSON.stringify(document)).ok, JSON.stringify(document)).toBe(isTaken);
      expect(releases(document), JSON.stringify(document)).toBe(isTaken);
    }
  });
  for (const [name, schema] of Object.entries(SCHEMAS)) {
    it(`docs/schemas/${name}.schema.json is what the field data says, and valid JSON Schema`, async () => {
      const text = await format(JSON.stringify(schema), { parser: 'json', printWidth: 110 });
      await expect(text).toMatchFileSnapshot(`../../../docs/schemas/${name}.schema.json`);
      expect(new Ajv2020().validateSchema(schema)).toBe(true);
    });
  }
  it('take every golden document, and what the application itself exports', () => {
    expect(scenarios.length).toBeGreaterThan(20);
    for (const scenario of scenarios) {
      expect(checks.scenario(scenario), JSON.stringify(checks.scenario.errors)).toBe(true);
      const read = parseScenario(scenario, model);
      if (!read.ok) throw new Error(JSON.stringify(read.problems));
      expect(checks.scenario(JSON.parse(serializeScenario(read.value)))).toBe(true);
    }
    expect(checks.model(JSON.parse(modelText)), JSON.stringify(checks.model.errors)).toBe(true);
    expect(checks.model(JSON.parse(JSON.stringify(serializeModel(model))))).toBe(true);
    expect(checks.policy(POLICY_DEFAULTS), JSON.stringify(checks.policy.errors)).toBe(true);
  });
  it('take what a card adds for every type of event', () => {
    for (const definition of EVENT_DEFINITIONS) {
      const fields = definition.defaults(model);
      if (typeof fields === 'string') continue;
      const scenario = {
        schema: 'headroom.scenario/v1',
        name: 'n',
        events: [{ ...fields, type: definition.type }],
      };
      expect(checks.scenario(scenario), `${definition.type}: ${JSON.stringify(checks.scenario.errors)}`).toBe(
        true,
      );
    }
  });
  it('take a portfolio as it is written and as it is exported, and refuse what its parser refuses', () => {
    const events = [{ type: 'hostLoss', hosts: ['b1'], probability: { low: 0.1, mid: 0.2, high: 0.4 } }];
    const portfolio = {
      schema: 'headroom.portfolio/v1',
      name: 'n',
      fleets: [{ name: 'as it is' }],
      failures: [{ name: 'b1', note: 'a host', events, policy: { memoryHeadroomMinRatio: 0.1 } }],
      policies: [{ name: 'lax', policy: { memoryHeadroomMinRatio: 0 } }],
      seeds: [1, 2],
      runs: 100,
    };
    const read = parsePortfolio(portfolio, model);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    for (const document of [portfolio, JSON.parse(serializePortfolio(read.value)) as unknown])
      expect(checks.portfolio(document), JSON.stringify(checks.portfolio.errors)).toBe(true);
    for (const wrong of [
      { ...portfolio, fleet: [] },
      { ...portfolio, name: '' },
      { ...portfolio, runs: -1 },
      { ...portfolio, seeds: [1, 1] },
      { ...portfolio, policies: [{ name: 'p', events }] },
      { ...portfolio, failures: [{ events }] },
      { ...portfolio, failures: [{ name: 'f', events: [{ type: 'meteor' }] }] },
    ]) {
      expect(parsePortfolio(wrong, model).ok, JSON.stringify(wrong)).toBe(false);
      expect(checks.portfolio(wrong), JSON.stringify(wrong)).toBe(false);
    }
  });
  it('refuse what the parsers refuse', () => {
    const event = { type: 'hostLoss', hosts: ['b1'] };
    const wrong = [
      { ...event, type: 'meteor' },
      { ...event, on: 'soon' },
      { ...event, hots: ['b1'] },
      { ...event, probability: 2 },
      { type: 'hostLoss', count: { low: 1, high: 2 }, cluster: 'b' },
    ].map((entry) => ({ schema: 'headroom.scenario/v1', name: 'n', events: [entry] }));
    for (const scenario of [
      ...wrong,
      { schema: 'headroom.scenario/v2', name: 'n' },
      { schema: 'headroom.scenario/v1' },
    ]) {
      expect(parseScenario(scenario, model).ok, JSON.stringify(scenario)).toBe(false);
      expect(checks.scenario(scenario), JSON.stringify(scenario)).toBe(false);
    }
    for (const policy of [{ memoryHeadroomMinRatio: 2 }, { scheduler: 'luck' }, { memory: 1 }]) {
      expect(parsePolicy(policy).ok).toBe(false);
      expect(checks.policy(policy), JSON.stringify(policy)).toBe(false);
    }
    expect(checks.model({ schema: 'headroom.model/v1' })).toBe(false);
  });
});
