import { describe, expect, it } from 'vitest';
import { serializeModel } from './serialize-model.ts';
import { parseModel, parseModelText } from './parse-model.ts';
import { problemText } from './problem.ts';

const base = { schema: 'headroom.model/v1', asOf: '2026-03-31T00:00:00Z' };
const fleet = {
  ...base,
  regions: [{ id: 'r' }],
  clusters: [
    { id: 'c', region: 'r' },
    { id: 'd', region: 'r' },
  ],
  hosts: [{ id: 'h1', cluster: 'c' }],
  flavors: [{ id: 's2', vcpus: 2, memoryBytes: 2 }],
};

/** Path of every problem, in order; fails if the document was accepted. */
function paths(document: unknown): (string | undefined)[] {
  const parsed = parseModel(document);
  if (parsed.ok) throw new Error('accepted');
  return parsed.problems.map((problem) => problem.path);
}

function texts(document: unknown): string[] {
  const parsed = parseModel(document);
  return parsed.ok ? [] : parsed.problems.map(problemText);
}

describe('parseModel', () => {
  it('tells asOf in UTC: its first ten characters are its day for everyone', () => {
    const parsed = parseModel({ ...base, asOf: '2026-03-31T00:30:00+02:00' });
    expect(parsed.ok && parsed.value.asOf).toBe('2026-03-30T22:30:00Z');
  });

  it('refuses amounts beyond any machine, and durations beyond a century, with the largest it takes', () => {
    const flavors = [{ id: 's2', vcpus: 1e308, memoryBytes: 1e19 }];
    expect(texts({ ...fleet, flavors })).toEqual([
      expect.stringContaining('a number, at least 0, at most 1000000'),
      expect.stringContaining('flavors[0].memoryBytes'),
    ]);
    const skus = [{ id: 'std', leadTimeDays: 1e9 }];
    expect(texts({ ...fleet, skus })).toEqual([expect.stringContaining('at most 36525')]);
    expect(texts({ ...fleet, flavors: [{ id: 's2', vcpus: 2, memoryBytes: 1e15 }] })).toEqual([]);
  });
  it('fills in defaults and leaves everything else absent as null', () => {
    const parsed = parseModel({
      ...fleet,
      microvms: [{ id: 'vm', host: 'h1', flavor: 's2' }],
      edgeNodes: [{ id: 'e', region: 'r' }],
    });
    if (!parsed.ok) throw new Error(texts(fleet).join());
    const [host] = parsed.value.hosts;
    expect(host).toMatchObject({
      state: 'schedulable',
      systemReservedMemoryBytes: 0,
      memoryBytes: null,
      failureDomain: null,
    });
    expect(host?.used.cpuCores).toBeNull();
    expect(parsed.value.microvms).toEqual([
      {
        id: 'vm',
        host: 'h1',
        cluster: 'c',
        flavor: 's2',
        customer: null,
        spreadGroup: null,
        maxPerHost: 1,
        count: 1,
      },
    ]);
    expect(parsed.value.edgeNodes[0]?.state).toBe('in-service');
    expect(parsed.value.overhead).toBeNull();
    expect(parsed.value.storagePools).toEqual([]);
  });

  it('takes null for absent, also where there is a default', () => {
    const parsed = parseModel({
      ...fleet,
      hosts: [{ id: 'h', cluster: 'c', state: null, cpuCores: null, used: null }],
    });
    expect(parsed.ok && parsed.value.hosts[0]?.state).toBe('schedulable');
  });

  it.each<[string, unknown, string]>([
    [
      'an unknown key',
      { ...fleet, hosts: [{ id: 'h', cluster: 'c', memory_bytes: 1 }] },
      'hosts[0].memory_bytes',
    ],
    [
      'an unknown key in a nested object',
      { ...fleet, hosts: [{ id: 'h', cluster: 'c', used: { ram: 1 } }] },
      'hosts[0].used.ram',
    ],
    ['an unknown top-level key', { ...base, host: [] }, 'host'],
    [
      'a number given as text',
      { ...fleet, hosts: [{ id: 'h', cluster: 'c', cpuCores: '64' }] },
      'hosts[0].cpuCores',
    ],
    [
      'a negative number',
      { ...fleet, hosts: [{ id: 'h', cluster: 'c', used: { iops: -1 } }] },
      'hosts[0].used.iops',
    ],
    ['infinity', { ...fleet, flavors: [{ id: 'f', vcpus: Infinity }] }, 'flavors[0].vcpus'],
    [
      'a ratio above 1',
      { ...fleet, hosts: [{ id: 'h', cluster: 'c', used: { packetLossRatio: 1.01 } }] },
      'hosts[0].used.packetLossRatio',
    ],
    [
      'a fractional count',
      { ...fleet, microvms: [{ id: 'v', host: 'h1', flavor: 's2', count: 1.5 }] },
      'microvms[0].count',
    ],
    [
      'a count of 0',
      { ...fleet, microvms: [{ id: 'v', host: 'h1', flavor: 's2', count: 0 }] },
      'microvms[0].count',
    ],
    ['a missing id', { ...base, regions: [{}] }, 'regions[0].id'],
    ['an empty id', { ...base, regions: [{ id: '' }] }, 'regions[0].id'],
    ['a duplicate id', { ...base, regions: [{ id: 'r' }, { id: 'r' }] }, 'regions[1].id'],
    ['a state that is none', { ...fleet, hosts: [{ id: 'h', cluster: 'c', state: 'up' }] }, 'hosts[0].state'],
    ['a day that is none', { ...base, asOf: '2026-02-30' }, 'asOf'],
    ['a time without zone', { ...base, asOf: '2026-02-03T04:05:06' }, 'asOf'],
    ['a missing asOf', { schema: 'headroom.model/v1' }, 'asOf'],
    ['a list that is an object', { ...base, regions: {} }, 'regions'],
    ['a row that is a number', { ...base, postgres: [7] }, 'postgres[0]'],
    ['a cluster in no region', { ...base, clusters: [{ id: 'c', region: 'x' }] }, 'clusters[0].region'],
    ['a host in no cluster', { ...fleet, hosts: [{ id: 'h', cluster: 'x' }] }, 'hosts[0].cluster'],
    [
      'a microVM on no host',
      { ...fleet, microvms: [{ id: 'v', host: 'x', flavor: 's2' }] },
      'microvms[0].host',
    ],
    [
      'a microVM of no flavor',
      { ...fleet, microvms: [{ id: 'v', host: 'h1', flavor: 'x' }] },
      'microvms[0].flavor',
    ],
    [
      'a pending microVM of an unknown cluster',
      { ...fleet, microvms: [{ id: 'v', cluster: 'x', flavor: 's2' }] },
      'microvms[0].cluster',
    ],
    [
      'a microVM with neither host nor cluster',
      { ...fleet, microvms: [{ id: 'v', flavor: 's2' }] },
      'microvms[0]',
    ],
    [
      'a cluster that contradicts the host',
      { ...fleet, microvms: [{ id: 'v', host: 'h1', cluster: 'd', flavor: 's2' }] },
      'microvms[0].cluster',
    ],
    [
      'a placed row above its own spread limit',
      {
        ...fleet,
        microvms: [{ id: 'v', host: 'h1', flavor: 's2', spreadGroup: 'g', maxPerHost: 2, count: 3 }],
      },
      'microvms[0].count',
    ],
    [
      'a row with the id of one of another row’s microVMs',
      {
        ...fleet,
        microvms: [
          { id: 'v', host: 'h1', flavor: 's2', count: 2 },
          { id: 'v#2', host: 'h1', flavor: 's2' },
        ],
      },
      'microvms[1].id',
    ],
    ['an edge node without region', { ...base, edgeNodes: [{ id: 'e' }] }, 'edgeNodes[0].region'],
    [
      'a control plane on no Postgres',
      { ...base, controlPlanes: [{ id: 'cp', postgres: 'pg' }] },
      'controlPlanes[0].postgres',
    ],
    [
      'a retry policy without maxRetries',
      { ...base, controlPlanes: [{ id: 'cp', retry: {} }] },
      'controlPlanes[0].retry.maxRetries',
    ],
    [
      'a Postgres node without role',
      { ...base, postgres: [{ id: 'p', nodes: [{ id: 'n' }] }] },
      'postgres[0].nodes[0].role',
    ],
    [
      'a second primary',
      {
        ...base,
        postgres: [
          {
            id: 'p',
            nodes: [
              { id: 'a', role: 'primary' },
              { id: 'b', role: 'primary' },
            ],
          },
        ],
      },
      'postgres[0].nodes[1].role',
    ],
    [
      'a volume on no host',
      { ...base, storagePools: [{ id: 's', volumes: [{ id: 'v', host: 'x' }] }] },
      'storagePools[0].volumes[0].host',
    ],
    [
      'a volume id twice over all pools',
      {
        ...base,
        storagePools: [
          { id: 's', volumes: [{ id: 'v' }] },
          { id: 't', volumes: [{ id: 'v' }] },
        ],
      },
      'storagePools[1].volumes[0].id',
    ],
    ['an overlay of no region', { ...base, overlays: [{ region: 'x' }] }, 'overlays[0].region'],
    [
      'a second overlay of a region',
      { ...fleet, overlays: [{ region: 'r' }, { region: 'r' }] },
      'overlays[1].region',
    ],
    [
      'an overlay peer that does not exist',
      { ...fleet, overlays: [{ region: 'r', peers: [{ from: 'h1', to: 'x' }] }] },
      'overlays[0].peers[0].to',
    ],
    [
      'an order of no SKU',
      { ...fleet, orders: [{ sku: 'x', cluster: 'c', arrivesOn: '2026-04-20' }] },
      'orders[0].sku',
    ],
    [
      'an order without a day',
      { ...fleet, skus: [{ id: 'x' }], orders: [{ sku: 'x', cluster: 'c' }] },
      'orders[0].arrivesOn',
    ],
    [
      'an order with an instant for a day',
      {
        ...fleet,
        skus: [{ id: 'x' }],
        orders: [{ sku: 'x', cluster: 'c', arrivesOn: '2026-04-20T00:00:00Z' }],
      },
      'orders[0].arrivesOn',
    ],
    [
      'a negative backup kind',
      { ...base, storagePools: [{ id: 's', backupUsedByKind: { wal: -1 } }] },
      'storagePools[0].backupUsedByKind.wal',
    ],
    ['an overhead of unknown source', { ...base, overhead: { source: 'guessed' } }, 'overhead.source'],
  ])('refuses %s and names its path', (_, document, path) => {
    expect(paths(document)).toEqual([path]);
  });

  it('says what stood there and what was expected', () => {
    expect(texts({ ...fleet, hosts: [{ id: 'h', cluster: 'c', memoryBytes: -5 }] })).toEqual([
      'hosts[0].memoryBytes: is negative (is "-5", expected a number, at least 0)',
    ]);
    expect(texts({ ...fleet, hosts: [{ id: 'h', cluster: 'c', memory_bytes: 5 }] })).toEqual([
      'hosts[0].memory_bytes: unknown key (is "5", expected the key memoryBytes)',
    ]);
  });

  it('names what an id is given twice of, whatever sound it begins with', () => {
    const edgeNodes = [
      { id: 'e', region: 'r' },
      { id: 'e', region: 'r' },
    ];
    expect(texts({ ...base, regions: [{ id: 'r' }], edgeNodes, skus: [{ id: 's' }, { id: 's' }] })).toEqual([
      'edgeNodes[1].id: duplicate edge node id, first at edgeNodes[0] (is "e")',
      'skus[1].id: duplicate SKU id, first at skus[0] (is "s")',
    ]);
  });

  it('locates an id that is no text, whatever stands there', () => {
    for (const id of [null, 7, [], {}, true])
      expect(paths({ ...fleet, microvms: [{ id, host: 'h1', flavor: 's2' }] })).toEqual(['microvms[0].id']);
  });

  it('collects all problems of a document', () => {
    expect(
      paths({ ...base, regions: [{ id: 'r', x: 1 }, { name: 3 }], clusters: [{ id: 'c', region: 'q' }] }),
    ).toEqual(['regions[0].x', 'regions[1].id', 'regions[1].name', 'clusters[0].region']);
  });

  it('lists the first 200 problems and counts the rest', () => {
    const parsed = parseModel({ ...base, regions: Array.from({ length: 250 }, () => ({ id: 5 })) });
    expect(parsed.ok ? [] : parsed.problems).toHaveLength(201);
    expect(parsed.ok ? '' : parsed.problems.at(-1)?.message).toBe('and 50 more');
  });

  it('refuses another schema or version without looking further', () => {
    expect(texts({ schema: 'headroom.model/v2', bogus: 1 })).toEqual([
      'schema: unknown schema or version (is "headroom.model/v2", expected headroom.model/v1)',
    ]);
    expect(paths({ asOf: '2026-01-01' })).toEqual(['schema']);
    expect(paths([])).toEqual([undefined]);
  });

  it('refuses __proto__ as any other unknown key and keeps it out of user-named maps', () => {
    expect(
      paths(JSON.parse('{"schema":"headroom.model/v1","asOf":"2026-01-01","__proto__":{"x":1}}')),
    ).toEqual(['__proto__']);
    const parsed = parseModelText(
      '{"schema":"headroom.model/v1","asOf":"2026-01-01","storagePools":[{"id":"s","backupUsedByKind":{"__proto__":7}}]}',
    );
    const kinds = parsed.ok ? parsed.value.storagePools[0]?.backupUsedByKind : null;
    expect(Object.entries(kinds ?? {})).toEqual([['__proto__', 7]]);
    expect(({} as Record<string, unknown>)['7']).toBeUndefined();
  });

  it('keeps the host of a microVM on a host that is down: pending is a matter of reading', () => {
    const parsed = parseModel({
      ...fleet,
      hosts: [{ id: 'h1', cluster: 'c', state: 'down' }],
      microvms: [{ id: 'v', host: 'h1', flavor: 's2' }],
    });
    expect(parsed.ok && parsed.value.microvms[0]?.host).toBe('h1');
  });
});

