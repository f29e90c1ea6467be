import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAuthority, type TestAuthority } from '../../scripts/test/certificates.ts';
import { startFaultyProxy, type Fault, type FaultyProxy } from '../../scripts/test/faulty-proxy.ts';
import {
  PROMETHEUS_IS_HERE,
  startPrometheus,
  type TestPrometheus,
} from '../../scripts/test/prometheus-server.ts';
import type { Connection } from '../../shared/import/live/connection.ts';
import { PrometheusApi, retryAfterOf, type ApiOptions } from './api.ts';
import { connectionTo } from './endpoint.fixture.ts';
import { endpointOf, type Secrets } from './endpoint.ts';
import type { FailureKind } from './failure.ts';

vi.setConfig({ testTimeout: 180_000 }); // a real server on a busy machine

const START = Date.parse('2026-01-05T00:00:00Z');
const HOUR_MS = 3_600_000;
const LIMITS = { connectMs: 20_000, silenceMs: 20_000, totalMs: 60_000, maxBytes: 1_000_000 };
/** For faults that are a matter of waiting; what answers at all may be slow on a busy machine and is waited for elsewhere. */
const IMPATIENT = { ...LIMITS, silenceMs: 1500, totalMs: 3000 };
const RETRY = {
  attempts: 4,
  attemptsWhenLate: 4,
  firstPauseMs: 10,
  longestPauseMs: 40,
  longestRetryAfterMs: 500,
};

function* samples(): Generator<string> {
  yield '# TYPE load gauge\n';
  for (const host of ['h1', 'h2'])
    for (let i = 0; i < 288; i += 1)
      yield `load{instance="${host}:9100"} ${i / 7} ${(START + i * 300_000) / 1000}\n`;
}

