import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { connectionSchema, type Connection } from '../../shared/import/live/connection.ts';
import {
  queryNotes,
  syncedChanges,
  syncedSamples,
  syncFileReport,
  type SyncReport,
} from '../../shared/import/live/sync-report.ts';
import { parseJsonText } from '../../shared/model/json-text.ts';
import { PrometheusApi } from '../prometheus/api.ts';
import { baseUrlOf, endpointOf } from '../prometheus/endpoint.ts';
import { refusalOf } from '../prometheus/failure.ts';
import { findQueries } from '../prometheus/find-queries.ts';
import { syncConnection } from '../prometheus/sync.ts';
import { badInput, Refusal } from '../refusal.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { finishSync, writeSyncPiece } from '../workspace/sync-writer.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { flagOption, noRest, textOption, wholeOption, type Given } from './arguments.ts';
import { closeWorkspace } from './close-workspace.ts';
import { EXIT, type Run } from './command.ts';
import { printJson } from './json-out.ts';
import { readText } from './read-text.ts';
import { accessOf, type CommandAccess } from './sync-access.ts';
import { tableText } from './table.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** A connection the workspace has for this address, with its queries; else a new one, known again by its address. */
function connectionOf(workspace: Workspace, given: Given, access: CommandAccess): Connection {
  const address = textOption(given, 'prometheus');
  if (address === null)
    throw new UsageError('sync needs a server: headroom sync --workspace W.headroom --prometheus URL');
  const url = baseUrlOf(address);
  const stored = workspace.connections.list().find((connection) => baseUrlOf(connection.url) === url);
  const { auth, headers, tls } = access;
  const base: Connection = stored ?? {
    id: `cli-${createHash('sha256').update(url).digest('hex').slice(0, 16)}`,
    name: new URL(url).host,
    url,
    auth,
    headers,
    tls,
    stepSeconds: 300,
    days: 90,
    matchers: '',
    queries: [],
  };
  return {
    ...base,
    auth,
    headers,
    tls,
    stepSeconds: wholeOption(given, 'step', base.stepSeconds, 1, 86_400),
    matchers: textOption(given, 'match') ?? base.matchers,
  };
}

/** Queries from a file: the `queries` of a connection, or a list of them. @throws Refusal `bad-input`. */
async function queriesFrom(file: string): Promise<Connection['queries']> {
  const parsed = parseJsonText(await readText(file), file);
  if (!parsed.ok) throw badInput(parsed.problems);
  const { queries } = connectionSchema.entries;
  const { value } = parsed;
  const isConnection = typeof value === 'object' && value !== null && 'queries' in value;
  const checked = v.safeParse(queries, isConnection ? value.queries : value);
  if (checked.success && checked.output.length > 0) return checked.output;
  if (checked.success) throw badInput([{ file, message: 'there is no query to ask' }]);
  throw badInput(
    checked.issues.slice(0, 20).map((issue) => ({
      file,
      path: issue.path?.map(({ key }) => String(key)).join('.') ?? '',
      message: issue.message,
    })),
  );
}

async function withQueries(
  connection: Connection,
  given: Given,
  access: CommandAccess,
  terminal: Terminal,
): Promise<Connection> {
  const file = textOption(given, 'queries');
  const chosen = file === null ? connection.queries : await queriesFrom(file);
  if (chosen.length > 0) return { ...connection, queries: [...chosen] };
  terminal.progress('looking for metrics of the catalogue');
  const api = new PrometheusApi(endpointOf(connection, access.secrets));
  try {
    const queries = await findQueries(api, connection, Date.now());
    if (queries.length === 0)
      throw new Refusal(
        'server',
        `${api.host} answers, but has none of the metrics of the catalogue just now. Say what to fetch by --queries FILE.`,
      );
    return { ...connection, queries: [...queries] };
  } catch (error) {
    throw refusalOf(error);
  } finally {
    api.close();
    terminal.progress('');
  }
}

async function printReport(terminal: Terminal, report: SyncReport): Promise<void> {
  const iso = (ms: number | null): string =>
    ms === null ? '' : new Date(ms).toISOString().replace('.000Z', 'Z');
  await terminal.out(
    tableText(
      [
        { title: 'metric' },
        { title: 'series', align: 'right' },
        { title: 'entities', align: 'right' },
        { title: 'samples', align: 'right' },
        { title: 'changed', align: 'right' },
        { title: 'from' },
        { title: 'to' },
      ],
      report.queries.map((query) => [
        query.metric,
        String(query.series),
        String(query.entities),
        String(query.samples),
        String(query.changed),
        iso(query.fromMs),
        iso(query.toMs),
      ]),
    ),
  );
  const changed = syncedChanges(report);
  await terminal.out(
    `\n${changed === 0 ? 'Nothing changed' : `${changed} samples changed`} in the workspace; ${syncedSamples(report)} fetched in ${report.requests} requests, ${report.retries} of them again.\n`,
  );
}

/** `sync`: live import from Prometheus, Thanos, Mimir or VictoriaMetrics. Ended half way, it goes on where it was. */
export const syncCommand: Run = async (given, terminal) => {
  const path = textOption(given, 'workspace');
  if (path === null)
    throw new UsageError('sync needs a workspace: headroom sync --workspace W.headroom --prometheus URL');
  noRest(given);
  const access = await accessOf(given, process.env);
  if (!access.tls.verify) terminal.say('Certificates are not verified: anybody on the way could answer.');
  const workspace = openWorkspace(path, Date.now);
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt);
  try {
    const found = connectionOf(workspace, given, access);
    const days = wholeOption(given, 'days', found.days, 1, 3660);
    const connection = await withQueries({ ...found, days }, given, access, terminal);
    const { report } = await syncConnection({
      connection,
      endpoint: endpointOf(connection, access.secrets),
      store: {
        model: () => workspace.model(),
        coverage: (id) => workspace.connections.coverage(id),
        write: (piece) => writeSyncPiece(workspace, piece),
        finish: (name, done, run) => finishSync(workspace, name, done, run),
      },
      days,
      nowMs: Date.now(),
      timeZone: workspace.timeZone,
      signal: stop.signal,
      onProgress: ({ done, total, detail }) =>
        terminal.progress(`${total === 0 ? 0 : Math.floor((100 * done) / total)}% ${detail}`),
    });
    terminal.progress('');
    if (flagOption(given, 'json')) await printJson(terminal, { ...report, ...syncFileReport(report) });
    else await printReport(terminal, report);
    for (const query of report.queries)
      for (const note of queryNotes(query)) terminal.say(`${query.metric}: ${note}`);
    return report.queries.some(({ failed }) => failed !== null) ? EXIT.badInput : EXIT.done;
  } catch (error) {
    terminal.progress('');
    throw refusalOf(error);
  } finally {
    process.off('SIGINT', interrupt);
    closeWorkspace(workspace, terminal);
  }
};
