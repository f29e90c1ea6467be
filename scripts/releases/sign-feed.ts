import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { readPublicKey } from '../../electron/releases/public-key.ts';
import { signedAnswer, verifiedContent } from '../../electron/releases/signed-answer.ts';
import { problemText } from '../../shared/model/problem.ts';
import { judgeFeed } from '../../shared/releases/judge-feed.ts';
import { parseReleaseFeed } from '../../shared/releases/release-feed.ts';

const pemOf = (key: KeyObject): string => String(key.export({ format: 'pem', type: 'spki' }));

/**
 * A new Ed25519 key: the private half into `file`, which must not be there yet and is for its owner alone; the public half, as
 * PEM, for those who are to trust it.
 */
export function makeKey(file: string): { readonly publicKey: string; readonly fingerprint: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { flag: 'wx', mode: 0o600 });
  const pem = pemOf(publicKey);
  return { publicKey: pem, fingerprint: readPublicKey(pem).fingerprint };
}

interface Signed {
  readonly newest: string;
  readonly expiresAt: string;
  readonly fingerprint: string;
}

/**
 * Signs the bytes of a `headroom.releases/v1` document as they stand, and writes signature and document into one file. What
 * Headroom would refuse is refused here: a document with problems, one that has expired, a key of another kind.
 * @throws Error that says what is wrong and where; nothing is written then.
 */
export function signFeed(documentFile: string, keyFile: string, feedFile: string, nowMs: number): Signed {
  const content = readFileSync(documentFile);
  const read = parseReleaseFeed(content.toString('utf8'));
  if (!read.ok) throw new Error(read.problems.map(problemText).join('\n'));
  const verdict = judgeFeed(read.value, { version: '0.0.0', nowMs, newestSeenMs: null });
  if (!verdict.taken) throw new Error(verdict.reason);
  const privateKey = createPrivateKey(readFileSync(keyFile));
  const { key, fingerprint } = readPublicKey(pemOf(createPublicKey(privateKey)));
  const feed = signedAnswer(content, privateKey);
  verifiedContent(feed, key);
  writeFileSync(feedFile, feed);
  return { newest: verdict.answer.newest.version, expiresAt: read.value.expiresAt, fingerprint };
}
