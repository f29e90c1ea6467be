import { counted } from '../../../../shared/view/number-format.ts';
import { useImport } from '../../../state/import-store.ts';

/** Rows that were left out, by file, line and reason; everything else is in. */
export function ImportDone() {
  const report = useImport((state) => state.report);
  const rejected = report?.files.filter((file) => file.rejectedCount > 0) ?? [];
  return (
    <div>
      {rejected.map((file) => (
        <section key={file.file} className="preview">
          <b className="med">
            {counted(file.rejectedCount, 'row')} of {file.file} left out
          </b>
          <ul className="problems">
            {file.rejected.slice(0, 6).map((row) => (
              <li key={`${row.line} ${row.column ?? ''}`}>
                {row.line === null ? '' : `line ${row.line}`}
                {row.column === undefined ? '' : `, ${row.column}`}: {row.reason}
                {row.value === undefined ? '' : ` (is “${row.value}”)`}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
