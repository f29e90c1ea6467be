import type { Page } from '@playwright/test';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signedAnswer } from '../electron/releases/signed-answer.ts';
import { feed, release } from '../shared/releases/feed.fixture.ts';
import type { ReleaseFeed } from '../shared/releases/release-feed.ts';
import { expect, test } from './sample-region.ts';
import { look, SIZES } from './look.ts';
import { goTo, runByPalette, SCREENS } from './window-acts.ts';

const publisher = generateKeyPairSync('ed25519');
const pem = (key: KeyObject): string => String(key.export({ format: 'pem', type: 'spki' }));
const MARKUP = '<img src=x onerror="document.title=1"> is shown as it is written.';

interface FeedServer {
  readonly url: string;
  /** How many connections were made to it, whatever was asked. */
  connections(): number;
  serve(bytes: Buffer): void;
  stop(): Promise<void>;
}

async function feedServer(): Promise<FeedServer> {
  let body: Buffer = Buffer.alloc(0);
  let connections = 0;
  const server: Server = createServer((_request, response) => response.end(body));
  server.on('connection', () => (connections += 1));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/headroom.feed`,
    connections: () => connections,
    serve: (bytes) => void (body = bytes),
    stop: () => new Promise((done) => server.close(() => done())),
  };
}

/** A feed of today, so that it neither has expired nor is still to come. */
function todaysFeed(change: Partial<ReleaseFeed> = {}): Buffer {
  const now = Date.now();
  const document = feed({
    issuedAt: new Date(now).toISOString(),
    expiresAt: new Date(now + 86_400_000).toISOString(),
    releases: [
      release('0.1.0'),
      release('9.1.0', { notes: ['Orders that come late are shown on the Overview.', MARKUP] }),
      release('9.0.0', { notes: ['Imports of large archives are faster.'] }),
    ],
    ...change,
  });
  return signedAnswer(Buffer.from(JSON.stringify(document, null, 2)), publisher.privateKey);
}

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Check for updates' });

test('updates: off until switched on, asked by the button alone, nothing taken from what is not signed', async ({
  launch,
  openSample,
}) => {
  const server = await feedServer();
  server.serve(todaysFeed());

  // A fresh start: off, no feed, and it says so.
  const first = await launch({ size: SIZES[0], colorScheme: 'light' });
  const { page } = first;
  await page.getByRole('button', { name: 'Check for updates' }).click();
  const dialog = dialogOf(page);
  await expect(dialog).toContainText('switched off');
  await expect(dialog).toContainText('this build brings none');
  await expect(dialog.getByRole('button', { name: 'Check now' })).toHaveCount(0);
  expect(await page.evaluate(() => window.headroom.invoke('update:check'))).toMatchObject({
    ok: false,
    code: 'not-found',
  });
  await look(first.app, page, 'updates-off');

  // What cannot be used is told at its field.
  const address = dialog.getByRole('textbox', { name: 'Address of the feed' });
  const key = dialog.getByRole('textbox', { name: 'Public key of its publisher' });
  await address.fill('http://example.org/headroom.feed');
  await key.fill(pem(publisher.publicKey));
  await dialog.getByRole('button', { name: 'Switch on' }).click();
  await expect(dialog).toContainText('A feed has an https address');
  await look(first.app, page, 'updates-wrong-address');
  await address.fill(server.url);
  await dialog.getByRole('button', { name: 'Switch on' }).click();
  await expect(dialog).toContainText(server.url);
  await expect(dialog).toContainText('SHA256:');
  await first.end();

  // Switched on, started anew and used on every screen, with the dialog open: nobody was asked.
  const { app, page: used } = await openSample({ size: SIZES[0], colorScheme: 'light' });
  for (const screen of SCREENS) await goTo(used, screen);
  await runByPalette(app, used, 'check for updates', /^Check for updates/);
  const check = dialogOf(used).getByRole('button', { name: 'Check now' });
  await expect(check).toBeVisible();
  await look(app, used, 'updates-on');
  expect(server.connections(), 'connections before the button').toBe(0);

  // One press, one connection; markup in notes is text.
  await check.click();
  await expect(dialogOf(used)).toContainText('9.1.0 of 20 November 2026 is newer than this one, 0.1.0.');
  expect(server.connections()).toBe(1);
  const newest = dialogOf(used).getByRole('region', { name: 'Version 9.1.0' });
  await expect(newest).toContainText(MARKUP);
  await expect(newest.locator('img')).toHaveCount(0);
  await expect(newest).toContainText('https://example.org/headroom/9.1.0');
  await expect(dialogOf(used).getByRole('region', { name: /^Version/ })).toHaveCount(2);
  await look(app, used, 'updates-newer');

  // An answer that was changed on the way, and an old one played back, are not taken.
  const changed = todaysFeed();
  changed[changed.length - 40] = (changed[changed.length - 40] ?? 0) ^ 1;
  server.serve(changed);
  await check.click();
  await expect(dialogOf(used).getByRole('alert')).toContainText('The signature is not right');
  await expect(dialogOf(used).getByRole('region', { name: /^Version/ })).toHaveCount(0);
  await look(app, used, 'updates-refused');
  server.serve(todaysFeed({ issuedAt: new Date(Date.now() - 3_600_000).toISOString() }));
  await check.click();
  await expect(dialogOf(used).getByRole('alert')).toContainText('was seen already');

  // The newest version says so; switched off, the button is gone and the feed is kept for another time.
  server.serve(todaysFeed({ releases: [release('0.1.0')] }));
  await check.click();
  await expect(dialogOf(used)).toContainText('0.1.0 is the newest version this feed names.');
  await look(app, used, 'updates-newest');
  await dialogOf(used).getByRole('button', { name: 'Switch off' }).click();
  await expect(check).toHaveCount(0);
  await expect(dialogOf(used).getByRole('textbox', { name: 'Address of the feed' })).toHaveValue(server.url);
  await server.stop();
});
