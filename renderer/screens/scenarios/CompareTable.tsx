import type { CompareCell, CompareRow, CompareTable as Table } from '../../../shared/view/compare-rows.ts';
import { counted } from '../../../shared/view/number-format.ts';
import { STATE_WORDS } from '../../../shared/view/shown-state.ts';
import { LIMIT_AT } from '../../../shared/view/limit-scale.ts';
import { Mark } from '../../components/Status.tsx';
import { STATE_MARKS } from '../../components/state-marks.ts';
import type { CompareColumn } from '../../state/compare-store.ts';

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

/** Every column's dot on the one scale of limits; the first hollow, as the baseline is everywhere. */
function Dots({ row }: { readonly row: CompareRow }) {
  const places = row.cells.flatMap((cell, at) =>
    cell === null || cell.at === null ? [] : [{ at, cell, x: cell.at }],
  );
  if (places.length === 0) return null;
  const xs = places.map(({ x }) => x);
  const [low, high] = [Math.min(...xs), Math.max(...xs)];
  return (
    <div className="db" aria-hidden="true">
      <i className="over" style={{ left: percent(LIMIT_AT) }} />
      <i className="rail" />
      <i className="seg_" style={{ left: percent(low), width: percent(high - low) }} />
      <i className="limit" style={{ left: percent(LIMIT_AT) }} />
      {places.map(({ at, cell, x }) => (
        <i
          key={at}
          className={`${at === 0 ? 'b' : 'a'}${cell.state === 'missed' ? ' bad' : ''}`}
          style={{ left: percent(x) }}
        />
      ))}
    </div>
  );
}

function Cell({
  cell,
  isKnown,
  isLead,
  target,
}: {
  readonly cell: CompareCell | null;
  readonly isKnown: boolean;
  readonly isLead: boolean;
  readonly target: string;
}) {
  if (cell === null) return <td className="r mute">{isKnown ? 'not there' : '…'}</td>;
  if (!isLead && !cell.differs) return <td className="r mute">same</td>;
  return (
    <td className={isLead ? 'r soft' : 'r'}>
      <span className={isLead ? '' : 'scen strong'}>{cell.text}</span>
      {cell.target === target ? null : <span className="mute"> ({cell.target})</span>}
      <span className="cmp-mark">
        {cell.state === 'no-target' ? null : <Mark mark={STATE_MARKS[cell.state]} />}
        <span className="vh">{STATE_WORDS[cell.state]}</span>
      </span>
    </td>
  );
}

function Rows({ rows, known }: { readonly rows: readonly CompareRow[]; readonly known: readonly boolean[] }) {
  return (
    <>
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row">
            <span className="med">{row.name}</span> <span className="mute">{row.where}</span>
          </th>
          <td className="r mute">{row.target}</td>
          {row.cells.map((cell, at) => (
            <Cell key={at} cell={cell} isKnown={known[at] === true} isLead={at === 0} target={row.target} />
          ))}
          <td className="scale">
            <Dots row={row} />
          </td>
        </tr>
      ))}
    </>
  );
}

/** Constraint × column, differing rows first and by harm; what is the same everywhere is folded away. */
export function CompareTable({
  table,
  columns,
  known,
  showsSame,
  onShowSame,
}: {
  readonly table: Table;
  readonly columns: readonly CompareColumn[];
  /** Which columns are computed: of the others nothing is said. */
  readonly known: readonly boolean[];
  readonly showsSame: boolean;
  readonly onShowSame: () => void;
}) {
  return (
    <>
      <table aria-label="Constraints that differ" className="tbl constraints cmp">
        <thead>
          <tr>
            <th>Constraint</th>
            <th className="r">Target</th>
            {columns.map((column, at) => (
              <th key={column.key} className={at === 0 ? 'r' : 'r scen'}>
                <Mark mark={at === 0 ? 'base' : 'scen'} />{' '}
                <span title={column.title}>{at === 0 ? column.title : `${at}`}</span>
              </th>
            ))}
            <th className="scale">
              <span className="vh">Share of the limit</span>
            </th>
          </tr>
        </thead>
        <tbody>
          <Rows rows={table.differing} known={known} />
          {showsSame ? <Rows rows={table.same} known={known} /> : null}
        </tbody>
      </table>
      {known.every(Boolean) && table.differing.length === 0 ? (
        <p className="soft">No constraint differs.</p>
      ) : null}
      {table.same.length === 0 ? null : (
        <button type="button" className="linkish more" onClick={onShowSame}>
          {showsSame
            ? 'Only what differs'
            : `${counted(table.same.length, 'more constraint')} the same in every column`}
        </button>
      )}
    </>
  );
}
