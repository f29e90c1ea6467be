import { Refusal } from '../refusal.ts';

/** Why a server did not give what was asked, as far as it can be told apart. */
export type FailureKind =
  /** The host's name leads nowhere. */
  | 'name'
  /** Nobody listens at that port. */
  | 'refused'
  /** No way to the host, or the line broke. */
  | 'unreachable'
  | 'timeout'
  /** The certificate was signed by somebody we do not trust. */
  | 'tls-authority'
  /** The certificate belongs to another host. */
  | 'tls-host'
  /** The certificate has expired, or is not valid yet. */
  | 'tls-date'
  /** Any other failure of the encrypted connection. */
  | 'tls'
  /** A plain HTTP server was asked by HTTPS, or the other way round. */
  | 'tls-scheme'
  /** The server wants a certificate of the client. */
  | 'tls-client'
  | 'unauthorized'
  | 'forbidden'
  /** There is a server, but no Prometheus at this path. */
  | 'path'
  /** Something else than JSON of Prometheus' API: a login page, another program. */
  | 'not-prometheus'
  /** The server sends us to another host. */
  | 'redirect'
  /** The server understood and refused: its own words say why. */
  | 'query'
  /** More points, samples or bytes than the server or we allow: a smaller range may do. */
  | 'too-much'
  /** The server asks to wait. */
  | 'busy'
  | 'server'
  /** The answer ended early or is damaged. */
  | 'cut-off';

/** Kinds where the same request may do better a moment later. */
const PASSING: ReadonlySet<FailureKind> = new Set(['unreachable', 'timeout', 'busy', 'server', 'cut-off']);

interface FailureFacts {
  /** Milliseconds the server asked to wait, by `Retry-After`. */
  readonly retryAfterMs?: number;
  /** The server's own error text. */
  readonly serverSaid?: string;
  readonly status?: number;
}

/** A failed request to a server. `message` is one or two sentences for a person, the server's own words included. */
export class PrometheusFailure extends Error {
  readonly kind: FailureKind;
  readonly retryAfterMs: number | null;
  readonly serverSaid: string | null;
  readonly status: number | null;

  constructor(kind: FailureKind, message: string, facts: FailureFacts = {}) {
    super(message);
    this.name = 'PrometheusFailure';
    this.kind = kind;
    this.retryAfterMs = facts.retryAfterMs ?? null;
    this.serverSaid = facts.serverSaid ?? null;
    this.status = facts.status ?? null;
  }

  get passing(): boolean {
    return PASSING.has(this.kind);
  }
}

/** The same for where only refusals are understood: the IPC edge and the command line. Others pass through. */
export function refusalOf(error: unknown, before = ''): unknown {
  return error instanceof PrometheusFailure ? new Refusal('server', `${before}${error.message}`) : error;
}

const CLIENT_CERTIFICATE =
  /certificate required|bad certificate|handshake failure|ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED/i;

const AUTHORITY = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_UNTRUSTED',
  'INVALID_CA',
]);

/** The names a refused certificate is for, where Node tells the certificate with the error. */
function namesIn(error: unknown): string {
  const certificate = error instanceof Error && 'cert' in error ? error.cert : null;
  const names =
    typeof certificate === 'object' && certificate !== null && 'subjectaltname' in certificate
      ? String(certificate.subjectaltname).replace(/\b(DNS|IP Address):/g, '')
      : '';
  return names === '' ? '' : `: ${names}. Use one of these names as the address`;
}

/** What an error of Node's sockets and TLS means. `host` is host and port as the address has them. */
export function connectionFailure(error: unknown, host: string): PrometheusFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const text = error instanceof Error ? error.message : String(error);
  const made = (kind: FailureKind, message: string): PrometheusFailure =>
    new PrometheusFailure(kind, message);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return made(
      'name',
      `The name ${host.replace(/:\d+$/, '')} cannot be resolved. Check its spelling, and whether this machine needs a VPN to know it.`,
    );
  if (code === 'ECONNREFUSED')
    return made('refused', `Nothing listens at ${host}: the connection was refused. Check port and address.`);
  if (AUTHORITY.has(code))
    return made(
      'tls-authority',
      `The certificate of ${host} was signed by an authority this machine does not know. Give the authority’s certificate to the connection.`,
    );
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return made('tls-host', `The certificate of ${host} is for another host${namesIn(error)}.`);
  if (code === 'CERT_HAS_EXPIRED')
    return made('tls-date', `The certificate of ${host} has expired. Its owner has to renew it.`);
  if (code === 'CERT_NOT_YET_VALID')
    return made('tls-date', `The certificate of ${host} is not valid yet. Check this machine’s clock.`);
  if (/wrong version number|packet length too long|http request/i.test(text))
    return made('tls-scheme', `${host} does not speak HTTPS. Try the address with http:// instead.`);
  if (CLIENT_CERTIFICATE.test(`${code} ${text}`))
    return made(
      'tls-client',
      `${host} asks for a certificate of the client, or does not accept the one it got (${text}).`,
    );
  if (/^(ERR_SSL|ERR_TLS|ERR_OSSL|EPROTO)/.test(code))
    return made('tls', `The encrypted connection to ${host} failed: ${text}`);
  if (code === 'ETIMEDOUT') return made('timeout', `${host} did not answer in time.`);
  if (['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'Z_BUF_ERROR', 'Z_DATA_ERROR'].includes(code))
    return made('cut-off', `The connection to ${host} broke off in the middle of the answer.`);
  return made('unreachable', `${host} cannot be reached: ${text}`);
}
