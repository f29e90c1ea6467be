import type { Connection } from '../../shared/import/live/connection.ts';

/** A connection without credentials or queries; every field may be overridden. */
export function connectionTo(url: string, change: Partial<Connection> = {}): Connection {
  return {
    id: 'main',
    name: 'Main',
    url,
    auth: { kind: 'none' },
    headers: [],
    tls: { verify: true, ca: null, clientCertificate: null },
    stepSeconds: 300,
    days: 90,
    matchers: '',
    queries: [],
    ...change,
  };
}
