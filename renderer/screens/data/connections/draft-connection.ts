import { isPlainHeader, type Connection } from '../../../../shared/import/live/connection.ts';
import type { ConnectionState } from '../../../../shared/ipc/connection-channels.ts';
import type { TypedSecrets } from '../../../state/connection-store.ts';

/** What stands in the form's fields. Secrets are only those typed just now; kept ones are never shown. */
export interface Draft {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly auth: 'none' | 'basic' | 'bearer';
  readonly user: string;
  readonly password: string;
  readonly token: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly verify: boolean;
  readonly ca: string;
  readonly clientCertificate: string;
  readonly clientKey: string;
  readonly clientKeyPassphrase: string;
  readonly stepSeconds: number;
  readonly days: number;
  readonly matchers: string;
  readonly keep: 'disk' | 'session';
}

export const NEW_DRAFT: Omit<Draft, 'id' | 'keep'> = {
  name: '',
  url: '',
  auth: 'none',
  user: '',
  password: '',
  token: '',
  headers: [],
  verify: true,
  ca: '',
  clientCertificate: '',
  clientKey: '',
  clientKeyPassphrase: '',
  stepSeconds: 300,
  days: 90,
  matchers: '',
};

/** The fields of a connection as it is; secret header values are empty, which means "as they are". */
export function draftOf({ connection, secrets }: ConnectionState): Draft {
  const { id, name, url, auth, headers, tls, stepSeconds, days, matchers } = connection;
  return {
    ...NEW_DRAFT,
    id,
    name,
    url,
    auth: auth.kind,
    user: auth.kind === 'basic' ? auth.user : '',
    headers: headers.map((header) => ({ name: header.name, value: header.value ?? '' })),
    verify: tls.verify,
    ca: tls.ca ?? '',
    clientCertificate: tls.clientCertificate ?? '',
    stepSeconds,
    days,
    matchers,
    keep: secrets.kept === 'session' ? 'session' : 'disk',
  };
}

/** Host of an address, for a connection without a name of its own. */
function hostOf(url: string): string {
  return URL.canParse(url.trim()) ? new URL(url.trim()).host : url.trim();
}

export function connectionOfDraft(draft: Draft, queries: Connection['queries']): Connection {
  const named = draft.headers.filter(({ name }) => name.trim() !== '');
  return {
    id: draft.id,
    name: draft.name.trim() === '' ? hostOf(draft.url) : draft.name.trim(),
    url: draft.url.trim(),
    auth: draft.auth === 'basic' ? { kind: 'basic', user: draft.user } : { kind: draft.auth },
    headers: named.map(({ name, value }) => ({
      name: name.trim(),
      value: isPlainHeader(name.trim()) ? value : null,
    })),
    tls: {
      verify: draft.verify,
      ca: draft.ca.trim() === '' ? null : draft.ca,
      clientCertificate: draft.clientCertificate.trim() === '' ? null : draft.clientCertificate,
    },
    stepSeconds: draft.stepSeconds,
    days: draft.days,
    matchers: draft.matchers,
    queries,
  };
}

/** What was typed into secret fields; fields left empty keep what is kept. */
export function secretsOfDraft(draft: Draft): TypedSecrets {
  const headers = Object.fromEntries(
    draft.headers
      .filter(({ name, value }) => name.trim() !== '' && value !== '' && !isPlainHeader(name.trim()))
      .map(({ name, value }) => [name.trim().toLowerCase(), value]),
  );
  const given = (text: string): boolean => text !== '';
  return {
    ...(draft.auth === 'basic' && given(draft.password) ? { password: draft.password } : {}),
    ...(draft.auth === 'bearer' && given(draft.token) ? { token: draft.token } : {}),
    ...(given(draft.clientKey) ? { clientKey: draft.clientKey } : {}),
    ...(given(draft.clientKeyPassphrase) ? { clientKeyPassphrase: draft.clientKeyPassphrase } : {}),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
  };
}
