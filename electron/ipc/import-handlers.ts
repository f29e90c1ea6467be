import type { ChannelName, Handlers, RequestOf } from '../../shared/ipc/contract.ts';
import type { ImportReading } from './import-runner.ts';
import type { Session } from './session.ts';
import { announce } from './workspace-handlers.ts';

type ImportChannels = Pick<Handlers, Extract<ChannelName, `import:${string}`>>;

export function importHandlers(session: Session): ImportChannels {
  const { workspace, files, imports, tasks, desktop, notify } = session;
  const reading = (request: RequestOf<'import:preview'>): ImportReading => ({
    paths: request.handles.map((handle) => files.pathOf(handle)),
    mappings: request.mappings ?? [],
    timeZone: request.timeZone ?? null,
    observedAt: request.observedAt ?? null,
  });
  return {
    async 'import:choose'({ what }) {
      return files.register(await (what === 'folder' ? desktop.askOpenFolder() : desktop.askOpenData()));
    },
    async 'import:preview'(request) {
      const { files: previews, ...rest } = await imports.preview(reading(request));
      return {
        files: previews.map(({ from, preview }) => ({ handle: request.handles[from] ?? '', ...preview })),
        ...rest,
      };
    },
    'import:run': ({ task, leaveOut, ...request }) =>
      tasks.run(task, async (signal) => {
        const report = await imports.run({
          ...reading(request),
          leaveOut: leaveOut.map(({ handle, name }) => ({ from: request.handles.indexOf(handle), name })),
          signal,
          onProgress: (progress) => notify('progress', { task, kind: 'import', ...progress }),
        });
        await announce(session, 'imported');
        return report;
      }),
    'import:list': () => workspace.call('imports', null),
  };
}
