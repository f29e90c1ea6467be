import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAuthority } from '../../scripts/test/certificates.ts';
import { feed, release } from '../../shared/releases/feed.fixture.ts';
import type { ReleaseFeed } from '../../shared/releases/release-feed.ts';
import type { Refusal } from '../refusal.ts';
import { fetchFeed, type FeedAccess } from './fetch-feed.ts';
import { signedAnswer } from './signed-answer.ts';
import { UpdateDesk, type UpdateDeskParts } from './update-desk.ts';

const NOW = Date.parse('2026-11-26T03:00:00Z');
const LIMITS = { connectMs: 10_000, silenceMs: 10_000, totalMs: 20_000, maxBytes: 100_000 };

const publisher = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');
const pem = (key: KeyObject): string => String(key.export({ format: 'pem', type: 'spki' }));
const signed = (content: object | string, key = publisher.privateKey): Buffer =>
  signedAnswer(Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)), key);

let folder: string;
let server: Server;
let address: string;
let answer: RequestListener;
/** Lines and headers of every request that came. */
let heard: string[];

async function listen(made: Server, scheme: string): Promise<string> {
  await new Promise<void>((done) => made.listen(0, '127.0.0.1', done));
  return `${scheme}://127.0.0.1:${(made.address() as AddressInfo).port}/headroom.feed`;
}
const ear: RequestListener = (request, response) => {
  const headers = request.rawHeaders.flatMap((name, at, all) =>
    at % 2 === 0 ? [`${name}: ${all[at + 1] ?? ''}`] : [],
  );
  heard.push([`${request.method} ${request.url}`, ...headers].join('\n'));
  answer(request, response);
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headroom updates '));
  heard = [];
  serve(signed(feed()));
  server = createServer(ear);
  address = await listen(server, 'http');
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  rmSync(folder, { recursive: true, force: true });
});

function serve(bytes: Buffer): void {
  answer = (_request, response) => response.end(bytes);
}
const serveFeed = (change: Partial<ReleaseFeed> = {}): void => serve(signed(feed(change)));

const desk = (change: Partial<UpdateDeskParts> = {}, access: FeedAccess = { limits: LIMITS }): UpdateDesk =>
  new UpdateDesk({
    file: join(folder, 'updates.json'),
    version: '0.1.0',
    clock: () => NOW,
    brought: null,
    fetch: (asked) => fetchFeed(asked, access),
    ...change,
  });

function switchedOn(change: Partial<UpdateDeskParts> = {}, access?: FeedAccess): UpdateDesk {
  const made = desk(change, access);
  made.switchOn({ address, key: pem(publisher.publicKey) });
  return made;
}

const refusedBy = async (made: UpdateDesk): Promise<Refusal> =>
  made.check().then(
    () => expect.fail('it was taken'),
    (error: unknown) => error as Refusal,
  );

describe('before it is switched on', () => {
  it('is off, has no feed, and asks nobody', async () => {
    expect(desk().settings()).toMatchObject({ isOn: false, address: '', key: '', isBrought: false });
    expect(await refusedBy(desk())).toMatchObject({ code: 'not-found' });
    expect(heard).toEqual([]);
  });
  it('is off also where a build brings a feed along', async () => {
    const key = publisher.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    const made = desk({ brought: { address, key } });
    expect(made.settings()).toMatchObject({ isOn: false, address, key, isBrought: true });
    expect(await refusedBy(made)).toMatchObject({ code: 'not-found' });
    made.switchOn({ address, key });
    await made.check();
    made.switchOff();
    expect(await refusedBy(made)).toMatchObject({ code: 'not-found' });
    expect(heard).toHaveLength(1);
  });
  it('a damaged file of settings, or one edited into nonsense, counts as off', async () => {
    for (const text of [
      '{',
      '{"isOn":true}',
      JSON.stringify({ isOn: true, address: 'http://example.org', key: 'x', seen: {} }),
    ]) {
      writeFileSync(join(folder, 'updates.json'), text);
      expect(desk().settings(), text).toMatchObject({ isOn: false, address: '' });
      expect(await refusedBy(desk())).toMatchObject({ code: 'not-found' });
    }
  });
});

