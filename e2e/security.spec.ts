import { CONTRACT } from '../shared/ipc/contract.ts';
import { test, expect } from './launch.ts';

// What is refused here is reported by Chromium on the console; that is what these tests provoke.
test.use({
  allowedProblems: [
    /Content Security Policy|Not allowed to (load local resource|navigate top frame)|ERR_BLOCKED_BY_CSP|Failed to load resource.*\b404\b/i,
  ],
});

test('a page has no Node, and nothing of Headroom but three functions', async ({ launch }) => {
  const { page } = await launch();
  const found = await page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron'].filter(
      (name) => name in globalThis,
    ),
    bridge: Object.keys(window.headroom).sort(),
    isFixed: (() => {
      try {
        (window as { headroom: unknown }).headroom = 'mine';
      } catch {
        // refused loudly
      }
      return typeof window.headroom.invoke === 'function';
    })(),
  }));
  expect(found).toEqual({ node: [], bridge: ['invoke', 'on', 'registerFiles'], isFixed: true });
});

test('no window opens and no page but ours is shown', async ({ launch }) => {
  const { app, page } = await launch();
  await expect(page.getByRole('heading', { name: 'Headroom', level: 1 })).toBeVisible();
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = (url) => {
      opened.push(url);
      return Promise.resolve();
    };
  });
  const home = page.url();
  expect(home).toBe('headroom://app/index.html');
  const windows = await page.evaluate(() =>
    [
      'about:blank',
      'file:///etc/passwd',
      'https://example.org/',
      'headroom://app/index.html',
      'javascript:0',
    ].map((url) => window.open(url) === null),
  );
  expect(windows).toEqual([true, true, true, true, true]);
  for (const url of [
    'https://example.org/',
    'file:///etc/passwd',
    'data:text/html,hello',
    'headroom://elsewhere/',
  ]) {
    await page.evaluate((address) => {
      const link = document.createElement('a');
      link.href = address;
      document.body.append(link);
      link.click();
      link.remove();
    }, url);
  }
  await page.waitForTimeout(300); // a navigation would have begun by now
  // Playwright waits for the ends of navigations that were stopped; the main process knows what is shown.
  const shown = await app.evaluate(({ BrowserWindow }) =>
    Promise.all(
      BrowserWindow.getAllWindows().map(async ({ webContents }) => ({
        url: webContents.getURL(),
        heading: (await webContents.executeJavaScript('document.querySelector("h1")?.textContent')) as
          string | undefined,
      })),
    ),
  );
  expect(shown).toEqual([{ url: home, heading: 'Headroom' }]);
  // Of all of these only the https address may go to the system's browser.
  await expect
    .poll(() => app.evaluate(() => (globalThis as { opened?: string[] }).opened))
    .toEqual(['https://example.org/']);
});

test('the window is made as the checklist asks: nothing risky is switched on, no page in the page', async ({
  launch,
}) => {
  const { app, page } = await launch();
  const found = await app.evaluate(({ app: electron, BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    // Electron's own question, which its types leave out.
    const asked = contents as unknown as { getLastWebPreferences(): Electron.WebPreferences };
    const preferences = asked.getLastWebPreferences();
    const risky = ['disable-web-security', 'allow-running-insecure-content'];
    let prevented = 0;
    contents?.emit('will-attach-webview', { preventDefault: () => (prevented += 1) }, {}, {});
    contents?.emit('will-redirect', { preventDefault: () => (prevented += 1) });
    return { preferences, prevented, switches: risky.filter((name) => electron.commandLine.hasSwitch(name)) };
  });
  expect(found.prevented).toBe(2);
  expect(found.switches).toEqual([]);
  expect(found.preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
  });
  expect(found.preferences.nodeIntegrationInWorker ?? false).toBe(false);
  expect(found.preferences.enableBlinkFeatures ?? '').toBe('');
  const webview = await page.evaluate(() => {
    const element = document.createElement('webview');
    element.setAttribute('src', 'headroom://app/index.html');
    document.body.append(element);
    return Object.getPrototypeOf(element) === HTMLElement.prototype || element instanceof HTMLUnknownElement;
  });
  expect(webview, 'an element like any unknown one').toBe(true);
  expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
});

test('a page of somebody else gets no answer, though it has our bridge', async ({ launch }) => {
  const { app } = await launch();
  const answers = await app.evaluate(async ({ app: electron, BrowserWindow }) => {
    const preload = `${electron.getAppPath()}/out/preload/preload.cjs`;
    const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
    await foreign.loadURL('data:text/html,<title>foreign</title>');
    const asked: unknown = await foreign.webContents.executeJavaScript(
      `Promise.all([headroom.invoke('app:info'), headroom.invoke('no such verb'), headroom.registerFiles([])])`,
    );
    foreign.destroy();
    return asked;
  });
  const forbidden = { ok: false, code: 'forbidden' };
  expect(answers).toMatchObject([forbidden, forbidden, forbidden]);
});

