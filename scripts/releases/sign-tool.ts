import { makeKey, signFeed } from './sign-feed.ts';

const [command, ...given] = process.argv.slice(2);
const [first, second, third] = given;

try {
  if (command === 'new-key' && first !== undefined && given.length === 1) {
    const { publicKey, fingerprint } = makeKey(first);
    console.log(`${publicKey}${fingerprint}`);
  } else if (
    command === 'sign' &&
    first !== undefined &&
    second !== undefined &&
    third !== undefined &&
    given.length === 3
  ) {
    const { newest, expiresAt, fingerprint } = signFeed(first, second, third, Date.now());
    console.log(`${third}: newest ${newest}, holds until ${expiresAt}, signed by ${fingerprint}`);
  } else {
    console.error('new-key KEY.pem | sign RELEASES.json KEY.pem FEED');
    process.exitCode = 2;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
