import { sign, verify, type KeyObject } from 'node:crypto';
import { Refusal } from '../refusal.ts';

// A signed feed is one file: its first line is the signature, everything behind that line end is what was signed, byte by byte.
//   ed25519 <base64 of the 64 bytes of the signature>⏎
//   { "schema": "headroom.releases/v1", … }

const LINE = /^ed25519 ([A-Za-z0-9+/]{86}==)\n/;
/** `ed25519`, a space, 88 characters, a line end. */
const LINE_BYTES = 97;

/**
 * What of an answer was signed with this key. Nothing of it is parsed or shown before that is known: only the first line is
 * read, and it has one length.
 * @throws Refusal `server` where there is no signature, or another one.
 */
export function verifiedContent(answer: Buffer, key: KeyObject): Buffer {
  const signature = LINE.exec(answer.toString('latin1', 0, LINE_BYTES))?.[1];
  if (signature === undefined)
    throw new Refusal('server', 'The answer does not begin with a signature. It is no feed of releases.');
  const content = answer.subarray(LINE_BYTES);
  if (!verify(null, content, key, Buffer.from(signature, 'base64')))
    throw new Refusal(
      'server',
      'The signature is not right: the answer was changed after it was signed, or signed with another key than the one set here.',
    );
  return content;
}

/** The file that `verifiedContent` takes. */
export function signedAnswer(content: Buffer, privateKey: KeyObject): Buffer {
  const signature = sign(null, content, privateKey).toString('base64');
  return Buffer.concat([Buffer.from(`ed25519 ${signature}\n`, 'latin1'), content]);
}
