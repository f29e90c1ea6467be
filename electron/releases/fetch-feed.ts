import { HttpServer, type HttpLimits } from '../prometheus/http-request.ts';
import { PrometheusFailure, type FailureKind } from '../prometheus/failure.ts';
import { Refusal } from '../refusal.ts';

const FEED_LIMITS: HttpLimits = {
  connectMs: 10_000,
  silenceMs: 10_000,
  totalMs: 20_000,
  maxBytes: 1_000_000,
};

export interface FeedAccess {
  readonly limits?: HttpLimits;
  /** Certificate of an authority besides those Node knows, PEM. */
  readonly ca?: string;
}

/** Where the words for a metrics server would give advice that does not help here. */
const WORDS: Partial<Record<FailureKind, (host: string) => string>> = {
  'tls-authority': (host) => `The certificate of ${host} was signed by an authority Headroom does not know.`,
  'tls-scheme': (host) => `${host} does not speak HTTPS.`,
};

/**
 * The bytes at the address of a feed: one plain GET that carries nothing about who asks, and certificates are checked.
 * @throws Refusal `server` in words for anything but an answer of status 200 within the limits.
 */
export async function fetchFeed(address: string, access: FeedAccess = {}): Promise<Buffer> {
  const { host } = new URL(address);
  const server = new HttpServer(
    {
      baseUrl: address,
      headers: {},
      secrets: [],
      tls: { verify: true, ca: access.ca ?? null, cert: null, key: null, passphrase: null },
    },
    access.limits ?? FEED_LIMITS,
  );
  try {
    const { status, body } = await server.ask({ path: '' });
    if (status === 200) return body;
    throw new Refusal('server', `${host} answers ${status}: there is no feed at this address.`);
  } catch (error) {
    if (error instanceof PrometheusFailure)
      throw new Refusal('server', WORDS[error.kind]?.(host) ?? error.message);
    throw error;
  } finally {
    server.close();
  }
}
