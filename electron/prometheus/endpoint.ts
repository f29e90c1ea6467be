import type { Connection } from '../../shared/import/live/connection.ts';
import { Refusal } from '../refusal.ts';

/** What stays with the person and never enters the workspace. */
export interface Secrets {
  readonly password?: string;
  readonly token?: string;
  /** Private key of the client's certificate, PEM. */
  readonly clientKey?: string;
  readonly clientKeyPassphrase?: string;
  /** Values of headers that are not public, by lower-case name. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Everything a request needs besides its path and parameters. */
export interface Endpoint {
  /** Ends without a slash; paths such as `/api/v1/query` are appended. */
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What of it nobody may read back out of the server's words, in every form it is sent in. */
  readonly secrets: readonly string[];
  readonly tls: {
    readonly verify: boolean;
    readonly ca: string | null;
    readonly cert: string | null;
    readonly key: string | null;
    readonly passphrase: string | null;
  };
}

/**
 * The address as requests are built on it: without query, fragment and closing slash. A pasted address of the API or of
 * the web page (`…/graph`, `…/api/v1/query`) means the server below it.
 * @throws Refusal `bad-input` for anything but http and https, and for an address with a password in it, which would end
 * up in the workspace.
 */
export function baseUrlOf(address: string): string {
  const text = address.trim();
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw new Refusal(
      'bad-input',
      `${JSON.stringify(text)} is not an address. It looks like https://prometheus.example.org:9090.`,
    );
  if (url.username !== '' || url.password !== '')
    throw new Refusal(
      'bad-input',
      'The address holds a user name or password. Give them as basic authentication instead; the address is stored in the workspace.',
    );
  const path = url.pathname
    .replace(/\/(api\/v1(\/.*)?|graph|query|targets|alerts|-\/(ready|healthy))\/?$/, '')
    .replace(/\/+$/, '');
  return `${url.origin}${path}`;
}

/** Scheme, host and port: what secrets are bound to, so that a changed address does not get them. */
export const originOf = (address: string): string => new URL(baseUrlOf(address)).origin;

/** @throws Refusal `bad-input` for an address, header or certificate that cannot be used. */
export function endpointOf(connection: Connection, secrets: Secrets): Endpoint {
  const headers: Record<string, string> = {};
  const sentSecrets: string[] = [];
  for (const { name, value } of connection.headers) {
    const sent = value ?? secrets.headers?.[name.toLowerCase()];
    if (sent === undefined) throw missing(`the value of the header ${name}`);
    headers[name] = sent;
    if (value === null) sentSecrets.push(sent);
  }
  if (connection.auth.kind === 'basic') {
    if (secrets.password === undefined) throw missing('the password');
    const pair = Buffer.from(`${connection.auth.user}:${secrets.password}`, 'utf8').toString('base64');
    headers['Authorization'] = `Basic ${pair}`;
    sentSecrets.push(pair, secrets.password);
  }
  if (connection.auth.kind === 'bearer') {
    if (secrets.token === undefined) throw missing('the token');
    headers['Authorization'] = `Bearer ${secrets.token}`;
    sentSecrets.push(secrets.token);
  }
  const { verify, ca, clientCertificate } = connection.tls;
  if (clientCertificate !== null && secrets.clientKey === undefined)
    throw missing('the private key of the client’s certificate');
  return {
    baseUrl: baseUrlOf(connection.url),
    headers,
    secrets: sentSecrets,
    tls: {
      verify,
      ca,
      cert: clientCertificate,
      key: clientCertificate === null ? null : (secrets.clientKey ?? null),
      passphrase: secrets.clientKeyPassphrase ?? null,
    },
  };
}

function missing(what: string): Refusal {
  return new Refusal(
    'needs-secret',
    `This connection needs ${what}, which is not kept here. Enter it first.`,
  );
}
