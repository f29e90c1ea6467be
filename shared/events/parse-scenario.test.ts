import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseModelText } from '../model/parse-model.ts';
import { EVENT_DEFINITIONS } from './event-registry.ts';
import { parseScenario } from './parse-scenario.ts';
import { serializeScenario } from './serialize-scenario.ts';

const parsedModel = parseModelText(
  readFileSync(join(import.meta.dirname, '../timeline/golden/model.json'), 'utf8'),
);
if (!parsedModel.ok) throw new Error('the golden model is broken');
const model = parsedModel.value;

const document = (events: unknown, more: object = {}) => ({
  schema: 'headroom.scenario/v1',
  name: 'test',
  events,
  ...more,
});

function problemsOf(json: unknown): string[] {
  const parsed = parseScenario(json, model);
  return parsed.ok ? [] : parsed.problems.map((problem) => `${problem.path ?? ''}: ${problem.message}`);
}

/** One event, refused for exactly these reasons. */
const malformed: readonly (readonly [title: string, event: unknown, problems: readonly string[]])[] = [
  ['no object', 7, ['events[0]: is not an event']],
  ['no type', {}, ['events[0].type: an event needs a type']],
  [
    'a type nobody knows',
    { type: 'hostLost' },
    ['events[0].type: unknown event type; did you mean hostLoss?'],
  ],
  ['a key nobody knows', { type: 'hostLoss', hosts: ['a1'], why: 1 }, ['events[0].why: unknown key']],
  [
    'a key that would touch the prototype',
    JSON.parse('{"type":"hostLoss","hosts":["a1"],"__proto__":{"x":1}}'),
    ['events[0].__proto__: unknown key'],
  ],
  [
    'a host the model does not have',
    { type: 'hostLoss', hosts: ['a1', 'zz9'] },
    ['events[0].hosts[1]: there is no host zz9'],
  ],
  ['a host twice', { type: 'hostLoss', hosts: ['a1', 'a1'] }, ['events[0].hosts[1]: named twice']],
  ['an empty list of hosts', { type: 'hostLoss', hosts: [] }, ['events[0].hosts: not a list of ids']],
  [
    'none of the alternatives',
    { type: 'hostLoss' },
    ['events[0]: one of hosts, count, failureDomain is missing'],
  ],
  [
    'two alternatives',
    { type: 'hostLoss', hosts: ['a1'], count: 1 },
    ['events[0]: hosts and count exclude each other'],
  ],
  [
    'a field of another alternative',
    { type: 'hostLoss', hosts: ['a1'], select: 'worst' },
    ['events[0].select: select has no meaning beside hosts'],
  ],
  ['half a host', { type: 'hostLoss', count: 1.5 }, ['events[0].count: not a whole number, at least 1']],
  [
    'a selector of something else',
    { type: 'hostLoss', count: 1, select: 'busiest' },
    ['events[0].select: not one of largest, most-loaded, worst'],
  ],
  [
    'a missing field',
    { type: 'retryStorm', controlPlane: 'cp', failureRatio: 0.5 },
    ['events[0].durationSeconds: durationSeconds is missing'],
  ],
  [
    'a ratio above 1',
    { type: 'retryStorm', controlPlane: 'cp', failureRatio: 1.5, durationSeconds: 1 },
    ['events[0].failureRatio: not a ratio from 0 to 1'],
  ],
  [
    'a number as text',
    { type: 'connectionLeak', postgres: 'pg', connectionsPerHour: '10' },
    ['events[0].connectionsPerHour: not a number, above 0'],
  ],
  [
    'a rate of 0',
    { type: 'connectionLeak', postgres: 'pg', connectionsPerHour: 0 },
    ['events[0].connectionsPerHour: not a number, above 0'],
  ],
  [
    'an interval out of order',
    { type: 'connectionLeak', postgres: 'pg', connectionsPerHour: { low: 5, mid: 4, high: 6 } },
    ['events[0].connectionsPerHour: not low ≤ mid ≤ high'],
  ],
  [
    'an interval without a middle',
    { type: 'connectionLeak', postgres: 'pg', connectionsPerHour: { low: 5, high: 6 } },
    ['events[0].connectionsPerHour.mid: not a number, above 0'],
  ],
  [
    'a certainty of 1',
    {
      type: 'connectionLeak',
      postgres: 'pg',
      connectionsPerHour: { low: 1, mid: 4, high: 6, confidence: 1 },
    },
    ['events[0].connectionsPerHour.confidence: not a number between 0 and 1, without the ends'],
  ],
  [
    'a day that does not exist',
    { type: 'postgresFailover', postgres: 'pg', on: '2026-02-30' },
    ['events[0].on: is not a day'],
  ],
  [
    'a day before the model',
    { type: 'postgresFailover', postgres: 'pg', on: '2026-05-03' },
    ['events[0].on: lies before the model (asOf)'],
  ],
  [
    'a probability above 1',
    { type: 'postgresFailover', postgres: 'pg', probability: 2 },
    ['events[0].probability: is not a probability'],
  ],
  [
    'disabled by a word',
    { type: 'postgresFailover', postgres: 'pg', disabled: 'yes' },
    ['events[0].disabled: is not true or false'],
  ],
  ['an empty id', { type: 'postgresFailover', postgres: 'pg', id: ' ' }, ['events[0].id: is not an id']],
  [
    'a fleet row without flavor',
    { type: 'onboardCustomer', customer: 'n', region: 'r', fleet: [{ count: 3 }] },
    ['events[0].fleet[0].flavor: flavor is missing'],
  ],
  [
    'a fleet row with a flavor nobody has',
    {
      type: 'onboardCustomer',
      customer: 'n',
      region: 'r',
      fleet: [
        { flavor: 's', count: 3 },
        { flavor: 'x', count: 3 },
      ],
    },
    ['events[0].fleet[1].flavor: there is no flavor x'],
  ],
  [
    'maxPerHost without a group',
    {
      type: 'onboardCustomer',
      customer: 'n',
      region: 'r',
      fleet: [{ flavor: 's', count: 3, maxPerHost: 2 }],
    },
    ['events[0].fleet[0].maxPerHost: maxPerHost has no meaning without a spreadGroup'],
  ],
  [
    'a customer without a place',
    { type: 'onboardCustomer', customer: 'n' },
    ['events[0].region: region is missing'],
  ],
  [
    'a ramp nobody knows',
    { type: 'onboardCustomer', customer: 'n', region: 'r', ramp: { kind: 'slow' } },
    ['events[0].ramp: not an object whose kind is one of immediate, linear, s-curve, steps'],
  ],
  [
    'a ramp without days',
    { type: 'onboardCustomer', customer: 'n', region: 'r', ramp: { kind: 'linear' } },
    ['events[0].ramp.days: days is missing'],
  ],
  [
    'an amount beyond any machine, and a ramp of more than a century',
    {
      type: 'onboardCustomer',
      customer: 'n',
      region: 'r',
      connections: 1e308,
      ramp: { kind: 'linear', days: 1e6 },
    },
    [
      'events[0].connections: not a number, at least 0, at most 1000000000000',
      'events[0].ramp.days: not a number, above 0, at most 36525',
    ],
  ],
  ['storage that adds nothing', { type: 'addStorage', pool: 'pool' }, ['events[0]: adds nothing']],
  [
    'a node down longer than its period',
    { type: 'edgeFlap', node: 'e1', periodSeconds: 10, downSeconds: 20, detectionSeconds: 1 },
    ['events[0].downSeconds: is down longer than its period'],
  ],
];

