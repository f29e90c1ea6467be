import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAuthority, type TestAuthority } from '../../scripts/test/certificates.ts';
import { startFaultyProxy, type FaultyProxy, type Fault } from '../../scripts/test/faulty-proxy.ts';
import {
  PROMETHEUS_IS_HERE,
  startPrometheus,
  type TestPrometheus,
} from '../../scripts/test/prometheus-server.ts';
import type { Connection } from '../../shared/import/live/connection.ts';
import type { Diagnosis } from '../../shared/import/live/diagnosis.ts';
import { diagnose } from './diagnose.ts';
import { connectionTo } from './endpoint.fixture.ts';
import type { Secrets } from './endpoint.ts';

vi.setConfig({ testTimeout: 180_000 }); // a real server on a busy machine

const NOW = Date.parse('2026-01-05T01:00:00Z');
const PATIENT = {
  limits: { connectMs: 20_000, silenceMs: 20_000, totalMs: 60_000, maxBytes: 1e6 },
  retry: { attempts: 2, attemptsWhenLate: 1, firstPauseMs: 5, longestPauseMs: 5, longestRetryAfterMs: 100 },
};

/** For servers that never answer: whatever does answer in these tests would be late under load. */
const IMPATIENT = { ...PATIENT, limits: { ...PATIENT.limits, silenceMs: 300 } };

const test = (
  url: string,
  change: Partial<Connection> = {},
  secrets: Secrets = {},
  options = PATIENT,
): Promise<Diagnosis> => diagnose(connectionTo(url, change), secrets, { nowMs: NOW, options });
const failedStage = ({ stages }: Diagnosis): string | undefined =>
  stages.find(({ state }) => state === 'failed')?.stage;

describe.skipIf(!PROMETHEUS_IS_HERE)('diagnose', () => {
  let server: TestPrometheus;
  let proxy: FaultyProxy;
  let authority: TestAuthority;

  beforeAll(async () => {
    server = await startPrometheus(
      `# TYPE up gauge\nup{instance="h1:9100"} 1 ${NOW / 1000}\nup{instance="h2:9100"} 1 ${NOW / 1000}\n`,
    );
    proxy = await startFaultyProxy({ target: server.url });
    authority = await createAuthority();
  }, 60_000);
  afterAll(async () => {
    await proxy.stop();
    await server.stop();
  });
  afterEach(() => proxy.behave(() => ({ kind: 'pass' })));

  it('names the program, its version and how many series it has', async () => {
    const diagnosis = await test(server.url);
    expect(diagnosis).toMatchObject({
      ok: true,
      flavor: 'Prometheus',
      series: 2,
      unverified: false,
      betterUrl: null,
    });
    expect(diagnosis.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(diagnosis.verdict).toContain('It has 2 series now.');
    expect(diagnosis.stages.map(({ state }) => state)).toEqual([
      'passed',
      'passed',
      'skipped',
      'passed',
      'passed',
      'passed',
    ]);
  });

  it.each<[string, Fault, string, RegExp]>([
    ['401', { kind: 'status', status: 401 }, 'sign-in', /user and password, or the token/],
    ['403', { kind: 'status', status: 403, body: 'tenant unknown' }, 'sign-in', /tenant unknown/],
    ['404', { kind: 'status', status: 404 }, 'interface', /no Prometheus at this path/],
    ['a web page', { kind: 'page' }, 'interface', /web page/],
    ['silence', { kind: 'silence' }, 'connection', /silent/],
    ['500', { kind: 'status', status: 500, body: 'boom' }, 'data', /boom/],
  ])('%s fails at its own stage, with words', async (_name, fault, stage, words) => {
    proxy.behave(() => fault);
    const diagnosis = await test(proxy.url, {}, {}, fault.kind === 'silence' ? IMPATIENT : PATIENT);
    expect([diagnosis.ok, failedStage(diagnosis)]).toEqual([false, stage]);
    expect(diagnosis.verdict).toMatch(words);
    const at = diagnosis.stages.findIndex(({ state }) => state === 'failed');
    expect(diagnosis.stages.slice(at + 1).every(({ state }) => state === 'skipped')).toBe(true);
  });

  it('finds the path below which a Prometheus answers', async () => {
    // The proxy passes paths on as they are; one server below a prefix is told by what it answers there.
    proxy.behave(({ path }) =>
      path === '/prometheus/api/v1/query'
        ? {
            kind: 'status',
            status: 200,
            body: '{"status":"success","data":{"resultType":"vector","result":[]}}',
          }
        : { kind: 'status', status: 404 },
    );
    const diagnosis = await test(proxy.url);
    expect(diagnosis).toMatchObject({ ok: false, betterUrl: `${proxy.url}/prometheus` });
    expect(diagnosis.verdict).toContain(`One answers at ${proxy.url}/prometheus.`);
  });

  it.each<[string, (path: string) => Fault]>([
    [
      'Mimir',
      (path) =>
        path.endsWith('/buildinfo')
          ? {
              kind: 'status',
              status: 200,
              body: '{"status":"success","data":{"application":"Grafana Mimir","version":"2.14.0"}}',
            }
          : { kind: 'pass' },
    ],
    [
      'VictoriaMetrics',
      (path) =>
        path.endsWith('/buildinfo')
          ? {
              kind: 'status',
              status: 200,
              headers: { 'X-Server-Hostname': 'vm' },
              body: '{"status":"success","data":{"version":"2.24.0"}}',
            }
          : { kind: 'pass' },
    ],
    [
      'Thanos',
      (path) =>
        path.endsWith('/stores')
          ? { kind: 'status', status: 200, body: '{"status":"success","data":{}}' }
          : { kind: 'pass' },
    ],
  ])('tells %s by what it alone says', async (flavor, fault) => {
    proxy.behave(({ path }) => fault(path));
    expect(await test(proxy.url)).toMatchObject({ ok: true, flavor });
  });

  it('names, ports, certificates', async () => {
    expect(failedStage(await test('http://nowhere.invalid'))).toBe('name');
    const tls = await startFaultyProxy({ target: server.url, tls: await authority.issue(['127.0.0.1']) });
    expect(failedStage(await test(tls.url))).toBe('encryption');
    const trusted = { tls: { verify: true, ca: authority.ca, clientCertificate: null } };
    expect(await test(tls.url, trusted)).toMatchObject({ ok: true, unverified: false });
    const careless = { tls: { verify: false, ca: null, clientCertificate: null } };
    expect(await test(tls.url, careless)).toMatchObject({ ok: true, unverified: true });
    await tls.stop();
    expect(failedStage(await test(tls.url))).toBe('connection');
  });

  it('a password is in no sentence', async () => {
    proxy.behave(() => ({ kind: 'status', status: 401 }));
    const secret = 'hunter2-hunter2';
    const diagnosis = await test(proxy.url, { auth: { kind: 'basic', user: 'ann' } }, { password: secret });
    expect(JSON.stringify(diagnosis)).not.toContain(secret);
  });
});