describe('ids of single microVMs', () => {
  it('leaves an id alone that only looks like one of a row’s', () => {
    const microvms = [
      { id: 'v', host: 'h1', flavor: 's2', count: 2 },
      { id: 'v#3', host: 'h1', flavor: 's2' },
      { id: 'v#02', host: 'h1', flavor: 's2' },
      { id: 'w', host: 'h1', flavor: 's2' },
      { id: 'w#1', host: 'h1', flavor: 's2' },
    ];
    expect(texts({ ...fleet, microvms })).toEqual([]);
  });
});

describe('parseModelText', () => {
  it('names the file with every problem', () => {
    const parsed = parseModelText('{"schema":"headroom.model/v1","asOf":1}', 'm.json');
    expect(parsed.ok ? [] : parsed.problems.map(problemText)).toEqual([
      'm.json, asOf: is not a valid time (is "1", expected an ISO 8601 time such as 2026-03-31T00:00:00Z)',
    ]);
  });

  it('locates a syntax error by line and column', () => {
    const parsed = parseModelText('{\n  "schema": "headroom.model/v1",\n}', 'm.json');
    expect(parsed.ok ? [] : parsed.problems).toMatchObject([
      { file: 'm.json', line: 3, column: 'column 1', value: '}' },
    ]);
  });

  it('takes a lead time as an interval: the middle is planned with, the edges are kept, and written apart', () => {
    const document = (leadTimeDays: unknown) => ({
      schema: 'headroom.model/v1',
      asOf: '2026-04-01T00:00:00Z',
      skus: [{ id: 'std', leadTimeDays }],
    });
    const read = parseModel(document({ low: 30, mid: 42, high: 70 }));
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const edges = { leadTimeDays: 42, leadTimeLowDays: 30, leadTimeHighDays: 70 };
    expect(read.value.skus[0]).toMatchObject(edges);
    expect(serializeModel(read.value)['skus']).toEqual([{ id: 'std', ...edges }]);
    const wrong = parseModel(document({ low: 50, mid: 42, high: 70, most: 3 }));
    expect(wrong.ok ? [] : wrong.problems.map(({ path, message }) => [path, message])).toEqual([
      ['skus[0].leadTimeDays.most', 'unknown key'],
      ['skus[0].leadTimeDays', 'is not in order'],
    ]);
    expect(parseModel(document({ mid: 42 })).ok).toBe(false);
  });
});
