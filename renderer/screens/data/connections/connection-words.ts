import type { LiveQuery } from '../../../../shared/import/live/connection.ts';
import { METRIC_CATALOGUE } from '../../../../shared/import/metric-catalogue.ts';
import type { ConnectionState } from '../../../../shared/ipc/connection-channels.ts';
import { formatMoment } from '../../../../shared/view/date-format.ts';
import { counted, formatDecimal, formatInteger } from '../../../../shared/view/number-format.ts';
import type { StatusMark } from '../../../components/status-drawings.tsx';

export function bytesText(bytes: number): string {
  if (bytes >= 1e9) return `${formatDecimal(bytes / 1e9, 1)} GB`;
  if (bytes >= 1e6) return `${formatDecimal(bytes / 1e6, bytes >= 1e7 ? 0 : 1)} MB`;
  return bytes >= 1000 ? `${formatDecimal(bytes / 1000, 0)} kB` : `${formatInteger(bytes)} B`;
}

export const metricTitle = (metric: string): string =>
  METRIC_CATALOGUE.find(({ id }) => id === metric)?.title ?? metric;

export const KIND_WORDS: Readonly<
  Record<LiveQuery['kind'], { readonly one: string; readonly many: string }>
> = {
  host: { one: 'host', many: 'hosts' },
  cluster: { one: 'cluster', many: 'clusters' },
  region: { one: 'region', many: 'regions' },
  edgeNode: { one: 'edge node', many: 'edge nodes' },
  postgresNode: { one: 'Postgres node', many: 'Postgres nodes' },
  controlPlane: { one: 'control plane', many: 'control planes' },
  storagePool: { one: 'storage pool', many: 'storage pools' },
  overlay: { one: 'overlay', many: 'overlays' },
  peer: { one: 'peer', many: 'peers' },
};

export function stepText(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600} h`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

export const keepText = (query: LiveQuery, stepSeconds: number): string =>
  query.keep === 'samples'
    ? `every ${stepText(stepSeconds)}`
    : query.per === 'sums'
      ? 'daily peak of sums'
      : 'daily peak';

export interface ConnectionVerdict {
  readonly mark: StatusMark;
  /** The part that decides, strong. */
  readonly head: string;
  readonly rest: string;
  /** Two or three words for the list. */
  readonly short: string;
}

/** What a connection's state is, in words: what holds first, then what comes next. */
export function connectionVerdict(state: ConnectionState, nowMs: number): ConnectionVerdict {
  const { connection, lastFailure, lastReport, coveredToMs, nextSyncAtMs, running } = state;
  const on = connection.queries.filter(({ enabled }) => enabled).length;
  const next =
    nextSyncAtMs === null ? '' : ` Next by itself at ${formatMoment(Math.max(nowMs, nextSyncAtMs), nowMs)}.`;
  if (running !== null) return { mark: 'base', head: 'Syncing.', rest: '', short: 'syncing' };
  if (lastFailure !== null)
    return { mark: 'breach', head: 'The last sync failed.', rest: `${lastFailure}${next}`, short: 'failed' };
  if (connection.queries.length === 0)
    return {
      mark: 'unknown',
      head: 'Nothing is fetched yet.',
      rest: 'Find out which metrics of the catalogue the server has, or write a query of your own.',
      short: 'no queries',
    };
  const failed = lastReport?.queries.filter((query) => query.failed !== null).length ?? 0;
  if (failed > 0)
    return {
      mark: 'watch',
      head: `${counted(failed, 'query', 'queries')} of ${on} failed.`,
      rest: `The others are up to date.${next}`,
      short: `${failed} of ${on} failed`,
    };
  if (coveredToMs === null)
    return {
      mark: 'unknown',
      head: 'Never synced.',
      rest: `${counted(on, 'query', 'queries')} switched on, ${formatInteger(connection.days)} days to fetch.${next}`,
      short: 'never synced',
    };
  const until = formatMoment(coveredToMs, nowMs);
  return {
    mark: 'ok',
    head: `Synced to ${until}.`,
    rest: `${counted(on, 'query', 'queries')} switched on.${next}`,
    short: `to ${until}`,
  };
}
