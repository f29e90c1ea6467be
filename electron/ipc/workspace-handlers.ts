import { rename } from 'node:fs/promises';
import type { ChannelName, Handlers } from '../../shared/ipc/contract.ts';
import type { Notices } from '../../shared/ipc/notice.ts';
import type { WorkspaceInfo } from '../../shared/ipc/workspace-channels.ts';
import { Refusal } from '../refusal.ts';
import { removeWorkspace, unfinishedName } from '../workspace/workspace-files.ts';
import type { Session } from './session.ts';

type WorkspaceChannels = Pick<Handlers, Extract<ChannelName, `workspace:${string}`>>;

/** Tells the window that the workspace is another one, or another state of it. */
export async function announce(
  session: Session,
  reason: Notices['workspace-changed']['reason'],
): Promise<void> {
  session.notify('workspace-changed', { reason, info: await session.workspace.call('info', null) });
}

async function opened(session: Session, info: WorkspaceInfo): Promise<WorkspaceInfo> {
  session.recent.add(info.displayPath, session.clock());
  await announce(session, 'opened');
  return info;
}

/** Opens a file by its path: also for what the system hands over (file manager, command line). */
export async function openPath(session: Session, path: string): Promise<WorkspaceInfo> {
  const open = () => session.workspace.call('open', { path });
  return opened(session, await session.damage.watch(path, open));
}

const withEnding = (path: string): string =>
  path.toLowerCase().endsWith('.headroom') ? path : `${path}.headroom`;

/**
 * The sample workspace is made on first use, through the real import, under a name of its own until it is whole: ended
 * half way, by an error or by the power going out, it is made afresh the next time.
 */
export async function openSample(session: Session): Promise<WorkspaceInfo> {
  const { samplePath, workspace } = session;
  try {
    return await openPath(session, samplePath);
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'not-found')) throw error;
  }
  return session.tasks.run('sample', async () => {
    const unfinished = unfinishedName(samplePath);
    await removeWorkspace(unfinished);
    await workspace.call('create', { path: unfinished, sample: true });
    try {
      await session.imports.sample(session.sampleAssets, (progress) =>
        session.notify('progress', { task: 'sample', kind: 'sample', ...progress }),
      );
    } finally {
      await workspace.call('close', null);
    }
    await rename(unfinished, samplePath);
    return openPath(session, samplePath);
  });
}

export function workspaceHandlers(session: Session): WorkspaceChannels {
  const { workspace, desktop, recent } = session;
  return {
    async 'workspace:create'() {
      const path = await desktop.askSaveWorkspace('Region review.headroom');
      if (path === null) return null;
      return opened(session, await workspace.call('create', { path: withEnding(path), sample: false }));
    },
    async 'workspace:open'() {
      const path = await desktop.askOpenWorkspace();
      return path === null ? null : openPath(session, path);
    },
    async 'workspace:open-recent'({ id }) {
      const path = recent.pathOf(id);
      if (path === null) throw new Refusal('not-found', 'This workspace is not in the list any more.');
      return openPath(session, path);
    },
    'workspace:open-file': ({ handle }) => openPath(session, session.files.pathOf(handle)),
    'workspace:open-sample': () => openSample(session),
    async 'workspace:close'() {
      await workspace.call('close', null);
      session.notify('workspace-changed', { reason: 'closed', info: null });
      return null;
    },
    'workspace:info': () => workspace.call('info', null),
    'workspace:recent': () => recent.list(),
    'workspace:forget-recent'({ id }) {
      recent.forget(id);
      return recent.list();
    },
    async 'workspace:undo'() {
      const action = await workspace.call('undo', null);
      await announce(session, 'undone');
      return action;
    },
    async 'workspace:redo'() {
      const action = await workspace.call('redo', null);
      await announce(session, 'redone');
      return action;
    },
    'workspace:history': () => workspace.call('actions', null),
    async 'workspace:save-copy'() {
      const info = await workspace.call('info', null);
      if (info === null) throw new Refusal('no-workspace', 'No workspace is open.');
      const path = await desktop.askSaveWorkspace(`${info.name} copy.headroom`);
      if (path === null) return null;
      const target = withEnding(path);
      if (target === info.displayPath)
        throw new Refusal('busy', 'This is the open workspace itself. Choose another name.');
      await workspace.call('saveCopy', { path: target }); // the dialog has asked whether to replace what is there
      return { displayPath: target };
    },
  };
}
