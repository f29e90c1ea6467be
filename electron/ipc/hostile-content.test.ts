import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CONTRACT, type ChannelName } from '../../shared/ipc/contract.ts';
import type { Reply } from '../../shared/ipc/reply.ts';
import { createEdge, type Sender } from './edge.ts';
import { realSession, type RealSession } from './real-session.fixture.ts';
import { nodeOf, samplesOf } from './request-samples.fixture.ts';

// What passes the edge is data of the agreed shape with hostile content. It meets the real handlers on a real workspace.

const OURS: Sender = { url: 'headroom://app/index.html', isTopFrame: true };
/** These end what the others work on, or make a workspace of their own. */
const LEFT_OUT = new Set<string>(['workspace:close', 'workspace:open-sample']);
/** These take away what the others act on, and come last. */
const LAST = /:(undo|redo|remove|delete|forget.*)$/;
const CHANNELS = Object.entries(CONTRACT)
  .filter(([name]) => !LEFT_OUT.has(name))
  .toSorted(([a], [b]) => Number(LAST.test(a)) - Number(LAST.test(b)))
  .map(([name, { request }]) => [name as ChannelName, nodeOf(request)] as const);

const SQL = `x'"); DROP TABLE entities; DELETE FROM meta; --`;
const EVENTS = [
  { type: 'hostLoss', hosts: ['h1'] },
  { type: 'growthMultiplier', constraint: 'compute.memory', factor: 2 },
  { type: 'onboardCustomer', customer: SQL, cluster: 'a', fleet: [{ flavor: 's2', count: 2 }] },
];
const SCENARIO = { schema: 'headroom.scenario/v1', name: SQL, notes: SQL, events: EVENTS };
const PORTFOLIO = {
  schema: 'headroom.portfolio/v1',
  name: SQL,
  fleets: [{ name: 'today', events: [] }],
  failures: [{ name: SQL, events: [{ type: 'hostLoss', hosts: ['h1'] }] }],
};
const MAPPING = { schema: 'headroom.mapping/v1', shape: 'long', time: 'at', entity: 'who', values: [SQL] };

let real: RealSession;
const reports: unknown[] = [];
let ask: (channel: string, request: unknown) => Promise<Reply<unknown>>;
beforeAll(open);
afterAll(() => real.end());
async function open(): Promise<void> {
  real = await realSession();
  const edge = createEdge(real.handlers, {
    origins: ['headroom://app'],
    report: (channel, error) => reports.push([channel, error]),
  });
  ask = (channel, request) => edge(OURS, channel, request);
}
vi.setConfig({ testTimeout: 120_000 });

interface Inside {
  /** Tables, columns, indices and triggers. */
  readonly schema: unknown;
  /** Digest of every row of every table. */
  readonly content: string;
  readonly isWhole: boolean;
}

/** What a copy of the files shows: the workspace itself is locked by who has it open. */
function lookInside(): Inside {
  const copy = join(real.folder, 'copy.headroom');
  for (const end of ['', '-wal']) {
    rmSync(copy + end, { force: true });
    if (existsSync(real.file + end)) copyFileSync(real.file + end, copy + end);
  }
  const database = new Database(copy);
  try {
    const schema = database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all();
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
    const hash = createHash('sha256');
    for (const name of tables.pluck().all())
      for (const row of database
        .prepare(`SELECT * FROM "${String(name)}"`)
        .raw()
        .all())
        hash.update(JSON.stringify([name, row]));
    const isWhole = database.pragma('integrity_check', { simple: true }) === 'ok';
    return { schema, content: hash.digest('hex'), isWhole };
  } finally {
    database.close();
  }
}

/** Changes with every write to the workspace's files. */
const stampOf = (): string =>
  ['', '-wal']
    .map((end) => statSync(real.file + end, { bigint: true, throwIfNoEntry: false }))
    .map((facts) => `${facts?.size} ${facts?.mtimeNs}`)
    .join(' ');
let last: { readonly stamp: string; readonly inside: Inside } | null = null;

function lookAgain(): Inside {
  const stamp = stampOf();
  if (last?.stamp !== stamp) last = { stamp, inside: lookInside() };
  return last.inside;
}