test('every permission a page may ask for is denied', async ({ launch }) => {
  const { page } = await launch();
  const answers = await page.evaluate(async () => {
    const refused = (promise: Promise<unknown>) =>
      promise.then(
        () => 'given',
        () => 'denied',
      );
    return {
      notifications: await Notification.requestPermission(),
      camera: await refused(navigator.mediaDevices.getUserMedia({ video: true })),
      microphone: await refused(navigator.mediaDevices.getUserMedia({ audio: true })),
      clipboardRead: await refused(navigator.clipboard.readText()),
      location: await new Promise((answer) =>
        navigator.geolocation.getCurrentPosition(
          () => answer('given'),
          () => answer('denied'),
        ),
      ),
    };
  });
  expect(answers).toEqual({
    notifications: 'denied',
    camera: 'denied',
    microphone: 'denied',
    clipboardRead: 'denied',
    location: 'denied',
  });
});

test('the content security policy comes with every answer and allows no foreign script', async ({
  launch,
}) => {
  const { page } = await launch();
  const header = await page.evaluate(async () => {
    const answer = await fetch('headroom://app/index.html');
    return answer.headers.get('content-security-policy');
  });
  const directives = new Map(
    (header ?? '').split(';').map((directive) => {
      const [name = '', ...sources] = directive.trim().split(/\s+/);
      return [name, sources] as const;
    }),
  );
  expect(directives.get('default-src')).toEqual(["'none'"]);
  expect(directives.get('script-src')).toEqual(["'self'"]);
  expect(directives.get('connect-src')).toEqual(["'self'"]);
  expect(directives.get('frame-ancestors')).toEqual(["'none'"]);
  expect(header).not.toContain('unsafe-eval');
  for (const [name, sources] of directives) {
    expect(sources, name).not.toContain("'unsafe-inline'");
  }

  const effects = await page.evaluate(async () => {
    const blocked: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective));
    const marks = window as { ran?: string };
    const inline = document.createElement('script');
    inline.textContent = 'window.ran = "inline"';
    document.body.append(inline);
    const handler = document.createElement('button');
    handler.setAttribute('onclick', 'window.ran = "handler"');
    document.body.append(handler);
    handler.click();
    const frame = document.createElement('iframe');
    frame.src = 'headroom://app/index.html';
    document.body.append(frame);
    const sent = await fetch('https://example.org/').then(
      () => 'sent',
      () => 'refused',
    );
    const pause = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 200));
    await pause();
    for (let waits = 0; new Set(blocked).size < 4 && waits < 50; waits += 1) await pause();
    for (const element of [inline, handler, frame]) element.remove();
    return { ran: marks.ran ?? null, sent, blocked: [...new Set(blocked)].sort() };
  });
  expect(effects).toEqual({
    ran: null,
    sent: 'refused',
    blocked: ['connect-src', 'frame-src', 'script-src-attr', 'script-src-elem'],
  });
});

test('only files of the page are served, in whatever spelling they are asked for', async ({ launch }) => {
  const { page } = await launch();
  const statuses = await page.evaluate(async () => {
    const answer = async (path: string, init?: RequestInit) =>
      (await fetch(`headroom://app/${path}`, init)).status;
    return {
      page: await answer('index.html'),
      climbing: await answer('..%2f..%2fpackage.json'),
      doubled: await answer('%2e%2e/%2e%2e/package.json'),
      backwards: await answer('..%5c..%5cpackage.json'),
      absolute: await answer('/etc/passwd'),
      absent: await answer('no-such-file.js'),
      posted: await answer('index.html', { method: 'POST' }),
    };
  });
  expect(statuses).toEqual({
    page: 200,
    climbing: 404,
    doubled: 404,
    backwards: 404,
    absolute: 404,
    absent: 404,
    posted: 404,
  });
});

test('every verb refuses a request that is not as agreed, and there are no other verbs', async ({
  launch,
}) => {
  const { page } = await launch();
  const ask = (channel: unknown, request: unknown) =>
    page.evaluate(
      async ([name, payload]) => {
        // The bridge without its types: what a page that was taken over could send.
        const { headroom } = window as unknown as {
          readonly headroom: {
            invoke(...sent: readonly unknown[]): Promise<{ readonly ok: boolean; readonly code?: string }>;
          };
        };
        const reply = await headroom.invoke(name, payload);
        return reply.ok ? 'done' : reply.code;
      },
      [channel, request] as const,
    );
  const channels = Object.keys(CONTRACT);
  expect(channels.length).toBeGreaterThan(25);
  for (const channel of channels) {
    for (const request of [
      { notAgreed: true },
      7,
      ['x'],
      { id: { $gt: '' }, handles: 'all', url: 'http://example.org' },
    ]) {
      expect(await ask(channel, request), `${channel} ${JSON.stringify(request)}`).toBe('bad-request');
    }
  }
  for (const channel of ['toString', '__proto__', 'constructor', 'fs:read', '', null, 3, {}]) {
    expect(await ask(channel, undefined), JSON.stringify(channel)).toBe('bad-request');
  }
  expect(await ask('app:open-link', { url: 'file:///etc/passwd' })).toBe('bad-request');
  expect(await ask('import:preview', { handles: ['/etc/passwd'] })).toBe('not-found');

  const rest = await page.evaluate(async () => {
    const made = await window.headroom.registerFiles([new File(['x'], '/etc/passwd')]);
    let listening: string;
    try {
      (window.headroom.on as (name: string, listener: () => void) => void)('no-such-notice', () => undefined);
      listening = 'heard';
    } catch {
      listening = 'refused';
    }
    return { handles: made.ok ? made.value.length : made.code, listening };
  });
  expect(rest).toEqual({ handles: 0, listening: 'refused' });
});
