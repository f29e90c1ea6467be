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

/** Tells the window, and keeps for a bug report, that a workspace was closed without the backup that was due. */
async function tellBackupFailure({ workspace, notify, errors }: Session): Promise<void> {
  const failure = await workspace.call('takeBackupFailure', null);
  if (failure === null) return;
  errors.add('backup', new Error(`no backup was made: ${failure.trouble}`));
  notify('backup-failed', failure);
}

/** The same of what is told now, and of backups that are still being made. */
async function tellBackupFailures(session: Session): Promise<void> {
  await tellBackupFailure(session);
  session.workspace
    .call('settled', null)
    .then(() => tellBackupFailure(session))
    .catch((error: unknown) => {
      if (!(error instanceof Refusal)) session.errors.add('backup', error);
    });
}

/** A workspace too large to be read before it is opened is read behind the first screen; damage leads to the same choice. */
async function checkOpen(session: Session): Promise<void> {
  const found = await session.workspace.call('checkOpen', null);
  if (found === null) return;
  session.damage.find(found);
  await announce(session, 'opened');
  session.notify('open-failed', { message: found.message });
}

async function opened(session: Session, info: WorkspaceInfo): Promise<WorkspaceInfo> {
  try {
    session.recent.add(info.displayPath, session.clock());
  } catch (error) {
    session.errors.add('recent', error); // a full disk of the user's folder is no reason not to open what lies elsewhere
  }
  await announce(session, 'opened');
  await tellBackupFailures(session);
  // Ends with the thread that is asked, at the latest.
  checkOpen(session).catch((error: unknown) => {
    if (!(error instanceof Refusal)) session.errors.add('check', error);
  });
  return info;
}

/** Opens a file by its path: also for what the system hands over (file manager, command line). */
export async function openPath(session: Session, path: string): Promise<WorkspaceInfo> {
  const open = () => session.workspace.call('open', { path });
  return opened(session, await session.damage.watch(path, open));
}

const withEnding = (path: string): string =>
  path.toLowerCase().endsWith('.headroom') ? path : `${path}.headroom`;

/** The one that was open before is closed by then; one that was opened meanwhile stays. */
async function closeUnfinished(session: Session, path: string): Promise<void> {
  const info = await session.workspace.call('info', null);
  if (info?.displayPath !== path) return;
  await session.workspace.call('close', null);
  await announce(session, 'closed');
}

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
    } catch (error) {
      await closeUnfinished(session, unfinished);
      throw error;
    }
    await workspace.call('close', null);
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
      await tellBackupFailures(session);
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
      await workspace.call('saveCopy', { path: target }); // the dialog has asked whether to replace what is there
      return { displayPath: target };
    },
  };
}
