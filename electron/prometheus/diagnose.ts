import { isIP } from 'node:net';
import type { Connection } from '../../shared/import/live/connection.ts';
import {
  STAGES,
  type Diagnosis,
  type Flavor,
  type Stage,
  type StageResult,
} from '../../shared/import/live/diagnosis.ts';
import { judged, PrometheusApi, type ApiOptions } from './api.ts';
import { endpointOf, type Endpoint, type Secrets } from './endpoint.ts';
import { PrometheusFailure, type FailureKind } from './failure.ts';
import type { HttpAnswer } from './http-request.ts';

const STAGE_OF: Readonly<Record<FailureKind, Stage>> = {
  name: 'name',
  refused: 'connection',
  unreachable: 'connection',
  timeout: 'connection',
  'tls-authority': 'encryption',
  'tls-host': 'encryption',
  'tls-date': 'encryption',
  tls: 'encryption',
  'tls-scheme': 'encryption',
  'tls-client': 'encryption',
  unauthorized: 'sign-in',
  forbidden: 'sign-in',
  path: 'interface',
  'not-prometheus': 'interface',
  redirect: 'interface',
  query: 'data',
  'too-much': 'data',
  busy: 'data',
  server: 'data',
  'cut-off': 'data',
};

/** Where a Prometheus API often lies when it is not at the root: route prefix, Mimir, VictoriaMetrics cluster, Thanos. */
const USUAL_PATHS = ['/prometheus', '/api/prom', '/select/0/prometheus', '/thanos', '/vmselect/0/prometheus'];

/** One look, quickly: a person waits for it. */
const PATIENCE: ApiOptions = {
  limits: { connectMs: 8000, silenceMs: 15_000, totalMs: 20_000, maxBytes: 16 * 1024 * 1024 },
  retry: {
    attempts: 2,
    attemptsWhenLate: 1,
    firstPauseMs: 300,
    longestPauseMs: 1000,
    longestRetryAfterMs: 3000,
  },
};

function passedText(stage: Stage, endpoint: Endpoint): string {
  const url = new URL(endpoint.baseUrl);
  switch (stage) {
    case 'name':
      return isIP(url.hostname.replace(/^\[|\]$/g, '')) > 0
        ? 'An address, no name to resolve'
        : `${url.hostname} resolves`;
    case 'connection':
      return `${url.host} answers`;
    case 'encryption':
      if (url.protocol === 'http:') return 'Not encrypted (http)';
      return endpoint.tls.verify
        ? 'The certificate is verified'
        : 'Encrypted, but the certificate is not verified';
    case 'sign-in':
      return 'Authorization' in endpoint.headers ? 'Accepted' : 'None needed';
    case 'interface':
      return 'Prometheus’ interface is at this path';
    case 'data':
      return 'Queries are answered';
  }
}

function stagesOf(endpoint: Endpoint, failed: Stage | null, why: string): StageResult[] {
  const limit = failed === null ? STAGES.length : STAGES.indexOf(failed);
  return STAGES.map((stage, index) => {
    if (index > limit) return { stage, state: 'skipped', text: 'Not reached' };
    if (index === limit) return { stage, state: 'failed', text: why };
    const unneeded = stage === 'encryption' && endpoint.baseUrl.startsWith('http:');
    return { stage, state: unneeded ? 'skipped' : 'passed', text: passedText(stage, endpoint) };
  });
}

function jsonOf({ body }: HttpAnswer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}

const field = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;