describe.skipIf(!PROMETHEUS_IS_HERE)('PrometheusApi against a real server behind a faulty proxy', () => {
  let server: TestPrometheus;
  let proxy: FaultyProxy;
  let authority: TestAuthority;
  const open: { close?: () => void; stop?: () => Promise<void> }[] = [];

  beforeAll(async () => {
    server = await startPrometheus(samples());
    proxy = await startFaultyProxy({ target: server.url });
    authority = await createAuthority();
  }, 60_000);
  afterAll(async () => {
    await proxy.stop();
    await server.stop();
  });
  afterEach(async () => {
    for (const one of open.splice(0)) {
      one.close?.();
      await one.stop?.();
    }
    proxy.requests.length = 0;
    proxy.behave(() => ({ kind: 'pass' }));
  });

  function api(
    url: string,
    change: Partial<Connection> = {},
    secrets: Secrets = {},
    options: ApiOptions = {},
  ): PrometheusApi {
    const made = new PrometheusApi(endpointOf(connectionTo(url, change), secrets), {
      limits: LIMITS,
      retry: RETRY,
      ...options,
    });
    open.push(made);
    return made;
  }
  const ask = (asked: PrometheusApi, query = 'load') =>
    asked.queryRange(query, { fromMs: START, toMs: START + HOUR_MS }, 300_000);
  const failure = async (
    asked: PrometheusApi,
    query?: string,
  ): Promise<{ kind: FailureKind; message: string }> =>
    ask(asked, query).then(
      () => Promise.reject(new Error('it was answered')),
      (error: { kind: FailureKind; message: string }) => error,
    );
  /** The first `count` requests meet the fault, all later ones pass. */
  const first = (count: number, fault: Fault): void =>
    proxy.behave((_request, index) => (index < count ? fault : { kind: 'pass' }));

  it('answers a range query as columns', async () => {
    const { series } = await ask(api(server.url));
    expect(series.map(({ labels }) => labels['instance'])).toEqual(['h1:9100', 'h2:9100']);
    expect([...(series[0]?.times ?? [])]).toEqual(Array.from({ length: 13 }, (_, i) => START + i * 300_000));
    expect([...(series[0]?.values ?? [])]).toEqual(Array.from({ length: 13 }, (_, i) => i / 7));
  });

  it('shows the server’s own words for a query it refuses, and does not ask again', async () => {
    const { kind, message } = await failure(api(proxy.url), 'sum(load');
    expect(kind).toBe('query');
    expect(message).toContain('unclosed left parenthesis');
    expect(proxy.requests).toHaveLength(1);
  });

  it('more than 11,000 points are "too much"', async () => {
    const asked = api(server.url).queryRange('load', { fromMs: START, toMs: START + 12_000_000 }, 1000);
    await expect(asked).rejects.toMatchObject({ kind: 'too-much' });
  });

  it.each<[string, Fault]>([
    ['a burst of 500s', { kind: 'status', status: 500, body: 'boom' }],
    ['a bad gateway', { kind: 'status', status: 502 }],
    ['an answer cut off on the line', { kind: 'cut' }],
    ['an answer cut off behind the proxy', { kind: 'half-json' }],
    ['silence', { kind: 'silence' }],
    ['a slow drip', { kind: 'drip' }],
  ])('asks again after %s and then has the whole answer', async (_name, fault) => {
    const expected = await ask(api(server.url));
    const waits = fault.kind === 'silence' || fault.kind === 'drip';
    first(2, fault);
    expect(await ask(api(proxy.url, {}, {}, waits ? { limits: IMPATIENT } : {}))).toEqual(expected);
    expect(proxy.requests).toHaveLength(3);
  });

  it('a wrong content type and compression do not matter, since the content is what counts', async () => {
    proxy.behave(() => ({ kind: 'type', contentType: 'text/plain' }));
    expect(await ask(api(proxy.url))).toEqual(await ask(api(server.url)));
  });

  it('waits as long as Retry-After says, and gives up where that is too long', async () => {
    const waited: number[] = [];
    const asked = api(proxy.url, {}, {}, { onRetry: (_failure, pauseMs) => waited.push(pauseMs) });
    first(1, { kind: 'status', status: 429, headers: { 'Retry-After': '0.2' } });
    await ask(asked);
    expect(waited).toEqual([200]);
    first(99, { kind: 'status', status: 429, headers: { 'Retry-After': '3600' } });
    expect(await failure(asked)).toMatchObject({ kind: 'busy' });
  });

  it('gives up after its attempts, with the last reason', async () => {
    proxy.behave(() => ({ kind: 'status', status: 503, body: 'out of memory' }));
    const { kind, message } = await failure(api(proxy.url));
    expect([kind, proxy.requests.length]).toEqual(['server', RETRY.attempts]);
    expect(message).toContain('out of memory');
  });

  it('pauses grow, up to a limit', async () => {
    const waited: number[] = [];
    proxy.behave(() => ({ kind: 'status', status: 500 }));
    await failure(
      api(proxy.url, {}, {}, { onRetry: (_failure, pauseMs) => waited.push(pauseMs), random: () => 1 }),
    );
    expect(waited).toEqual([10, 20, 40]);
  });

  it('stops reading an answer that is too large', async () => {
    proxy.behave(() => ({ kind: 'flood' }));
    expect(await failure(api(proxy.url))).toMatchObject({ kind: 'too-much' });
  });

  it('a web page is no Prometheus', async () => {
    proxy.behave(() => ({ kind: 'page' }));
    expect(await failure(api(proxy.url))).toMatchObject({ kind: 'not-prometheus' });
  });

  it('does not follow to another host, where credentials would go', async () => {
    const other = await startFaultyProxy({ target: server.url });
    open.push(other);
    proxy.behave(() => ({
      kind: 'status',
      status: 302,
      headers: { Location: `${other.url}/api/v1/query_range` },
    }));
    expect(await failure(api(proxy.url, { auth: { kind: 'bearer' } }, { token: 's3cret' }))).toMatchObject({
      kind: 'redirect',
    });
    expect(other.requests).toHaveLength(0);
  });

  it('follows within the same server', async () => {
    proxy.behave(({ path }) =>
      path === '/api/v1/query_range'
        ? { kind: 'pass' }
        : { kind: 'status', status: 307, headers: { Location: '/api/v1/query_range' } },
    );
    expect((await ask(api(`${proxy.url}/old`))).series).toHaveLength(2);
  });

  it('sends basic and bearer credentials and headers, plain and secret ones', async () => {
    await ask(api(proxy.url, { auth: { kind: 'basic', user: 'ann' } }, { password: 'päss' }));
    const headers = [
      { name: 'X-Scope-OrgID', value: 'team-a' },
      { name: 'X-Key', value: null },
    ];
    await ask(
      api(proxy.url, { auth: { kind: 'bearer' }, headers }, { token: 't0ken', headers: { 'x-key': 'k' } }),
    );
    expect(proxy.requests[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from('ann:päss').toString('base64')}`,
    );
    expect(proxy.requests[1]?.headers).toMatchObject({
      authorization: 'Bearer t0ken',
      'x-scope-orgid': 'team-a',
      'x-key': 'k',
    });
  });

  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'path'],
  ] as const)('%i is told apart', async (status, kind) => {
    proxy.behave(() => ({ kind: 'status', status }));
    expect((await failure(api(proxy.url))).kind).toBe(kind);
    expect(proxy.requests).toHaveLength(1);
  });

  it('a cancelled request ends at once', async () => {
    proxy.behave(() => ({ kind: 'silence' }));
    const controller = new AbortController();
    const asked = api(proxy.url).query('1', START, controller.signal);
    setTimeout(() => controller.abort(), 50);
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
  });

  describe('TLS', () => {
    async function tlsProxy(
      names: readonly string[],
      days?: number,
      clientCa?: string,
    ): Promise<FaultyProxy> {
      const tls = await authority.issue(names, days);
      const made = await startFaultyProxy({
        target: server.url,
        tls,
        ...(clientCa === undefined ? {} : { clientCa }),
      });
      open.push(made);
      return made;
    }
    const trusting = (): Partial<Connection> => ({
      tls: { verify: true, ca: authority.ca, clientCertificate: null },
    });

    it('trusts the authority it was given, and no unknown one', async () => {
      const { url } = await tlsProxy(['127.0.0.1']);
      expect((await ask(api(url, trusting()))).series).toHaveLength(2);
      expect((await failure(api(url))).kind).toBe('tls-authority');
    });

    it('tells a certificate of another host and an expired one apart', async () => {
      const elsewhere = await tlsProxy(['prometheus.example']);
      expect(await failure(api(elsewhere.url, trusting()))).toMatchObject({
        kind: 'tls-host',
        message: expect.stringContaining('prometheus.example') as string,
      });
      const expired = await tlsProxy(['127.0.0.1'], -1);
      expect((await failure(api(expired.url, trusting()))).kind).toBe('tls-date');
    });

    it('verifies unless that was switched off', async () => {
      const { url } = await tlsProxy(['prometheus.example'], -1);
      const careless = { tls: { verify: false, ca: null, clientCertificate: null } };
      expect((await ask(api(url, careless))).series).toHaveLength(2);
    });

    it('shows a client certificate where the server asks for one', async () => {
      const { url } = await tlsProxy(['127.0.0.1'], 7, authority.ca);
      const { certificate, key } = await authority.issue(['headroom']);
      const mutual = { tls: { verify: true, ca: authority.ca, clientCertificate: certificate } };
      expect((await ask(api(url, mutual, { clientKey: key }))).series).toHaveLength(2);
      expect((await failure(api(url, trusting()))).kind).toBe('tls-client');
    });

    it('asking a plain server by https says so', async () => {
      expect((await failure(api(server.url.replace('http:', 'https:'), trusting()))).kind).toBe('tls-scheme');
    });
  });

  it('nobody at the port, and a name that leads nowhere', async () => {
    const gone = await startFaultyProxy({ target: server.url });
    await gone.stop();
    expect((await failure(api(gone.url))).kind).toBe('refused');
    expect((await failure(api('http://nowhere.invalid:9090'))).kind).toBe('name');
  });
});

describe('retryAfterOf', () => {
  it('reads seconds and dates', () => {
    expect(retryAfterOf('3')).toBe(3000);
    expect(retryAfterOf('Thu, 01 Jan 1970 00:00:05 GMT', 2000)).toBe(3000);
    expect(retryAfterOf('soon')).toBeNull();
    expect(retryAfterOf(null)).toBeNull();
  });
});

describe('endpointOf', () => {
  it('takes pasted addresses of the API and the web page for the server below them', () => {
    for (const pasted of [
      'https://p.example/prom/',
      'https://p.example/prom/graph',
      ' https://p.example/prom/api/v1/query?query=up ',
    ])
      expect(endpointOf(connectionTo(pasted), {}).baseUrl).toBe('https://p.example/prom');
  });

  it('refuses what is no address, and an address with a password, which would be stored', () => {
    expect(() => endpointOf(connectionTo('p.example:9090'), {})).toThrow(/not an address/);
    expect(() => endpointOf(connectionTo('ftp://p.example'), {})).toThrow(/not an address/);
    expect(() => endpointOf(connectionTo('https://ann:pw@p.example'), {})).toThrow(/user name or password/);
  });

  it('says which secret is missing', () => {
    expect(() => endpointOf(connectionTo('https://p.example', { auth: { kind: 'bearer' } }), {})).toThrow(
      /the token/,
    );
  });
});