describe('parseScenario', () => {
  for (const [title, event, problems] of malformed) {
    it(`refuses ${title}, located`, () => {
      expect(problemsOf(document([event]))).toEqual(problems);
    });
  }

  it('reports everything wrong in a document at once', () => {
    const json = {
      schema: 'headroom.scenario/v1',
      nam: 'x',
      seed: -1,
      policy: { edgeRebalance: 'odd' },
      events: [
        { type: 'hostLoss', hosts: ['a1'] },
        { type: 'edgeLoss', count: 0 },
      ],
    };
    expect(problemsOf(json).map((problem) => problem.split(':')[0])).toEqual([
      'nam',
      'name',
      'seed',
      'policy.edgeRebalance',
      'events[1].count',
    ]);
    // Nothing else of a document of another kind or version says anything.
    expect(problemsOf({ ...json, schema: 'headroom.scenario/v2' })).toEqual([
      'schema: unknown schema or version',
    ]);
    expect(problemsOf([])).toEqual([': is not an object']);
    expect(problemsOf(document({}))).toEqual(['events: is not a list']);
  });

  it('refuses what is down in the model, and lets nothing name it', () => {
    const down = {
      ...model,
      hosts: model.hosts.map((host) => (host.id === 'a1' ? { ...host, state: 'down' as const } : host)),
    };
    const parsed = parseScenario(document([{ type: 'cordonHosts', hosts: ['a1'] }]), down);
    expect(parsed.ok ? [] : parsed.problems).toMatchObject([
      { path: 'events[0].hosts[0]', message: 'host a1 is already down' },
    ]);
  });

  it('lets an event name what an earlier one creates, by date and list order, and not a later one', () => {
    const add = { type: 'addHosts', cluster: 'a', sku: 'std', count: 2 };
    const lose = { type: 'hostLoss', hosts: ['std-2'] };
    expect(problemsOf(document([add, lose]))).toEqual([]);
    expect(problemsOf(document([{ ...lose, on: '2026-06-01' }, add]))).toEqual([]);
    expect(problemsOf(document([lose, add]))).toEqual(['events[0].hosts[0]: there is no host std-2']);
    expect(problemsOf(document([add, add, { type: 'hostLoss', hosts: ['std-4'] }]))).toEqual([]);
    expect(
      problemsOf(
        document([
          { type: 'addEdgeNodes', region: 'r' },
          { type: 'edgeLoss', nodes: ['r-edge-1'] },
        ]),
      ),
    ).toEqual([]);
  });

  it('gives ids by type and ordinal, a seed of 1, and keeps the fields as they stand', () => {
    const events = [
      { type: 'hostLoss', hosts: ['a1'] },
      { type: 'postgresFailover', postgres: 'pg', id: 'mine' },
      { type: 'hostLoss', count: { low: 1, mid: 1, high: 2 }, on: null },
    ];
    const parsed = parseScenario(document(events), model);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    expect(parsed.value.seed).toBe(1);
    expect(parsed.value.events).toEqual([
      { id: 'hostLoss-1', ...events[0] },
      { ...events[1] },
      { id: 'hostLoss-2', type: 'hostLoss', count: { low: 1, mid: 1, high: 2 } },
    ]);
    expect(problemsOf(document([{ ...events[1], id: 'hostLoss-1' }, events[0]]))).toEqual([
      'events[1].id: events[0] has the same id',
    ]);
  });

  it('reads back what serializeScenario wrote, byte for byte', () => {
    const parsed = parseScenario(
      document([{ type: 'edgeLoss', count: 1, probability: { low: 0.1, mid: 0.5, high: 0.9 } }], {
        notes: 'n',
        seed: 7,
        policy: { edgeRebalance: 'by-capacity' },
      }),
      model,
    );
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const text = serializeScenario(parsed.value);
    const again = parseScenario(JSON.parse(text), model);
    expect(again).toEqual(parsed);
    expect(again.ok && serializeScenario(again.value)).toBe(text);
  });
});