/** Which program it is and of what version, by what each of them alone tells. */
async function identify(
  api: PrometheusApi,
  signal?: AbortSignal,
): Promise<{ flavor: Flavor; version: string | null }> {
  const build = await api.look('/api/v1/status/buildinfo', undefined, signal);
  const data = field(jsonOf(build), 'data');
  const text = (key: string): string | null => {
    const value = field(data, key);
    return typeof value === 'string' && value !== '' ? value : null;
  };
  if (/mimir|cortex/i.test(text('application') ?? '')) return { flavor: 'Mimir', version: text('version') };
  // Only VictoriaMetrics names the host that answers; the version in its answer is that of the Prometheus it stands for.
  if (build.serverHostname !== null) return { flavor: 'VictoriaMetrics', version: null };
  const stores = await api.look('/api/v1/stores', undefined, signal);
  if (stores.status === 200 && field(jsonOf(stores), 'status') === 'success')
    return { flavor: 'Thanos', version: text('version') };
  return { flavor: 'Prometheus', version: text('version') };
}

/** An address of the same server where `/api/v1/query` is answered; `null` when none of the usual ones is. */
async function findElsewhere(
  connection: Connection,
  secrets: Secrets,
  options: ApiOptions,
  signal?: AbortSignal,
): Promise<string | null> {
  const { origin, pathname } = new URL(endpointOf(connection, secrets).baseUrl);
  const root = pathname === '/' ? '' : pathname;
  const paths = [...new Set(['', ...USUAL_PATHS, ...USUAL_PATHS.map((path) => `${root}${path}`)])];
  for (const path of paths.filter((candidate) => candidate !== root)) {
    const url = `${origin}${path}`;
    const api = new PrometheusApi(endpointOf({ ...connection, url }, secrets), options);
    try {
      const http = await api.look('/api/v1/query', { query: 'vector(1)' }, signal);
      judged(http, api.host);
      return url;
    } catch (error) {
      if (!(error instanceof PrometheusFailure)) throw error;
    } finally {
      api.close();
    }
  }
  return null;
}

const counted = (count: number): string => count.toLocaleString('en-US');

/**
 * Tries a connection and says how far it gets: name, connection, encryption, sign-in, interface, data. A wrong path is
 * looked for among the usual ones of the same server. Never throws for what is wrong with the connection.
 * @throws Refusal `cancelled`, `bad-input` (no address), `needs-secret`.
 */
export async function diagnose(
  connection: Connection,
  secrets: Secrets,
  { signal, nowMs, options = PATIENCE }: { signal?: AbortSignal; nowMs: number; options?: ApiOptions },
): Promise<Diagnosis> {
  const endpoint = endpointOf(connection, secrets);
  const api = new PrometheusApi(endpoint, options);
  const unverified = endpoint.baseUrl.startsWith('https:') && !endpoint.tls.verify;
  try {
    const answer = await api.query('count({__name__!=""})', nowMs, signal).catch((error: unknown) => {
      // Counting everything may be forbidden or too much; whether queries are answered at all is the question.
      const tooMuch = error instanceof PrometheusFailure && ['too-much', 'query'].includes(error.kind);
      if (!tooMuch) throw error;
      return api.query('vector(1)', nowMs, signal).then((one) => ({ ...one, series: [] }));
    });
    const series = answer.series[0]?.values[0] ?? null;
    const { flavor, version } = await identify(api, signal);
    const name = version === null ? flavor : `${flavor} ${version}`;
    const has =
      series === null
        ? 'It answers queries, but has no series just now.'
        : `It has ${counted(series)} series now.`;
    return {
      ok: true,
      verdict: `${name} answers. ${has}`,
      stages: stagesOf(endpoint, null, ''),
      flavor,
      version,
      betterUrl: null,
      series,
      unverified,
    };
  } catch (error) {
    if (!(error instanceof PrometheusFailure)) throw error;
    const lookElsewhere = error.kind === 'path' || error.kind === 'not-prometheus';
    const betterUrl = lookElsewhere ? await findElsewhere(connection, secrets, options, signal) : null;
    const verdict = betterUrl === null ? error.message : `${error.message} One answers at ${betterUrl}.`;
    return {
      ok: false,
      verdict,
      stages: stagesOf(endpoint, STAGE_OF[error.kind], error.message),
      flavor: null,
      version: null,
      betterUrl,
      series: null,
      unverified,
    };
  } finally {
    api.close();
  }
}
