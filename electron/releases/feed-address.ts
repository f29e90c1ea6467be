import { badInput, type Refusal } from '../refusal.ts';

/** This machine itself: what a publisher tries a feed with before it stands on the web. */
const HERE: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

const refusal = (message: string): Refusal => badInput([{ path: 'address', message }]);

/**
 * The address of a feed as it is asked for: `https:`, and `http:` on this machine alone.
 * @throws Refusal `bad-input` for any other, and for one with a user name or password in it.
 */
export function feedAddressOf(text: string): string {
  const address = text.trim();
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null) throw refusal('This is no address. It looks like https://example.org/headroom.feed.');
  const isOpen = url.protocol === 'http:' && HERE.has(url.hostname);
  if (url.protocol !== 'https:' && !isOpen)
    throw refusal('A feed has an https address. Plain http is for this machine itself alone.');
  if (url.username !== '' || url.password !== '')
    throw refusal('The address holds a user name or password. A feed is public and needs none.');
  url.hash = '';
  return url.href;
}
