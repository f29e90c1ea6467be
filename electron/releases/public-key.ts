import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { badInput, type Refusal } from '../refusal.ts';

export interface PublicKey {
  readonly key: KeyObject;
  /** Base64 of its SPKI, without the lines of a PEM. */
  readonly spki: string;
  /** `SHA256:` and the base64 of that digest over the SPKI, without padding. */
  readonly fingerprint: string;
}

const PEM = /^-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----$/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

const refusal = (message: string): Refusal => badInput([{ path: 'key', message }]);

/**
 * An Ed25519 public key as somebody pastes it: PEM, or the base64 in it.
 * @throws Refusal `bad-input` for any other text; also for a private key, which is not looked at further.
 */
export function readPublicKey(text: string): PublicKey {
  const pasted = text.trim();
  if (pasted.includes('PRIVATE KEY'))
    throw refusal('This is a private key. It belongs to the publisher alone; paste the public one.');
  const spki = (PEM.exec(pasted)?.[1] ?? pasted).replaceAll(/\s/g, '');
  if (!BASE64.test(spki)) throw refusal('This is no public key. PEM is expected, or the base64 in it.');
  const key = keyOf(Buffer.from(spki, 'base64'));
  if (key?.asymmetricKeyType !== 'ed25519') throw refusal('This is no public key of the kind Ed25519.');
  const der = key.export({ format: 'der', type: 'spki' });
  const digest = createHash('sha256').update(der).digest('base64').replace(/=+$/, '');
  return { key, spki: der.toString('base64'), fingerprint: `SHA256:${digest}` };
}

function keyOf(der: Buffer): KeyObject | null {
  try {
    return createPublicKey({ key: der, format: 'der', type: 'spki' });
  } catch {
    return null;
  }
}
