import { BrowserWindow, nativeTheme, screen, shell } from 'electron';
import type { NoticeName, Notices } from '../shared/ipc/notice.ts';
import { WIRE } from './ipc/wire.ts';
import { isOutsideLink } from './security.ts';
import { DEFAULT_SIZE, fitted, MIN_SIZE, type WindowStateFile } from './window-state.ts';

/** The page's own background before its first paint, so that nothing flashes; the values of the design's `--canvas` token. */
const BACKGROUND = { light: '#f3f4f6', dark: '#0e1013' } as const;

export interface WindowOptions {
  readonly preload: string;
  readonly url: string;
  readonly state: WindowStateFile;
  readonly onFirstPaint: () => void;
  /** The page has ended or answers nothing; the person is asked what to do about it. */
  readonly onTrouble: (error: Error, hasEnded: boolean) => void;
}

const background = (): string => (nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light);

/** Refuses every way of leaving our page; an `https:` link goes to the system's browser instead. */
function confine(window: BrowserWindow): void {
  const { webContents } = window;
  webContents.setWindowOpenHandler(({ url }) => {
    if (isOutsideLink(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
  webContents.on('will-navigate', (event) => event.preventDefault());
  webContents.on('will-redirect', (event) => event.preventDefault());
  webContents.on('will-attach-webview', (event) => event.preventDefault());
}

function keepState(window: BrowserWindow, state: WindowStateFile): void {
  window.on('close', () => {
    state.write({ ...state.read(), bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  });
}

/** A page that ended, or answers nothing, cannot say so itself. */
function watch(window: BrowserWindow, onTrouble: WindowOptions['onTrouble']): void {
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    onTrouble(new Error(`the page ended: ${reason}, exit code ${exitCode}`), true);
    void import('./page-trouble.ts').then(({ offerReload }) => offerReload(window));
  });
  window.on('unresponsive', () => {
    onTrouble(new Error('the page does not answer'), false);
    void import('./page-trouble.ts').then(({ offerWait }) => offerWait(window));
  });
}

/** The one window: sandboxed, without Node, shown only when there is something to see. */
export function createWindow({ preload, url, state, onFirstPaint, onTrouble }: WindowOptions): BrowserWindow {
  const { bounds, maximized, theme } = state.read();
  nativeTheme.themeSource = theme;
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...DEFAULT_SIZE,
    ...(bounds === undefined ? {} : fitted(bounds, screens)),
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    show: false,
    backgroundColor: background(),
    title: 'Headroom',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  });
  confine(window);
  watch(window, onTrouble);
  keepState(window, state);
  const repaint = (): void => window.setBackgroundColor(background());
  nativeTheme.on('updated', repaint);
  window.on('closed', () => nativeTheme.off('updated', repaint));
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
    onFirstPaint();
  });
  void window.loadURL(url);
  return window;
}

/** Tells the window's page something, if there still is one. */
export function notify<Name extends NoticeName>(
  window: BrowserWindow | null,
  notice: Name,
  payload: Notices[Name],
): void {
  if (window === null || window.isDestroyed() || window.webContents.isCrashed()) return;
  window.webContents.send(WIRE.notice, notice, payload);
}
