import { describe, expect, it, vi } from 'vitest';
import { CONTRACT, type Handlers } from '../../shared/ipc/contract.ts';
import { createEdge, type Sender } from './edge.ts';
import { hostileTo } from './hostile-requests.fixture.ts';
import {
  actionsOf,
  branchesOf,
  nodeOf,
  samplesOf,
  type Filling,
  type SchemaNode,
} from './request-samples.fixture.ts';

const OURS: Sender = { url: 'headroom://app/index.html', isTopFrame: true };
const FILLING: Filling = {
  texts: ['a'],
  document: { schema: 'headroom.scenario/v1', name: 'one', events: [] },
  words: ['host-loss'],
};
const CHANNELS = Object.entries(CONTRACT).map(([name, { request }]) => [name, nodeOf(request)] as const);

/** Handlers that only note that they were reached. */
function notedEdge() {
  const reached: string[] = [];
  const note = (name: string) => () => (reached.push(name), null);
  const handlers = Object.fromEntries(CHANNELS.map(([name]) => [name, note(name)])) as unknown as Handlers;
  const report = vi.fn();
  return { edge: createEdge(handlers, { origins: ['headroom://app'], report }), reached, report };
}

describe('requests made from the schema of every channel', () => {
  it.each(CHANNELS)('%s takes what it says it takes', async (name, node) => {
    const { edge, reached } = notedEdge();
    const samples = samplesOf(node, FILLING);
    expect(samples.length, 'samples').toBeGreaterThan(0);
    for (const sample of samples) expect(await edge(OURS, name, sample)).toEqual({ ok: true, value: null });
    expect(reached).toHaveLength(samples.length);
  });

  it.each(CHANNELS)('%s refuses everything else, and its handler does not hear of it', async (name, node) => {
    const { edge, reached, report } = notedEdge();
    let tried = 0;
    for (const sample of samplesOf(node, FILLING))
      for (const { what, request } of hostileTo(node, sample)) {
        tried += 1;
        expect(await edge(OURS, name, request), what).toMatchObject({ ok: false, code: 'bad-request' });
      }
    expect(tried).toBeGreaterThan(5);
    expect(reached).toEqual([]);
    expect(report).not.toHaveBeenCalled();
    expect('polluted' in {}).toBe(false);
  });
});

/** Places of a request whose text or list has no end. */
function unbounded(node: SchemaNode, path: string): readonly string[] {
  const inner = (part: SchemaNode | undefined, at: string) => (part === undefined ? [] : unbounded(part, at));
  const hasEnd = actionsOf(node).some(({ type }) => /^(max_length|regex|iso_date|custom)$/.test(type));
  return [
    ...((node.type === 'string' || node.type === 'array') && !hasEnd ? [path] : []),
    ...Object.entries(node.entries ?? {}).flatMap(([name, entry]) => unbounded(entry, `${path}.${name}`)),
    ...inner(node.wrapped, path),
    ...inner(node.item, `${path}[]`),
    ...inner(node.value, `${path}{}`),
    ...branchesOf(node).flatMap((branch) => unbounded(branch, path)),
  ];
}

it('every text and every list of a request has an end', () => {
  expect(CHANNELS.flatMap(([name, node]) => unbounded(node, name))).toEqual([]);
});
