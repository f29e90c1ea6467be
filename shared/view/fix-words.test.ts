import { describe, expect, it } from 'vitest';
import type { Lack } from '../timeline/fix-result.ts';
import { constraintOf, survivalConstraint } from './constraint.fixture.ts';
import { deedText, fixWords, unmendedWords } from './fix-words.ts';

const memory = constraintOf({ scope: 'cluster:euw-c', headroom: 0.225 });
const lackOf = (constraint: typeof memory): Lack => ({ key: constraint.id, kind: 'target', constraint });
const stranded: Lack = {
  key: 'stranded hostLoss-1',
  kind: 'stranded',
  event: 'hostLoss-1',
  clusters: ['euw-c'],
  microvms: 2,
};

describe('words of a fix', () => {
  it('names what is bought, then what holds again and what it costs', () => {
    const event = { type: 'addHosts', cluster: 'euw-c', sku: 'mem-96', count: 2 };
    const fix = {
      event,
      mends: [stranded, lackOf(memory)],
      targets: [memory],
      cost: 62_400,
      currency: 'EUR',
      leadTimeDays: 56,
    };
    expect(fixWords(fix)).toEqual({
      deed: '2 × mem-96 in euw-c',
      effect: '0 stranded, memory 22.5%; €62,400, 56 days',
    });
  });
  it('leaves out a price nobody knows and says how many more targets hold', () => {
    const survives = survivalConstraint('ok', 'cluster:euw-c');
    const more = ['a', 'b', 'c'].map((id) => constraintOf({ scope: `cluster:${id}` }));
    const fix = {
      event: { type: 'addEdgeNodes', region: 'euw', like: 'e-1', count: 1 },
      mends: [survives, ...more].map(lackOf),
      targets: [survives, ...more],
      cost: null,
      currency: null,
      leadTimeDays: null,
    };
    expect(fixWords(fix, () => 'EU West')).toEqual({
      deed: '1 edge node like e-1 in EU West',
      effect: 'euw-c survives, memory a 25.0%, 2 more',
    });
  });
  it('says which Postgres nodes change, and to what', () => {
    const base = { type: 'resizePostgres', postgres: 'pg-main' };
    expect(deedText({ ...base, nodes: 'replicas', cpuCores: 24 })).toBe('24 cores for pg-main, replicas');
    expect(deedText({ ...base, nodes: 'all', maxConnections: 1400 })).toBe(
      'max_connections 1,400 for pg-main, each node',
    );
    expect(deedText({ type: 'addStorage', pool: 'p', snapshotBackingBytes: 2e12 })).toMatch(
      /^2(\.0)? TB for snapshots in p$/,
    );
  });
});

describe('words where no fix was found', () => {
  it('say what was tried, and put together what has the same reason', () => {
    const hosts = { kind: 'hosts', clusters: ['euw-c'], skus: 3, most: 64 } as const;
    const objective = (name: 'rto' | 'rpo'): Lack => ({
      key: `failover f ${name}`,
      kind: 'failover',
      event: 'f',
      postgres: 'pg',
      objective: name,
    });
    const unmended = [
      { lack: stranded, searched: hosts },
      { lack: objective('rto'), searched: null },
      { lack: objective('rpo'), searched: null },
    ];
    expect(unmendedWords({ unmended, missedBefore: [] })).toEqual([
      {
        what: '2 stranded microVMs (hostLoss-1)',
        why: 'up to 64 hosts of 3 machine types tried in euw-c, none does alone',
      },
      {
        what: 'RTO of the failover, pg and RPO of the failover, pg',
        why: 'no event of a scenario changes it',
      },
    ]);
    const [line] = unmendedWords({ unmended: unmended.slice(1), missedBefore: ['failover f rto'] });
    expect(line?.why).toBe('no event of a scenario changes it; missed without the scenario too');
  });
});
