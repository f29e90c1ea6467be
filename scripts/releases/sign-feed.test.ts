import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { verifiedContent } from '../../electron/releases/signed-answer.ts';
import { feed } from '../../shared/releases/feed.fixture.ts';
import { makeKey, signFeed } from './sign-feed.ts';

const NOW = Date.parse('2026-11-26T03:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'headroom signing '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);
const { publicKey } = makeKey(at('key.pem'));

describe('signing a feed', () => {
  it('keeps the bytes of the document as they stand, and is what the application verifies', () => {
    const text = `${JSON.stringify(feed(), null, 2)}\r\n`;
    writeFileSync(at('releases.json'), text);
    expect(signFeed(at('releases.json'), at('key.pem'), at('feed'), NOW)).toMatchObject({ newest: '0.2.0' });
    expect(String(verifiedContent(readFileSync(at('feed')), createPublicKey(publicKey)))).toBe(text);
  });
  it('refuses what Headroom would refuse, and writes nothing', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    writeFileSync(at('rsa.pem'), rsa.export({ format: 'pem', type: 'pkcs8' }));
    const tries: readonly (readonly [object, string, RegExp])[] = [
      [{ ...feed(), releases: [] }, 'key.pem', /releases: names no release/],
      [
        feed({ issuedAt: '2026-01-01T00:00:00Z', expiresAt: '2026-02-01T00:00:00Z' }),
        'key.pem',
        /expired on 1 Feb/,
      ],
      [feed(), 'rsa.pem', /kind Ed25519/],
    ];
    for (const [document, key, message] of tries) {
      writeFileSync(at('wrong.json'), JSON.stringify(document));
      expect(() => signFeed(at('wrong.json'), at(key), at('not-there'), NOW)).toThrow(message);
      expect(existsSync(at('not-there'))).toBe(false);
    }
  });
  it('never writes over a key', () => {
    const before = readFileSync(at('key.pem'), 'utf8');
    expect(() => makeKey(at('key.pem'))).toThrow('EEXIST');
    expect(readFileSync(at('key.pem'), 'utf8')).toBe(before);
    if (process.platform !== 'win32') expect(statSync(at('key.pem')).mode & 0o077).toBe(0);
  });
});
