import type { ChannelName, Handlers } from '../../shared/ipc/contract.ts';
import type { Session } from './session.ts';
import { announce } from './workspace-handlers.ts';

type ConnectionChannels = Pick<Handlers, Extract<ChannelName, `connection:${string}`>>;

export function connectionHandlers(session: Session): ConnectionChannels {
  const { desk, network, tasks, workspace } = session;
  return {
    'connection:list': () => desk.list(),
    async 'connection:save'({ connection, secrets, keep }) {
      await desk.save(connection, secrets, keep);
      await announce(session, 'edited');
      return null;
    },
    async 'connection:remove'({ id }) {
      await desk.remove(id);
      await announce(session, 'edited');
      return null;
    },
    'connection:test': ({ connection, secrets, task }) =>
      tasks.run(task, (signal) => network().call('test', desk.access(connection, secrets), { signal })),
    'connection:find-queries': ({ id, task }) =>
      tasks.run(task, async (signal) => network().call('findQueries', await desk.accessById(id), { signal })),
    'connection:preview': ({ connection, query, task }) =>
      tasks.run(task, (signal) =>
        network().call('preview', { ...desk.access(connection), query }, { signal }),
      ),
    async 'connection:sync'({ id, days, task }) {
      try {
        return await desk.sync(id, days, task);
      } finally {
        await announce(session, 'imported'); // what was fetched before a failure stays
      }
    },
    async 'connection:schedule'({ id, everyMinutes }) {
      await desk.schedule(id, everyMinutes);
      return null;
    },
    'connection:discover': ({ id, task }) =>
      tasks.run(task, async (signal) => network().call('discover', await desk.accessById(id), { signal })),
    async 'connection:accept'({ id, rows }) {
      const changed = await workspace.call('acceptDiscovery', { id, rows });
      await announce(session, 'imported');
      return { changed };
    },
  };
}
