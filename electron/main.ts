import { app, ipcMain, safeStorage, type BrowserWindow } from 'electron';
import log from 'electron-log/main.js';
import { join } from 'node:path';
import { createDesktop } from './desktop.ts';
import { CallTimes } from './diagnostics/call-times.ts';
import { ErrorRing } from './diagnostics/error-ring.ts';
import { ConnectionDesk } from './ipc/connection-desk.ts';
import { Damage } from './ipc/damage.ts';
import { createEdge, isTrusted, replyOfError, senderOf } from './ipc/edge.ts';
import { FileHandles } from './ipc/file-handles.ts';
import { createHandlers } from './ipc/handlers.ts';
import { registerFiles } from './ipc/register-files.ts';
import type { Session } from './ipc/session.ts';
import { Tasks } from './ipc/tasks.ts';
import { announce } from './ipc/workspace-handlers.ts';
import { WIRE } from './ipc/wire.ts';
import { enableMenu, installMenu } from './menu.ts';
import { lazyUpdates } from './lazy-updates.ts';
import { argumentsFor, carryOut, openingOf, type Opening } from './opening.ts';
import { declareScheme, refusePermissions, servePage } from './page-protocol.ts';
import { SecretStore } from './prometheus/secret-store.ts';
import { filesAnswer, quitOnlyAfter, type End } from './quitting.ts';
import { ORIGIN } from './security.ts';
import { startWorkers, type Workers } from './start-workers.ts';
import { createWindow, notify } from './window.ts';
import { WindowStateFile } from './window-state.ts';
import { RecentList } from './workspace/recent-list.ts';

// Composition root: everything is made and tied together here, and nothing else happens here.

const here = import.meta.dirname;
const userData = app.getPath('userData');
const developmentUrl = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
const pageUrl = developmentUrl ?? `${ORIGIN}/index.html`;
const origins = developmentUrl === undefined ? [ORIGIN] : [ORIGIN, new URL(developmentUrl).origin];

log.transports.file.resolvePathFn = () => join(userData, 'logs', 'main.log');
log.transports.console.level = 'warn';

function sayFirstPaint(): void {
  if (process.env['HEADROOM_TIMING'] !== '1') return;
  const startedMs = process.getCreationTime() ?? performance.timeOrigin;
  console.log(`first-paint ${Math.round(Date.now() - startedMs)} ms`);
}

function sessionDesk(
  session: () => Session,
  send: Session['notify'],
  parts: Pick<Session, 'workspace' | 'network' | 'tasks' | 'messageOf'>,
): ConnectionDesk {
  return new ConnectionDesk({
    ...parts,
    secrets: new SecretStore(join(userData, 'connections.json'), safeStorage),
    clock: Date.now,
    notifyProgress: (progress) => send('progress', progress),
    async notifyScheduled(changed) {
      send('connections-changed', {});
      if (changed) await announce(session(), 'imported');
    },
  });
}

/** What a bug report will ask for; the log gets what is kept of an error, which has no secrets. */
const faults = {
  errors: new ErrorRing(join(userData, 'logs', 'errors.json'), Date.now),
  calls: new CallTimes(),
  damage: new Damage(),
};
const report = (place: string, error: unknown): void => log.error(place, faults.errors.add(place, error));
const listening = {
  origins,
  report,
  onAnswer: (channel: string, ms: number): void => faults.calls.add(channel, ms),
};

const updates = lazyUpdates({
  file: join(userData, 'updates.json'),
  version: app.getVersion(),
  clock: Date.now,
});

/** What this process was started with, but for what it was to open. */
const switches = process.argv.slice(1).filter((arg) => arg.startsWith('-') && arg !== '--sample');
const own = app.isPackaged ? switches : [...switches, app.getAppPath()];

function messageOf(error: unknown): string {
  const reply = replyOfError('open', error, report);
  return reply.ok ? '' : reply.message;
}

function sender(window: () => BrowserWindow | null): Session['notify'] {
  return (notice, payload) => {
    if ('info' in payload) enableMenu(payload.info !== null);
    notify(window(), notice, payload);
  };
}

function answer(session: Session): void {
  const edge = createEdge(createHandlers(session), listening);
  ipcMain.handle(WIRE.invoke, (event, channel: unknown, request: unknown) =>
    edge(senderOf(event), channel, request),
  );
  ipcMain.handle(WIRE.register, (event, paths: unknown) =>
    registerFiles(session.files, isTrusted(senderOf(event), origins), paths, report),
  );
}

