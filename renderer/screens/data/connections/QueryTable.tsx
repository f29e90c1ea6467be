import type { Connection, LiveQuery } from '../../../../shared/import/live/connection.ts';
import { queryNotes, type QueryReport } from '../../../../shared/import/live/sync-report.ts';
import { counted, formatInteger } from '../../../../shared/view/number-format.ts';
import { CheckInput } from '../../../components/form/CheckInput.tsx';
import { Status } from '../../../components/Status.tsx';
import { switchQuery } from '../../../state/connection-store.ts';
import { keepText, KIND_WORDS, metricTitle } from './connection-words.ts';

interface RowProps {
  readonly connection: Connection;
  readonly query: LiveQuery;
  readonly report: QueryReport | null;
  readonly onOpen: () => void;
}

function Outcome({ report }: { readonly report: QueryReport | null }) {
  if (report === null) return <Status mark="unknown">not synced</Status>;
  if (report.failed !== null) return <Status mark="breach">failed</Status>;
  const notes = queryNotes(report);
  if (report.partial || report.ambiguous.length > 0)
    return <Status mark="watch">{report.partial ? 'in part' : 'ambiguous'}</Status>;
  return <Status mark="ok">{notes.length === 0 ? 'complete' : counted(notes.length, 'remark')}</Status>;
}

function Row({ connection, query, report, onOpen }: RowProps) {
  const title = metricTitle(query.metric);
  return (
    <tr className={query.enabled ? '' : 'is-off'}>
      <td>
        <CheckInput
          label={`Fetch ${title} of ${KIND_WORDS[query.kind].many}`}
          checked={query.enabled}
          onChange={(enabled) => void switchQuery(connection.id, query.id, enabled)}
        />
      </td>
      <td className="q-metric">
        <button type="button" className="linkish ell" onClick={onOpen}>
          {title}
        </button>
        <span className="mute"> {KIND_WORDS[query.kind].many}</span>
      </td>
      <td className="mono soft ell q-text" title={query.query}>
        {query.query}
      </td>
      <td className="soft">{keepText(query, connection.stepSeconds)}</td>
      <td className="r">{report === null ? '—' : formatInteger(report.series)}</td>
      <td className="r">{report === null ? '—' : formatInteger(report.samples)}</td>
      <td className="r wide-col">{report === null ? '—' : formatInteger(report.changed)}</td>
      <td>
        <Outcome report={report} />
      </td>
    </tr>
  );
}

interface QueryTableProps {
  readonly connection: Connection;
  readonly reports: readonly QueryReport[];
  readonly onOpen: (id: string) => void;
}

/** What a connection fetches, and what the last sync made of it. */
export function QueryTable({ connection, reports, onOpen }: QueryTableProps) {
  return (
    <table aria-label="Queries" className="tbl queries">
      <thead>
        <tr>
          <th>
            <span className="vh">Fetched</span>
          </th>
          <th>Metric</th>
          <th>Query</th>
          <th>Kept</th>
          <th className="r">Series</th>
          <th className="r">Samples</th>
          <th className="r wide-col">Changed</th>
          <th>Last sync</th>
        </tr>
      </thead>
      <tbody>
        {connection.queries.map((query) => (
          <Row
            key={query.id}
            connection={connection}
            query={query}
            report={reports.find(({ id }) => id === query.id) ?? null}
            onOpen={() => onOpen(query.id)}
          />
        ))}
      </tbody>
    </table>
  );
}
