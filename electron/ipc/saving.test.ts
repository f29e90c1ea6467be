import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLAN_SETTINGS_DEFAULTS } from '../../shared/plan/plan-settings.ts';
import { createEdge, type Sender } from './edge.ts';
import { realSession, type RealSession } from './real-session.fixture.ts';

const OURS: Sender = { url: 'headroom://app/index.html', isTopFrame: true };

describe.runIf(existsSync('/proc/self'))('saved where no file can be made (/proc)', () => {
  const reported: unknown[] = [];
  let real: RealSession;
  let ask: (channel: string, request: unknown) => Promise<unknown>;
  let scenario = '';
  let portfolio = '';
  beforeAll(async () => {
    real = await realSession((name) => `/proc/${name}`);
    const report = (_channel: string, error: unknown) => void reported.push(error);
    const edge = createEdge(real.handlers, { origins: ['headroom://app'], report });
    ask = (channel, request) => edge(OURS, channel, request);
    const document = { schema: 'headroom.scenario/v1', name: 'One', events: [] };
    ({ id: scenario } = await real.handlers['scenario:save']({ scenario: document }));
    const all = { schema: 'headroom.portfolio/v1', name: 'All', fleets: [{ name: 'today' }] };
    ({ id: portfolio } = await real.handlers['portfolio:save']({ portfolio: all }));
  });
  afterAll(() => real.end());

  const noFile = (name: string) => `/proc/${name}: no file can be made in this folder`;
  const noFolder = (name: string) => `/proc/${name}: no folder can be made here`;
  const review = { what: 'review', form: 'html', scenario: { kind: 'baseline' }, task: 't' };
  const settings = PLAN_SETTINGS_DEFAULTS;
  const procurement = { ...review, what: 'procurement', form: 'csv', settings, horizonDays: null };
  it.each([
    ['app:save-text', () => ({ name: 'a.csv', text: 'a' }), noFile('a.csv')],
    ['data:export', () => ({ what: 'series-csv' }), noFile('series.csv')],
    ['data:export', () => ({ what: 'series-json' }), noFile('series.jsonl')],
    ['data:export', () => ({ what: 'inventory-json' }), noFile('inventory.json')],
    ['data:export', () => ({ what: 'inventory-csv', table: 'hosts' }), noFile('hosts.csv')],
    ['data:export', () => ({ what: 'inventory-csv' }), noFolder('inventory')],
    ['decision:export', () => ({ format: 'md' }), noFile('decisions.md')],
    ['pipeline:export', () => ({ text: 'a' }), noFile('pipeline.csv')],
    ['portfolio:export', () => ({ id: portfolio }), noFile('All.json')],
    ['scenario:export', () => ({ id: scenario }), noFile('One.json')],
    ['rules:export', () => ({ tests: false, runbooks: false, task: 't' }), noFile('headroom-rules.yml')],
    ['rules:export', () => ({ tests: false, runbooks: true, task: 't' }), noFolder('runbooks')],
    ['document:export', () => review, noFile('review w 2026-04-01.html')],
    ['document:export', () => procurement, noFile('procurement w 2026-04-01.csv')],
  ])('%s ends, in a sentence', async (channel, request, message) => {
    expect(await ask(channel, request())).toEqual({ ok: false, code: 'io', message });
    expect(reported).toEqual([]);
  });
});
