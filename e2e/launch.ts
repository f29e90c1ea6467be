import { _electron, test as base, expect, type ElectronApplication, type Page } from '@playwright/test';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DISPLAYS } from './displays.ts';
import { beSlow } from './slow-machine.ts';
import { BY_THE_CLOCK } from './pictures.ts';

/** Set to the executable of a packaged build to run the same tests on that. */
const PACKAGED = process.env['HEADROOM_EXE'];

/** One colour space, one scale, one language, no sandbox (tests may run as root) and no noise on stderr. */
const STEADY = [
  '--no-sandbox',
  '--disable-gpu',
  '--enable-unsafe-swiftshader',
  '--log-level=3',
  '--force-color-profile=srgb',
  '--force-device-scale-factor=1',
  '--lang=en-GB',
];

/** What Node and Electron's main process write on stderr when something went wrong there. */
const MAIN_TROUBLE = /^(Uncaught|App threw|\(node:\d+\) |\[?UnhandledPromiseRejection|.*\bError: )/;

const START_LIMIT_MS = 90_000;
const CLOSE_LIMIT_MS = 30_000;
const PICTURE_LIMIT_MS = 10_000;

export interface LaunchOptions {
  /** Data folder; by default the test's own, so that a second launch in one test finds what the first one left. */
  readonly dataDir?: string;
  /** Arguments for the app, such as `--sample` or a workspace file. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Size of the page in pixels. */
  readonly size?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  /** Executable of a packaged build, instead of the application in this checkout. */
  readonly executable?: string;
}

export interface Session {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Errors and warnings of the page's console, uncaught errors of page and main process, so far. */
  problems(): Promise<readonly string[]>;
  /** Closes the app as a person would; what it said stays readable. Calling it again does nothing. */
  end(): Promise<void>;
}

/** Starts the real app. Tests take it from the `launch` fixture below, which also looks at its problems. */
async function launchApp(options: LaunchOptions & { readonly dataDir: string }): Promise<Session> {
  // Without executablePath Playwright takes the electron package and holds 'ready' back until it is attached.
  const packaged = options.executable ?? PACKAGED;
  const app = await _electron.launch({
    ...(packaged === undefined ? {} : { executablePath: packaged }),
    args: [
      ...STEADY,
      `--user-data-dir=${options.dataDir}`,
      ...(packaged === undefined ? ['.'] : []),
      ...(options.args ?? []),
    ],
    env: { ...definedEnvironment(), ...options.env },
    timeout: START_LIMIT_MS,
  });
  const child = app.process(); // not to be had any more once it has ended by itself
  const problems = new Set<string>();
  watchMain(app, problems);
  const page = await app.firstWindow({ timeout: START_LIMIT_MS });
  watchPage(page, problems);
  await beSlow(app, page);
  if (options.colorScheme !== undefined) await page.emulateMedia({ colorScheme: options.colorScheme });
  if (options.size !== undefined) await resize(app, page, options.size);

  let ended = false;
  return {
    app,
    page,
    async problems() {
      if (!ended && !page.isClosed()) await addEarlierProblems(page, problems);
      return [...problems];
    },
    async end() {
      if (ended) return;
      if (!page.isClosed() && !hasExited(child)) await addEarlierProblems(page, problems);
      ended = true;
      if (!hasExited(child)) await closeOrKill(app, child);
    },
  };
}

/** A crash ends the application before Playwright knows that its page is gone. */
const hasExited = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

function definedEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(entries);
}

function watchMain(app: ElectronApplication, problems: Set<string>): void {
  app.process().stderr?.on('data', (part: Buffer) => {
    for (const line of part.toString('utf8').split('\n')) {
      if (MAIN_TROUBLE.test(line)) problems.add(`main: ${line.trim()}`);
    }
  });
}

const isTrouble = (type: string): boolean => type === 'error' || type === 'warning';

function watchPage(page: Page, problems: Set<string>): void {
  page.on('console', (message) => {
    if (isTrouble(message.type())) problems.add(`${message.type()}: ${message.text().trim()}`);
  });
  page.on('pageerror', (error) => problems.add(`pageerror: ${error.message}`));
  page.on('crash', () => problems.add('the page crashed'));
}

/** Playwright keeps what was said before a listener could be added. */
async function addEarlierProblems(page: Page, problems: Set<string>): Promise<void> {
  for (const message of await page.consoleMessages()) {
    if (isTrouble(message.type())) problems.add(`${message.type()}: ${message.text().trim()}`);
  }
  for (const error of await page.pageErrors()) problems.add(`pageerror: ${error.message}`);
}

async function resize(
  app: ElectronApplication,
  page: Page,
  size: { width: number; height: number },
): Promise<void> {
  const window = await app.browserWindow(page);
  await window.evaluate(
    (browserWindow, { width, height }) => browserWindow.setContentSize(width, height),
    size,
  );
  await page.waitForFunction(
    ({ width, height }) => innerWidth === width && innerHeight === height,
    size,
    BY_THE_CLOCK,
  );
}

/** A window that refuses to close shall fail its own test, not hang all the others. */
async function closeOrKill(app: ElectronApplication, child: ChildProcess): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), CLOSE_LIMIT_MS);
  });
  const outcome = await Promise.race([app.close(), limit]);
  clearTimeout(timer);
  if (outcome === 'late') {
    child.kill('SIGKILL');
    throw new Error(`the app did not close within ${CLOSE_LIMIT_MS / 1000} s`);
  }
}

interface Fixtures {
  /** Problems that a test provokes on purpose: `test.use({ allowedProblems: [/…/] })`. */
  readonly allowedProblems: readonly RegExp[];
  /** A fresh folder that goes away with the test. */
  readonly dataDir: string;
  readonly launch: (options?: LaunchOptions) => Promise<Session>;
}

interface WorkerFixtures {
  /** The display everything this worker starts draws on. */
  readonly display: string | undefined;
}

/** `test` whose every launched app must end without a console error, warning or uncaught error. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  display: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter list
    async ({}, provide, { parallelIndex }) => {
      const display = DISPLAYS[parallelIndex];
      if (display !== undefined) process.env['DISPLAY'] = display;
      await provide(display);
    },
    { scope: 'worker', auto: true },
  ],

  allowedProblems: [[], { option: true }],

  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter list
  dataDir: async ({}, provide) => {
    const folder = mkdtempSync(join(tmpdir(), 'headroom-e2e-'));
    await provide(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  },

  launch: async ({ dataDir, allowedProblems }, provide, testInfo) => {
    const sessions: Session[] = [];
    await provide(async (options = {}) => {
      const session = await launchApp({ dataDir, ...options });
      sessions.push(session);
      return session;
    });
    const failed = testInfo.status !== testInfo.expectedStatus;
    const problems: string[] = [];
    for (const [index, session] of sessions.entries()) {
      if (failed && !session.page.isClosed()) {
        await session.page
          .screenshot({ path: testInfo.outputPath(`window-${index + 1}.png`), timeout: PICTURE_LIMIT_MS })
          .catch(() => undefined);
      }
      await session.end();
      problems.push(...(await session.problems()));
    }
    const unexpected = problems.filter(
      (problem) => !allowedProblems.some((allowed) => allowed.test(problem)),
    );
    expect(unexpected, 'the app ran without errors or warnings').toEqual([]);
  },
});

export { expect };
