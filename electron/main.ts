import { app, ipcMain, safeStorage, type BrowserWindow } from 'electron';
import log from 'electron-log/main.js';
import { join } from 'node:path';
import { createDesktop } from './desktop.ts';
import { CallTimes } from './diagnostics/call-times.ts';
import { ErrorRing } from './diagnostics/error-ring.ts';
import { printFolder } from './documents/print-page.ts';
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
import { installMenu } from './menu.ts';
import { carryOut, openingOf, type Opening } from './opening.ts';
import { declareScheme, refusePermissions, servePage } from './page-protocol.ts';
import { SecretStore } from './prometheus/secret-store.ts';
import { ORIGIN } from './security.ts';
import { startWorkers } from './start-workers.ts';
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

/** Holds quitting back until `end` has brought the workspace home. */
function quitOnlyAfter(end: () => Promise<void>): void {
  let ended = false;
  app.on('will-quit', (event) => {
    if (ended) return;
    event.preventDefault();
    void end().finally(() => {
      ended = true;
      app.quit();
    });
  });
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

function start(): void {
  const state = new WindowStateFile(join(userData, 'window.json'));
  let window: BrowserWindow | null = null;
  const send: Session['notify'] = (notice, payload) => notify(window, notice, payload);
  const workers = startWorkers(join(here, 'workers'), (error) => {
    report('worker', error);
    send('workspace-changed', { reason: 'closed', info: null });
  });
  const tasks = new Tasks();
  const messageOf = (error: unknown): string => {
    const reply = replyOfError('open', error, report);
    return reply.ok ? '' : reply.message;
  };
  const desk = sessionDesk(() => session, send, { ...workers, tasks, messageOf });
  const session: Session = {
    ...workers,
    tasks,
    desk,
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

  const edge = createEdge(createHandlers(session), listening);
  ipcMain.handle(WIRE.invoke, (event, channel: unknown, request: unknown) =>
    edge(senderOf(event), channel, request),
  );
  ipcMain.handle(WIRE.register, (event, paths: unknown) =>
    registerFiles(session.files, isTrusted(senderOf(event), origins), paths, report),
  );

  let pageLoaded: Promise<void> = Promise.resolve();
  const openWindow = (): BrowserWindow => {
    const next = createWindow({
      preload: join(here, '..', 'preload', 'preload.cjs'),
      url: process.argv.includes('--gallery') ? `${pageUrl}#gallery` : pageUrl,
      state,
      onFirstPaint: sayFirstPaint,
    });
    pageLoaded = new Promise((resolve) => next.webContents.once('did-finish-load', () => resolve()));
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

  app.on('second-instance', (_event, args, folder) => {
    const shown = window ?? openWindow();
    if (shown.isMinimized()) shown.restore();
    shown.focus();
    open(openingOf(args.slice(1), app.getAppPath(), folder));
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    void app.whenReady().then(() => {
      if (window === null) openWindow();
      open(openingOf([path], app.getAppPath(), process.cwd()));
    });
  });
  app.on('activate', () => {
    if (window === null && app.isReady()) openWindow();
  });
  app.on('window-all-closed', () => app.quit());
  quitOnlyAfter(() => {
    desk.stop();
    tasks.cancelAll();
    return workers.stop();
  });
}

const printing = process.argv.find((argument) => argument.startsWith('--print='))?.slice('--print='.length);

declareScheme();
// One process per data folder: a second start hands its arguments to the first and ends.
if (printing !== undefined) void app.whenReady().then(() => printFolder(printing));
else if (app.requestSingleInstanceLock()) start();
else app.quit();
