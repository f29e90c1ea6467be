import type { UnmeasuredResource } from '../../../../shared/ipc/quality-channels.ts';
import { METRIC_CATALOGUE } from '../../../../shared/import/metric-catalogue.ts';
import { constraintName } from '../../../../shared/view/constraint-name.ts';
import { columnTitle, countedRows } from '../../../../shared/view/inventory-words.ts';
import { counted } from '../../../../shared/view/number-format.ts';
import { Status } from '../../../components/Status.tsx';
import { openData } from '../../../state/data-view-store.ts';
import { chooseFiles } from '../../../state/import-store.ts';
import { showTable } from '../../../state/inventory-table-store.ts';

function whereText({ domain, resource, scopes }: UnmeasuredResource): string {
  const names = scopes.slice(0, 3).map((scope) => constraintName({ domain, resource, scope }).where);
  return scopes.length > 3 ? `${names.join(', ')} and ${scopes.length - 3} more` : names.join(', ');
}

/** The way to each missing field: its table, narrowed to the rows without it; or a file with the metric. */
function Wants({ row }: { readonly row: UnmeasuredResource }) {
  const metric = METRIC_CATALOGUE.find(({ feeds }) => feeds.includes(`${row.domain}.${row.resource}`));
  return (
    <ul className="q-wants">
      {row.missing.map(({ label, table, column, count, entities }) => (
        <li key={`${table ?? ''} ${column ?? label}`}>
          {table === null || column === null ? (
            <span>{label}</span>
          ) : (
            <>
              <button
                type="button"
                className="linkish"
                onClick={() => {
                  showTable(table, { missing: column });
                  openData({ tab: 'inventory' });
                }}
              >
                {columnTitle(column)}
              </button>{' '}
              <span className="mute" title={entities.join(', ')}>
                of {countedRows(table, count)}
              </span>
            </>
          )}
        </li>
      ))}
      {row.missing.length > 0 ? null : row.notes.map((note) => <li key={note}>{note}</li>)}
      {metric === undefined ? null : (
        <li className="mute">
          or the metric {metric.title.toLowerCase()}:{' '}
          <button type="button" className="linkish" onClick={() => void chooseFiles()}>
            import a file
          </button>
        </li>
      )}
    </ul>
  );
}

/** Constraints without a number, by resource, and what would give them one. */
export function UnmeasuredTable({ rows }: { readonly rows: readonly UnmeasuredResource[] }) {
  return (
    <table aria-label="Not measured" className="tbl">
      <thead>
        <tr>
          <th>Constraint</th>
          <th>Where</th>
          <th>For want of</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const { name } = constraintName({
            domain: row.domain,
            resource: row.resource,
            scope: row.scopes[0] ?? '',
          });
          return (
            <tr key={`${row.domain}.${row.resource}`}>
              <td>
                <Status mark="unknown">{name}</Status>
              </td>
              <td className="wrap soft" title={counted(row.scopes.length, 'place')}>
                {whereText(row)}
              </td>
              <td className="wrap">
                <Wants row={row} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
