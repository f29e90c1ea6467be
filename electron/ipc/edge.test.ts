import { describe, expect, it, vi } from 'vitest';
import { CONTRACT, type ChannelName, type Handlers } from '../../shared/ipc/contract.ts';
import { Refusal } from '../refusal.ts';
import { createEdge, type Sender } from './edge.ts';

const OURS: Sender = { url: 'headroom://app/index.html', isTopFrame: true };

/** Handlers that only note which one was reached and with what. */
function edgeWith(overrides: Partial<Handlers> = {}) {
  const reached: { name: string; request: unknown }[] = [];
  const noted = Object.fromEntries(
    Object.keys(CONTRACT).map((name) => [
      name,
      (request: unknown) => (reached.push({ name, request }), null),
    ]),
  ) as unknown as Handlers;
  const report = vi.fn();
  const edge = createEdge({ ...noted, ...overrides }, { origins: ['headroom://app'], report });
  return { edge, reached, report };
}

describe('the IPC edge', () => {
  it('answers nobody but our own page in the top frame, and lets nothing through', async () => {
    const { edge, reached } = edgeWith();
    const strangers: Sender[] = [
      { url: 'https://example.org/', isTopFrame: true },
      { url: 'headroom://app/index.html', isTopFrame: false },
      { url: 'headroom://other/index.html', isTopFrame: true },
      { url: 'headroom://app.example.org/', isTopFrame: true },
      { url: 'file:///headroom://app/', isTopFrame: true },
      { url: 'about:blank', isTopFrame: true },
      { url: null, isTopFrame: true },
      { url: '', isTopFrame: true },
    ];
    for (const stranger of strangers) {
      expect(await edge(stranger, 'workspace:info', undefined), String(stranger.url)).toMatchObject({
        ok: false,
        code: 'forbidden',
      });
    }
    expect(reached).toEqual([]);
  });

  it('knows only the verbs of the contract: inherited names are none', async () => {
    const { edge, reached } = edgeWith();
    for (const name of [
      'toString',
      '__proto__',
      'constructor',
      'hasOwnProperty',
      'workspace:read-file',
      '',
      7,
      null,
      ['app:info'],
    ]) {
      expect(await edge(OURS, name, undefined)).toMatchObject({ ok: false, code: 'bad-request' });
    }
    expect(reached).toEqual([]);
  });

  it('refuses malformed requests of every channel that takes one', async () => {
    const { edge, reached } = edgeWith();
    for (const name of Object.keys(CONTRACT)) {
      for (const request of [null, 7, 'text', [1], { unknownKey: 1 }]) {
        expect(await edge(OURS, name, request), name).toMatchObject({ ok: false, code: 'bad-request' });
      }
    }
    expect(reached).toEqual([]);
  });

  it.each<[ChannelName, unknown]>([
    ['workspace:open-recent', { id: 'x'.repeat(513) }],
    ['workspace:open-recent', { id: 'a', path: '/etc/passwd' }],
    ['app:open-link', { url: 'file:///etc/passwd' }],
    ['app:open-link', { url: 'javascript:alert(1)' }],
    ['policy:set', { key: '__proto__', value: 1 }],
    ['policy:set', { key: 'cpuOvercommit', value: Number.NaN }],
    ['policy:set', { key: 'cpuOvercommit', value: { valueOf: 1 } }],
    ['simulate:run', { scenario: { kind: 'saved' }, token: 1 }],
    ['simulate:run', { scenario: { kind: 'baseline' }, token: -1 }],
    ['survive:run', { scenario: { kind: 'baseline' }, losses: 1.5, task: 't' }],
    ['survive:run', { scenario: { kind: 'baseline' }, losses: 1e9, task: 't' }],
    ['import:run', { handles: [], task: 't' }],
    ['import:run', { handles: ['a'] }],
    ['inventory:rows', { kind: 'meta' }],
    ['assess:explain', { scenario: { kind: 'baseline' }, constraintId: 'c', side: 'under' }],
  ])('refuses %s with %j', async (name, request) => {
    const { edge, reached } = edgeWith();
    expect(await edge(OURS, name, request)).toMatchObject({ ok: false, code: 'bad-request' });
    expect(reached).toEqual([]);
  });

  it('hands a checked request on, defaults filled in', async () => {
    const { edge, reached } = edgeWith();
    expect(await edge(OURS, 'simulate:run', { scenario: { kind: 'baseline' }, token: 3 })).toEqual({
      ok: true,
      value: null,
    });
    expect(reached).toEqual([
      { name: 'simulate:run', request: { scenario: { kind: 'baseline' }, token: 3, lane: 'default' } },
    ]);
  });

  it('maps refusals to their code with located problems, and does not report them as bugs', async () => {
    const problems = [{ message: 'is not a number', path: 'hosts[0].cpuCores' }];
    const { edge, report } = edgeWith({
      'workspace:info': () => {
        throw new Refusal('bad-input', 'no', problems);
      },
    });
    expect(await edge(OURS, 'workspace:info', undefined)).toEqual({
      ok: false,
      code: 'bad-input',
      message: 'no',
      problems,
    });
    expect(report).not.toHaveBeenCalled();
  });

  it('turns errors of the disk into a sentence and bugs into one without their inside', async () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      syscall: 'write',
    });
    const { edge, report } = edgeWith({
      'workspace:info': () => Promise.reject(full),
      'workspace:recent': () => {
        throw new TypeError('secret inside');
      },
    });
    expect(await edge(OURS, 'workspace:info', undefined)).toEqual({
      ok: false,
      code: 'io',
      message: 'the disk is full',
    });
    const bug = await edge(OURS, 'workspace:recent', undefined);
    expect(bug).toMatchObject({ ok: false, code: 'internal' });
    expect(JSON.stringify(bug)).not.toContain('secret');
    expect(report).toHaveBeenCalledTimes(2);
  });
});