/** Asks, and has the workspace looked at: a refusal has left it as it was, and no answer has harmed it. */
async function askAndLook(channel: string, request: unknown, what: string): Promise<Reply<unknown>> {
  const before = lookAgain();
  const reply = await ask(channel, request);
  const after = lookAgain();
  if (!reply.ok) expect(after.content, `${what} → ${reply.code}: ${reply.message}`).toBe(before.content);
  expect(after.schema).toEqual(before.schema);
  expect(after.isWhole).toBe(true);
  expect('polluted' in {}).toBe(false);
  return reply;
}

describe('texts that are SQL', () => {
  it('are kept as they were given', async () => {
    expect(await ask('scenario:save', { scenario: SCENARIO, note: SQL })).toMatchObject({ ok: true });
    expect(await ask('scenario:list', undefined)).toMatchObject({
      value: [{ name: SQL.trim(), notes: SQL }],
    });
  });

  it.each(CHANNELS)('reach %s as texts and nothing more', async (name, node) => {
    reports.length = 0;
    const filling = { texts: [SQL, 'h1', 'a'], document: SCENARIO, words: ['host-loss'] };
    for (const sample of samplesOf(node, filling)) await askAndLook(name, sample, JSON.stringify(sample));
    expect(reports, 'answered by a value or a typed refusal, never by a bug').toEqual([]);
  });
});

/** Not deeper than the edge lets through. */
function deep(): unknown {
  let value: unknown = { polluted: true };
  for (let level = 0; level < 80; level += 1) value = level % 2 === 0 ? [value] : { constructor: value };
  return value;
}
const ODD: readonly unknown[] = [
  null,
  '',
  'x'.repeat(200_000),
  -1,
  1e308,
  0.1,
  [],
  {},
  true,
  ['__proto__', 'constructor', 'toString'],
  deep(),
];

/** Each place of a document once with each odd value, once without it and once with a key more. */
function* oddOnes(document: unknown, rebuild: (part: unknown) => unknown = (part) => part): Generator {
  for (const value of ODD) yield rebuild(value);
  if (typeof document !== 'object' || document === null) return;
  if (Array.isArray(document)) {
    const [first, ...rest] = document as readonly unknown[];
    if (document.length > 0) yield* oddOnes(first, (part) => rebuild([part, ...rest]));
    return;
  }
  for (const [name, part] of Object.entries(document)) {
    const { [name]: _gone, ...others } = document as Readonly<Record<string, unknown>>;
    yield rebuild(others);
    yield* oddOnes(part, (inner) => rebuild({ ...document, [name]: inner }));
  }
  yield rebuild({ ...document, constructor: { prototype: { polluted: true } }, hasOwnProperty: 1 });
}

describe('documents whose inside no schema of a channel describes', () => {
  beforeAll(async () => {
    await real.end();
    await open();
    last = null;
  });

  it.each<[ChannelName, unknown, (document: unknown) => object]>([
    ['scenario:save', SCENARIO, (scenario) => ({ scenario })],
    ['assess:run', SCENARIO, (scenario) => ({ scenario: { kind: 'draft', scenario } })],
    ['simulate:run', SCENARIO, (scenario) => ({ scenario: { kind: 'draft', scenario }, token: 1 })],
    ['portfolio:save', PORTFOLIO, (portfolio) => ({ portfolio })],
    ['mapping:save', MAPPING, (mapping) => ({ mapping, name: 'm' })],
  ])(
    '%s refuses what is odd in them and keeps the workspace as it was',
    async (name, document, requestOf) => {
      reports.length = 0;
      expect(await ask(name, requestOf(document))).toMatchObject({
        ok: true,
        value: expect.anything() as unknown,
      });
      const codes = new Map<string, number>();
      for (const odd of oddOnes(document)) {
        const reply = await askAndLook(name, requestOf(odd), JSON.stringify(odd).slice(0, 200));
        const code = reply.ok ? 'done' : reply.code;
        codes.set(code, (codes.get(code) ?? 0) + 1);
      }
      expect([...codes.keys()].filter((code) => !/^(done|bad-input|bad-request)$/.test(code))).toEqual([]);
      expect(codes.get('bad-input')).toBeGreaterThan(20);
      expect(reports).toEqual([]);
    },
  );
});
