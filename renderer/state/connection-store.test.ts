import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConnectionState } from '../../shared/ipc/connection-channels.ts';
import {
  findQueries,
  forgetConnections,
  removeConnection,
  switchQuery,
  syncNow,
  testConnection,
  useConnections,
} from './connection-store.ts';
import { HeldBridge, ok, refused } from './held-bridge.fixture.ts';
import { useToasts } from './toast-store.ts';

let bridge: HeldBridge;
const withQueries = (...ids: readonly string[]) =>
  ({ connection: { id: 'p', name: 'p', queries: ids.map((id) => ({ id })) } }) as unknown as ConnectionState;
const hold = (state: ConnectionState): void =>
  useConnections.setState({ list: { connections: [state], storage: 'session' } as never });
const found = ok([{ id: 'new' }]);

beforeEach(() => {
  bridge = new HeldBridge();
  useToasts.setState({ toasts: [] });
});
afterEach(() => vi.unstubAllGlobals());

describe('queries that are found', () => {
  it('are added to the connection as it is then, not as it was when the server was asked', async () => {
    hold(withQueries('kept', 'taken out meanwhile'));
    void findQueries(withQueries('kept', 'taken out meanwhile'));
    hold(withQueries('kept'));
    await bridge.next('connection:find-queries').answer(found);
    const { request } = bridge.next('connection:save');
    expect((request['connection'] as ConnectionState['connection']).queries.map(({ id }) => id)).toEqual([
      'kept',
      'new',
    ]);
  });

  it('are not added to another workspace', async () => {
    hold(withQueries('kept'));
    void findQueries(withQueries('kept'));
    forgetConnections();
    await bridge.next('connection:find-queries').answer(found);
    expect(bridge.asked).toEqual([]);
  });

  it('are not said to be switched on where they were not kept', async () => {
    hold(withQueries('kept'));
    void findQueries(withQueries('kept'));
    await bridge.next('connection:find-queries').answer(found);
    await bridge.next('connection:save').answer(refused('read only'));
    expect(useToasts.getState().toasts.map(({ title }) => title)).toEqual([
      'The connection was not changed.',
    ]);
  });
});

describe('ticks that come quickly one after the other', () => {
  const ticked = (): readonly unknown[] =>
    (useConnections.getState().list?.connections[0]?.connection.queries ?? []).map(
      ({ id, enabled }) => `${id} ${enabled}`,
    );
  const saved = () => {
    const held = bridge.next('connection:save');
    const { queries } = held.request['connection'] as ConnectionState['connection'];
    return { ...held, queries: queries.map(({ id, enabled }) => `${id} ${enabled}`) };
  };

  it('are each made to what the one before led to, and are shown at once', async () => {
    hold(withQueries('a', 'b'));
    void switchQuery('p', 'a', false);
    void switchQuery('p', 'b', false);
    expect(ticked()).toEqual(['a false', 'b false']);
    const [first, second] = [saved(), saved()];
    expect(second.queries).toEqual(['a false', 'b false']);
    await first.answer(ok(null));
    // What was read between the two does not know of the second one.
    await bridge.next('connection:list').answer(ok({ connections: [withQueries('a', 'b')] }));
    expect(ticked()).toEqual(['a false', 'b false']);
    await second.answer(ok(null));
    expect(bridge.asked.map(({ channel }) => channel)).toEqual(['connection:list']);
  });

  it('of one box twice leave it as it was', () => {
    hold(withQueries('a'));
    void switchQuery('p', 'a', false);
    void switchQuery('p', 'a', true);
    expect(ticked()).toEqual(['a true']);
  });
});

describe('what a server answered', () => {
  it('is not shown in another workspace, where the same connection may be', async () => {
    hold(withQueries('a'));
    void testConnection(withQueries('a'));
    forgetConnections();
    hold(withQueries('a'));
    await bridge.next('connection:test').answer(ok('diagnosis'));
    expect(useConnections.getState()).toMatchObject({ diagnosis: null, work: null });
  });

  it('does not end the sync of another connection', async () => {
    const other = { connection: { id: 'q', name: 'q', queries: [] } } as unknown as ConnectionState;
    void syncNow(withQueries('a'), 30);
    void syncNow(other, 30);
    await bridge.next('connection:sync').answer(refused('gone', 'server'));
    expect(useConnections.getState()).toMatchObject({ syncing: { id: 'q' }, failure: null });
  });
});

it('a connection that could not be removed is still the one looked at', async () => {
  hold(withQueries('a'));
  useConnections.setState({ selected: 'p' });
  void removeConnection(withQueries('a'));
  await bridge.next('connection:remove').answer(refused('it is synced just now', 'busy'));
  expect(useConnections.getState().selected).toBe('p');
});