describe('switching on', () => {
  it('asks nobody, keeps the key without its wrapping, and is still on after a restart', () => {
    const made = switchedOn();
    expect(desk().settings()).toEqual(made.settings());
    expect(made.settings()).toMatchObject({ isOn: true, address });
    expect(made.settings().fingerprint).toMatch(/^SHA256:[\w+/]{43}$/);
    expect(heard).toEqual([]);
  });
  it.each([
    ['http to another machine', 'http://example.org/feed', 'address'],
    ['a name that only begins like this machine', 'http://localhost.example.org/', 'address'],
    ['a file', 'file:///etc/passwd', 'address'],
    ['a password in the address', 'https://ada:secret@example.org/', 'address'],
    ['no address', 'example.org', 'address'],
  ])('refuses %s', (_what, wrong, path) => {
    expect(() => desk().switchOn({ address: wrong, key: pem(publisher.publicKey) })).toThrowError(
      expect.objectContaining({ code: 'bad-input', problems: [expect.objectContaining({ path })] }) as Error,
    );
    expect(desk().settings().isOn).toBe(false);
  });
  it('refuses a key of another kind, a private key and any other text, and keeps nothing of it', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const secret = String(publisher.privateKey.export({ format: 'pem', type: 'pkcs8' }));
    for (const key of [pem(rsa.publicKey), secret, 'AAAA', 'no key', ''])
      expect(() => desk().switchOn({ address, key }), key).toThrowError(
        expect.objectContaining({ code: 'bad-input' }) as Error,
      );
    expect(() => readFileSync(join(folder, 'updates.json'))).toThrow('ENOENT');
  });
});

