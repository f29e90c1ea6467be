import { create } from 'zustand';
import type { Connection, LiveQuery } from '../../shared/import/live/connection.ts';
import type { Diagnosis } from '../../shared/import/live/diagnosis.ts';
import type { Discovery, DiscoveryRow } from '../../shared/import/live/discovery.ts';
import { syncedChanges } from '../../shared/import/live/sync-report.ts';
import type { ConnectionList, ConnectionState } from '../../shared/ipc/connection-channels.ts';
import type { InputOf } from '../../shared/ipc/contract.ts';
import { counted } from '../../shared/view/number-format.ts';
import { bridge } from './bridge.ts';
import { useProgress } from './progress-store.ts';
import { once } from './once.ts';
import { showDone, showFailure } from './toast-store.ts';
import { undo } from './workspace-store.ts';

export type TypedSecrets = InputOf<'connection:save'>['secrets'];
type Work = 'test' | 'find' | 'discover';

interface ConnectionsState {
  readonly list: ConnectionList | null;
  /** Why it was not read. */
  readonly listFailure: string | null;
  readonly selected: string | null;
  /** What a connection is being asked just now, besides syncing. */
  readonly work: { readonly id: string; readonly kind: Work } | null;
  /** Task of the sync that was started here; one by schedule is in the list. */
  readonly syncing: { readonly id: string; readonly task: string } | null;
  readonly diagnosis: { readonly id: string; readonly value: Diagnosis } | null;
  /** Why the last question to a server was not answered. */
  readonly failure: { readonly id: string; readonly title: string; readonly message: string } | null;
  readonly discovery: { readonly id: string; readonly value: Discovery } | null;
}

const nothing = {
  list: null,
  listFailure: null,
  selected: null,
  work: null,
  syncing: null,
  diagnosis: null,
  failure: null,
  discovery: null,
} as const;

/** Connections to Prometheus: what the workspace holds, what each is doing, what was found out about it. */
export const useConnections = create<ConnectionsState>()(() => nothing);

const { getState: get, setState: set } = useConnections;
let tasks = 0;
let asked = 0;
/** Changes on their way to the workspace. */
let changing = 0;

/** A name for a task of this window. */
export const connectionTask = (kind: string): string => {
  tasks += 1;
  return `connection-${kind}-${tasks}`;
};

export const selectedConnection = (state: ConnectionsState): ConnectionState | null =>
  state.list?.connections.find(({ connection }) => connection.id === state.selected) ??
  state.list?.connections[0] ??
  null;

/** Latest wins; while a change is on its way nothing is taken: the change reads what came of it. */
export async function loadConnections(): Promise<void> {
  const mine = ++asked;
  set({ listFailure: null });
  const reply = await bridge().invoke('connection:list');
  if (mine !== asked || changing > 0) return;
  set(reply.ok ? { list: reply.value } : { list: null, listFailure: reply.message });
}

export function forgetConnections(): void {
  asked += 1;
  set(nothing);
}

/** The connection as it is known now, with what was changed of it a moment ago. */
const connectionNow = (id: string): Connection | undefined =>
  get().list?.connections.find(({ connection }) => connection.id === id)?.connection;

/** Shows a change before the workspace has said yes. */
function showChanged(connection: Connection): void {
  const { list } = get();
  if (list === null) return;
  const connections = list.connections.map((state) =>
    state.connection.id === connection.id ? { ...state, connection } : state,
  );
  set({ list: { ...list, connections } });
}
export const selectConnection = (id: string): void => set({ selected: id, failure: null });
export const closeDiscovery = (): void => set({ discovery: null });

/** `null` when it was saved, else why not. */
export async function saveConnection(
  connection: Connection,
  secrets: TypedSecrets,
  keep: 'disk' | 'session',
): Promise<string | null> {
  const reply = await bridge().invoke('connection:save', { connection, secrets, keep });
  if (!reply.ok) return reply.message;
  set({ selected: connection.id, failure: null });
  await loadConnections();
  return null;
}

/**
 * Changes a connection as it is at this moment, with the secrets left as they are. It is shown at once, so that the next
 * change is made to what this one led to. `true` once it is kept.
 */
async function changeConnection(id: string, change: (now: Connection) => Connection): Promise<boolean> {
  const now = connectionNow(id);
  if (now === undefined) return false;
  const connection = change(now);
  changing += 1;
  showChanged(connection);
  const reply = await bridge().invoke('connection:save', { connection, secrets: {}, keep: 'disk' });
  changing -= 1;
  if (!reply.ok) showFailure('The connection was not changed.', reply);
  await loadConnections();
  return reply.ok;
}

export async function removeConnection({ connection }: ConnectionState): Promise<void> {
  const reply = await bridge().invoke('connection:remove', { id: connection.id });
  if (!reply.ok) showFailure(`${connection.name} was not removed.`, reply);
  else {
    showDone(`${connection.name} removed. Its samples stay.`, { label: 'Undo', run: () => void undo() });
    set({ selected: null });
  }
  await loadConnections();
}

