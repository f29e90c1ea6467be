/** Shorter ones may stand in data by chance: they are blotted out of what a server says, not out of its answers. */
const LONG_ENOUGH = 8;

/**
 * Blots secrets out of what a server sent, in place and byte for byte, so that JSON stays JSON: a proxy may write the request
 * it got into its page of an error, and that page's words are shown, kept as a connection's last failure, and logged.
 * @param secrets as they were sent: passwords, tokens, values of headers, what basic authentication makes of a password
 * @param isData of an answer whose numbers and names are used
 */
export function withoutSecrets(bytes: Buffer, secrets: readonly string[], isData: boolean): Buffer {
  for (const secret of secrets) {
    const sought = Buffer.from(secret, 'utf8');
    if (sought.length === 0 || (isData && sought.length < LONG_ENOUGH)) continue;
    for (let at = bytes.indexOf(sought); at >= 0; at = bytes.indexOf(sought, at))
      bytes.fill('*', at, at + sought.length);
  }
  return bytes;
}