describe('amounts of events', () => {
  const numeric = EVENT_DEFINITIONS.flatMap(({ type, fields }) =>
    fields.flatMap((field) =>
      field.kind === 'quantity' || field.kind === 'count' || field.kind === 'ratio'
        ? [[type, field.name] as const]
        : [],
    ),
  );

  it.each(numeric)('%s: %s beyond any sensible size is refused, alone and in an interval', (type, name) => {
    const refusedAt = (value: unknown) =>
      problemsOf(document([{ type, [name]: value }])).filter((problem) =>
        problem.startsWith(`events[0].${name}`),
      );
    expect(refusedAt(1e308)).toHaveLength(1);
    expect(refusedAt({ low: 1, mid: 1, high: 1e308 }).join()).toContain(`events[0].${name}.high`);
  });
});

describe('event definitions', () => {
  it('offer defaults the parser accepts, or say why there are none', () => {
    for (const definition of EVENT_DEFINITIONS) {
      const defaults = definition.defaults(model);
      if (typeof defaults === 'string') expect(definition.type).toBe('uncordonHosts');
      else
        expect(problemsOf(document([{ type: definition.type, ...defaults }])), definition.type).toEqual([]);
    }
  });
  it('say on an empty model why nothing can happen, or nothing that names anything', () => {
    const empty = parseModelText('{"schema":"headroom.model/v1","asOf":"2026-05-04"}');
    if (!empty.ok) throw new Error('the empty model is broken');
    const usable = EVENT_DEFINITIONS.filter(
      (definition) => typeof definition.defaults(empty.value) !== 'string',
    );
    expect(usable.map(({ type }) => type)).toEqual(['growthMultiplier']);
  });
  it('have fields a form can show: a label, one sentence of help, and no name twice', () => {
    for (const { type, title, summary, fields, oneOf } of EVENT_DEFINITIONS) {
      const names = fields.map((field) => field.name);
      expect(new Set(names).size, type).toBe(names.length);
      for (const field of fields)
        expect(field.label !== '' && field.help.endsWith('.'), `${type}.${field.name}`).toBe(true);
      for (const way of oneOf ?? [])
        expect(
          way.fields.every((name) => names.some((known) => known === name)),
          type,
        ).toBe(true);
      expect(title !== '' && summary.endsWith('.'), type).toBe(true);
    }
  });
});