const ending: Parameters<typeof quitOnlyAfter>[0] = {
  on: (event, listener) => app.on(event, listener),
  quit: () => app.quit(),
  relaunch: (options) => app.relaunch(options),
  kill: () => process.kill(process.pid, 'SIGKILL'),
};

async function bringHome({ desk, tasks }: Session, workers: Workers): Promise<End> {
  desk.stop();
  tasks.cancelAll();
  const { failure, isStuck } = await workers.stop();
  if (failure !== null) report('backup', new Error(`no backup was made: ${failure.trouble}`));
  if (!isStuck && (await filesAnswer())) return 'free';
  report('process', new Error('a disk does not answer: the process ends without waiting for it'));
  return 'stuck';
}

function reportProcesses(): void {
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    // Started again by Chromium itself where it is needed; when the application ends they are killed.
    if (reason === 'clean-exit' || reason === 'killed') return;
    report('process', new Error(`a process of Chromium ended: ${type}, ${reason}, exit code ${exitCode}`));
  });
}

function start(): void {
  const state = new WindowStateFile(join(userData, 'window.json'));
  let window: BrowserWindow | null = null;
  const send = sender(() => window);
  const workers = startWorkers(join(here, 'workers'), (error, hadWorkspace) => {
    report('worker', error);
    if (hadWorkspace) send('workspace-changed', { reason: 'closed', info: null });
  });
  const tasks = new Tasks();
  const desk = sessionDesk(() => session, send, { ...workers, tasks, messageOf });
  const session: Session = {
    ...workers,
    tasks,
    desk,
    updates,
    recent: new RecentList(join(userData, 'recent.json')),
    files: new FileHandles(),
    desktop: createDesktop(() => window, state),
    samplePath: join(userData, 'Sample region.headroom'),
    sampleAssets: join(here, '..', '..', 'assets', 'sample'),
    notify: send,
    clock: Date.now,
    ...faults,
    messageOf,
  };

  answer(session);
  let pageLoaded: Promise<void> = Promise.resolve();
  const awaitPage = ({ webContents }: BrowserWindow): void => {
    pageLoaded = new Promise((resolve) => webContents.once('did-finish-load', () => resolve()));
  };
  const openWindow = (): BrowserWindow => {
    const next = createWindow({
      preload: join(here, '..', 'preload', 'preload.cjs'),
      url: process.argv.includes('--gallery') ? `${pageUrl}#gallery` : pageUrl,
      state,
      onFirstPaint: sayFirstPaint,
      onTrouble: (error, hasEnded) => {
        report('page', error);
        if (!hasEnded) return;
        tasks.cancelAll(); // nobody is left to hear what they come to
        awaitPage(next);
      },
    });
    awaitPage(next);
    next.on('closed', () => {
      window = null;
    });
    window = next;
    return next;
  };
  // Workspaces are opened at once, so that the page finds them open; what the page must be told waits until it listens.
  const open = (opening: Opening): void =>
    void carryOut(opening, {
      ...session,
      notify: (notice, payload) => void pageLoaded.then(() => send(notice, payload)),
    });

  void app.whenReady().then(() => {
    if (developmentUrl === undefined) servePage(join(here, '..', 'renderer'));
    refusePermissions();
    installMenu((command) => send('menu-command', { command }), !app.isPackaged);
    openWindow();
    open(openingOf(process.argv.slice(1), app.getAppPath(), process.cwd()));
    desk.start();
  });

  const quitting = quitOnlyAfter(ending, () => bringHome(session, workers));
  app.on('second-instance', (_event, args, folder) => {
    if (quitting.startLater(argumentsFor(args.slice(1), folder))) return;
    const shown = window ?? openWindow();
    if (shown.isMinimized()) shown.restore();
    shown.focus();
    open(openingOf(args.slice(1), app.getAppPath(), folder));
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    if (quitting.startLater([...own, path])) return;
    void app.whenReady().then(() => {
      if (window === null) openWindow();
      open(openingOf([path], app.getAppPath(), process.cwd()));
    });
  });
  app.on('activate', () => {
    if (!quitting.startLater(own) && window === null && app.isReady()) openWindow();
  });
  reportProcesses();
  app.on('window-all-closed', () => app.quit());
}

const printing = process.argv.find((argument) => argument.startsWith('--print='))?.slice('--print='.length);

declareScheme();
// One process per data folder: a second start hands its arguments to the first and ends.
if (printing !== undefined) {
  void Promise.all([import('./documents/print-page.ts'), app.whenReady()]).then(([{ printFolder }]) =>
    printFolder(printing),
  );
} else if (app.requestSingleInstanceLock()) start();
else app.quit();
