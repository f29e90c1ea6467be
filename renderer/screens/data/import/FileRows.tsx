import type { FilePreview } from '../../../../shared/ipc/import-channels.ts';
import type { ColumnRole } from '../../../../shared/view/mapping-roles.ts';
import { counted } from '../../../../shared/view/number-format.ts';
import { Select } from '../../../components/Select.tsx';

const ROWS_SHOWN = 5;
const COLUMNS_SHOWN = 12;

const ROLES: readonly { readonly id: ColumnRole; readonly label: string }[] = [
  { id: 'time', label: 'Time' },
  { id: 'entity', label: 'Entity' },
  { id: 'metric', label: 'Metric' },
  { id: 'value', label: 'Value' },
  { id: 'skip', label: 'Skip' },
];

interface FileRowsProps {
  readonly preview: FilePreview;
  /** What columns are read as, and a change of it; stands over each column. */
  readonly roles?: {
    readonly of: (column: string) => ColumnRole;
    readonly change: (column: string, role: ColumnRole) => void;
  };
}

/** The first rows as they stand in the file. */
export function FileRows({ preview, roles }: FileRowsProps) {
  const { rows, columns, name } = preview;
  if (rows.length === 0) return null;
  const shown = columns.slice(0, COLUMNS_SHOWN);
  const more = columns.length - shown.length;
  return (
    <div className="preview-rows" tabIndex={0} role="region" aria-label={`First rows of ${name}`}>
      <table aria-label="First rows" className="tbl mono">
        <thead>
          {roles === undefined ? null : (
            <tr className="roles">
              {shown.map((column) => (
                <td key={column}>
                  <Select
                    small
                    label={`${column} is`}
                    value={roles.of(column)}
                    options={ROLES}
                    onChange={(id) => {
                      const chosen = ROLES.find((role) => role.id === id);
                      if (chosen !== undefined) roles.change(column, chosen.id);
                    }}
                  />
                </td>
              ))}
              {more > 0 ? <td /> : null}
            </tr>
          )}
          <tr>
            {shown.map((column) => (
              <th key={column}>{column}</th>
            ))}
            {more > 0 ? <th>{counted(more, 'more column')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, ROWS_SHOWN).map((row, line) => (
            // Rows of a file have no name; their line is what identifies them.
            <tr key={line}>
              {row.slice(0, COLUMNS_SHOWN).map((cell, column) => (
                <td key={columns[column] ?? column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
