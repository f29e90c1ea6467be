import type { ChannelName, Handlers } from '../../shared/ipc/contract.ts';
import type { Session } from './session.ts';
import { announce } from './workspace-handlers.ts';

type ImportChannels = Pick<Handlers, Extract<ChannelName, `import:${string}`>>;

export function importHandlers(session: Session): ImportChannels {
  const { workspace, files, imports, tasks, desktop, notify } = session;
  return {
    async 'import:choose'() {
      return files.register(await desktop.askOpenData());
    },
    async 'import:preview'({ handles, mapping }) {
      const previews = await imports.preview(
        handles.map((handle) => files.pathOf(handle)),
        mapping,
      );
      return previews.map((preview, index) => ({ handle: handles[index] ?? '', ...preview }));
    },
    'import:run': ({ handles, mapping, task }) =>
      tasks.run(task, async (signal) => {
        const paths = handles.map((handle) => files.pathOf(handle));
        const report = await imports.run({
          paths,
          mapping,
          signal,
          onProgress: (progress) => notify('progress', { task, kind: 'import', ...progress }),
        });
        await announce(session, 'imported');
        return report;
      }),
    'import:list': () => workspace.call('imports', null),
  };
}
