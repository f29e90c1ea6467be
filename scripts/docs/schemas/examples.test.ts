import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../../shared/events/parse-scenario.ts';
import { parseModelText } from '../../../shared/model/parse-model.ts';
import { parsePolicy } from '../../../shared/model/parse-policy.ts';
import { parsePlanSettings } from '../../../shared/plan/parse-plan-settings.ts';
import { parseReleaseFeed } from '../../../shared/releases/release-feed.ts';
import { parsePortfolio } from '../../../shared/timeline/parse-portfolio.ts';
import { inRoot } from '../../setup/places.mjs';

const text = (...path: readonly string[]): string => readFileSync(inRoot('docs', 'schemas', ...path), 'utf8');
const example = (name: string): unknown => JSON.parse(text('examples', `${name}.json`));
const parsed = parseModelText(text('examples', 'model.json'));
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const model = parsed.value;

const READERS: Readonly<Record<string, (document: unknown) => { readonly ok: boolean }>> = {
  model: () => parsed,
  policy: parsePolicy,
  scenario: (document) => parseScenario(document, model),
  portfolio: (document) => parsePortfolio(document, model),
  'plan-settings': (document) => parsePlanSettings(document, model),
  releases: (document) => parseReleaseFeed(JSON.stringify(document)),
};

describe('the examples of docs/schemas', () => {
  it('are one per schema', () => {
    const schemas = readdirSync(inRoot('docs', 'schemas')).filter((name) => name.endsWith('.schema.json'));
    expect(readdirSync(inRoot('docs', 'schemas', 'examples')).sort()).toEqual(
      schemas.map((name) => name.replace('.schema.json', '.json')).sort(),
    );
    expect(Object.keys(READERS).sort()).toEqual(
      schemas.map((name) => name.replace('.schema.json', '')).sort(),
    );
  });
  it.each(Object.entries(READERS))('%s is taken by its schema and by the program', (name, read) => {
    const check = new Ajv2020({ allErrors: true }).compile(JSON.parse(text(`${name}.schema.json`)) as object);
    const document = example(name);
    expect(check(document), JSON.stringify(check.errors)).toBe(true);
    expect(read(document)).toMatchObject({ ok: true });
    expect(document).toMatchObject({ schema: `headroom.${name}/v1` });
  });
});
