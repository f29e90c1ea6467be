import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseScenario } from '../events/parse-scenario.ts';
import { parseModelText } from '../model/parse-model.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { simulate } from '../timeline/simulate.ts';
import { sampleScenarios } from './sample-scenarios.ts';

const read = parseModelText(readFileSync(join(import.meta.dirname, '../timeline/golden/model.json'), 'utf8'));
if (!read.ok) throw new Error('the golden model is broken');
const model = read.value;

it('each sample is a scenario of this model that the engine answers', () => {
  const samples = sampleScenarios(model, model.regions[0]?.id ?? null);
  expect(samples.map(({ id }) => id)).toEqual(['host', 'edge', 'failover', 'customer', 'evening']);
  for (const { name, events, refused } of samples) {
    expect(refused, name).toBeNull();
    const scenario = parseScenario({ schema: 'headroom.scenario/v1', name, events: [...events] }, model);
    if (!scenario.ok) throw new Error(JSON.stringify(scenario.problems));
    const answer = simulate(model, POLICY_DEFAULTS, scenario.value);
    if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
    expect(
      answer.value.events.map(({ event }) => event.id),
      name,
    ).toEqual(events.map(({ id }) => id));
  }
});

it('happens where one is looking, and says why where it cannot', () => {
  for (const { id } of model.regions) {
    const edge = sampleScenarios(model, id).find((sample) => sample.id === 'edge');
    if (model.edgeNodes.some((node) => node.region === id && node.state === 'in-service'))
      expect(edge?.events[0]?.['region']).toBe(id);
  }
  const bare = { ...model, postgres: [] };
  const failover = sampleScenarios(bare, null).find((sample) => sample.id === 'failover');
  expect(failover).toMatchObject({ events: [], refused: 'the model has no Postgres cluster' });
});