describe('check', () => {
  it('names what is newer, by one request that says nothing about who asks', async () => {
    const { port } = new URL(address);
    expect(await switchedOn().check()).toMatchObject({
      version: '0.1.0',
      newest: release('0.2.0'),
      newer: [release('0.2.0')],
    });
    expect(heard).toEqual([
      [
        'GET /headroom.feed',
        'Accept: application/json',
        'Accept-Encoding: gzip, deflate',
        'User-Agent: Headroom',
        `Host: 127.0.0.1:${port}`,
        'Connection: keep-alive',
      ].join('\n'),
    ]);
  });
  it('has nothing newer for a version that is newer than the feed', async () => {
    expect(await switchedOn({ version: '3.0.0' }).check()).toMatchObject({ newer: [] });
  });
  it('keeps markup in notes as the text it is', async () => {
    const notes = ['<img src=x onerror=alert(1)>'];
    serveFeed({ releases: [release('0.2.0', { notes })] });
    expect((await switchedOn().check()).newer[0]?.notes).toEqual(notes);
  });

  const flipped = (bytes: Buffer, at: number): Buffer => {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  };
  /** One letter of the signature another: what stands there is a signature still. */
  const misspelt = (bytes: Buffer, at: number): Buffer => {
    const copy = Buffer.from(bytes);
    copy.write(copy.toString('latin1', at, at + 1) === 'A' ? 'B' : 'A', at, 'latin1');
    return copy;
  };
  const bytes = signed(feed());
  it.each([
    ['a content with one bit turned', flipped(bytes, bytes.length - 20), /signature is not right/],
    ['a content with a byte more', Buffer.concat([bytes, Buffer.from(' ')]), /signature is not right/],
    ['a signature with one letter changed', misspelt(bytes, 30), /signature is not right/],
    ['the signature of another key', signed(feed(), stranger.privateKey), /signature is not right/],
    ['no signature', Buffer.from(JSON.stringify(feed())), /does not begin with a signature/],
    ['an empty answer', Buffer.alloc(0), /does not begin with a signature/],
    ['a login page', Buffer.from('<!doctype html><title>Log in</title>'), /does not begin with a signature/],
    ['signed text that is no JSON', signed('{"schema":'), /signature is right, but.*column/],
    ['signed JSON that is no feed', signed({ ...feed(), releases: [] }), /releases: names no release/],
    [
      'a feed that has expired',
      signed(feed({ issuedAt: '2026-01-01T00:00:00Z', expiresAt: '2026-02-01T00:00:00Z' })),
      /expired on 1 Feb 2026/,
    ],
    ['a feed of next month', signed(feed({ issuedAt: '2026-12-20T00:00:00Z' })), /still to come/],
    ['more than it reads', Buffer.alloc(200_000, 'a'), /is larger than/],
  ])('takes nothing from %s', async (_what, body, message) => {
    const made = switchedOn();
    const before = readFileSync(join(folder, 'updates.json'), 'utf8');
    serve(body);
    const refused = await refusedBy(made);
    expect(refused.code).toBe('server');
    expect(refused.message).toMatch(message);
    expect(readFileSync(join(folder, 'updates.json'), 'utf8')).toBe(before);
  });

  it('takes no older feed once it saw a newer one, also after a restart; another publisher begins anew', async () => {
    serveFeed({ issuedAt: '2026-11-25T00:00:00Z' });
    await switchedOn().check();
    serveFeed({ issuedAt: '2026-11-24T00:00:00Z', releases: [release('0.1.0')] });
    expect((await refusedBy(desk())).message).toMatch(/one of 25 Nov 2026.*seen already/);
    const other = desk();
    other.switchOn({ address, key: pem(stranger.publicKey) });
    serve(signed(feed({ issuedAt: '2026-11-24T00:00:00Z' }), stranger.privateKey));
    expect(await other.check()).toMatchObject({ newer: [{ version: '0.2.0' }] });
    other.switchOn({ address, key: pem(publisher.publicKey) });
    serveFeed({ issuedAt: '2026-11-24T00:00:00Z' });
    expect((await refusedBy(other)).message).toMatch(/seen already/);
  });

  it('follows to no other place', async () => {
    const elsewhere = createServer((_request, response) => response.end(signed(feed())));
    const place = await listen(elsewhere, 'http');
    answer = (_request, response) => response.writeHead(302, { Location: place }).end();
    expect((await refusedBy(switchedOn())).message).toMatch(/which was not followed/);
    await new Promise((done) => elsewhere.close(done));
  });
  it('says what a server answers, that none is there, and one that never ends', async () => {
    answer = (_request, response) => response.writeHead(404).end(signed(feed()));
    expect((await refusedBy(switchedOn())).message).toMatch(/answers 404/);
    answer = (_request, response) => void response.writeHead(200).write('ed25519 ');
    const impatient = { limits: { ...LIMITS, silenceMs: 1000, totalMs: 1500 } };
    expect((await refusedBy(switchedOn({}, impatient))).message).toMatch(/took longer|was silent/);
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    expect((await refusedBy(desk())).message).toMatch(/Nothing listens at 127\.0\.0\.1/);
  });
});

it('asks by https with the certificate checked', async () => {
  const authority = await createAuthority();
  const { certificate, key } = await authority.issue(['127.0.0.1']);
  const secure = createTlsServer({ cert: certificate, key }, ear);
  address = await listen(secure, 'https');
  const made = switchedOn();
  expect((await refusedBy(made)).message).toMatch(/signed by an authority Headroom does not know/);
  expect(heard).toEqual([]);
  const trusting = desk({}, { limits: LIMITS, ca: authority.ca });
  expect(await trusting.check()).toMatchObject({ newer: [{ version: '0.2.0' }] });
  secure.closeAllConnections();
  await new Promise((done) => secure.close(done));
});