/** What a server answered; `null` where another workspace was opened meanwhile. */
async function working<T>(id: string, kind: Work, ask: (task: string) => Promise<T>): Promise<T | null> {
  const work = { id, kind };
  set({ work, failure: null });
  const answer = await ask(connectionTask(kind));
  if (get().work !== work) return null;
  set({ work: null });
  return answer;
}

export async function testConnection({ connection }: ConnectionState): Promise<void> {
  const reply = await working(connection.id, 'test', (task) =>
    bridge().invoke('connection:test', { connection, secrets: {}, task }),
  );
  if (reply === null) return;
  if (reply.ok) set({ diagnosis: { id: connection.id, value: reply.value } });
  else set({ failure: { id: connection.id, title: 'It could not be tried.', message: reply.message } });
}

/** Adds the catalogue's queries that find something and are not there yet. */
export async function findQueries({ connection }: ConnectionState): Promise<void> {
  const reply = await working(connection.id, 'find', (task) =>
    bridge().invoke('connection:find-queries', { id: connection.id, task }),
  );
  if (reply === null) return;
  if (!reply.ok) {
    set({ failure: { id: connection.id, title: 'No queries were added.', message: reply.message } });
    return;
  }
  // It may have been changed while the server was asked, or another workspace opened.
  const now = connectionNow(connection.id);
  if (now === undefined) return;
  const have = new Set(now.queries.map(({ id }) => id));
  const added = reply.value.filter(({ id }) => !have.has(id));
  if (added.length === 0) {
    showDone(
      have.size === 0 ? 'The server has none of the catalogue’s metrics just now.' : 'Nothing new was found.',
    );
    return;
  }
  if (await changeConnection(now.id, (is) => ({ ...is, queries: [...is.queries, ...added] })))
    showDone(`${counted(added.length, 'query', 'queries')} found and switched on.`);
}

/** Keeps a query as it was written; a new one stands at the end. */
export const changeQuery = (connection: string, query: LiveQuery): Promise<boolean> =>
  changeConnection(connection, (now) => ({
    ...now,
    queries: now.queries.some(({ id }) => id === query.id)
      ? now.queries.map((one) => (one.id === query.id ? query : one))
      : [...now.queries, query],
  }));

/** Switches one query on or off; whatever else was changed of it stays. */
export const switchQuery = (connection: string, query: string, enabled: boolean): Promise<boolean> =>
  changeConnection(connection, (now) => ({
    ...now,
    queries: now.queries.map((one) => (one.id === query ? { ...one, enabled } : one)),
  }));

export const removeQuery = (connection: string, query: string): Promise<boolean> =>
  changeConnection(connection, (now) => ({
    ...now,
    queries: now.queries.filter(({ id }) => id !== query),
  }));

export async function syncNow({ connection }: ConnectionState, days: number): Promise<void> {
  const task = connectionTask('sync');
  set({ syncing: { id: connection.id, task }, failure: null });
  const reply = await bridge().invoke('connection:sync', { id: connection.id, days, task });
  useProgress.getState().finish(task);
  // Another workspace was opened, or another connection is synced.
  const isShown = get().syncing?.task === task;
  if (isShown) set({ syncing: null });
  await loadConnections();
  if (reply.ok) {
    const changed = syncedChanges(reply.value);
    if (changed === 0) showDone(`${connection.name} is up to date.`);
    else
      showDone(`${counted(changed, 'sample')} synced from ${connection.name}.`, {
        label: 'Undo',
        run: () => void undo(),
      });
  } else if (reply.code === 'cancelled')
    showDone('Sync cancelled. What was fetched is kept; the next sync goes on from there.');
  else if (isShown)
    set({
      failure: {
        id: connection.id,
        title: 'The sync did not end. What was fetched before is kept.',
        message: reply.message,
      },
    });
}

export async function cancelSync(task: string): Promise<void> {
  await bridge().invoke('task:cancel', { task });
}

export async function scheduleConnection(id: string, everyMinutes: number | null): Promise<void> {
  const reply = await bridge().invoke('connection:schedule', { id, everyMinutes });
  if (!reply.ok) showFailure('The schedule was not changed.', reply);
  await loadConnections();
}

export async function discoverInventory({ connection }: ConnectionState): Promise<void> {
  const reply = await working(connection.id, 'discover', (task) =>
    bridge().invoke('connection:discover', { id: connection.id, task }),
  );
  if (reply === null) return;
  if (reply.ok) set({ discovery: { id: connection.id, value: reply.value } });
  else
    set({ failure: { id: connection.id, title: 'The inventory was not compared.', message: reply.message } });
}

/** `null` when the rows were taken over, else why not. */
export async function acceptRows(id: string, rows: readonly DiscoveryRow[]): Promise<string | null> {
  const reply = await once('take over differences', () =>
    bridge().invoke('connection:accept', {
      id,
      rows: rows.map((row) => ({ ...row, fields: [...row.fields] })),
    }),
  );
  if (reply === null) return null;
  if (!reply.ok) return reply.problems?.[0]?.message ?? reply.message;
  set({ discovery: null });
  showDone(`${counted(rows.length, 'difference')} taken over into the inventory.`, {
    label: 'Undo',
    run: () => void undo(),
  });
  return null;
}
