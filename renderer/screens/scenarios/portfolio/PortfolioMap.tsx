import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { PortfolioRow } from '../../../../shared/timeline/portfolio-row.ts';
import type { RegionName } from '../../../../shared/view/constraint-name.ts';
import { marginText, nameOf, verdictText } from '../../../../shared/view/portfolio-columns.ts';
import { portfolioMatrix, rampStep } from '../../../../shared/view/portfolio-map.ts';
import { Mark } from '../../../components/Status.tsx';

const MARKS = { ok: 'ok', breach: 'breach', refused: 'unknown' } as const;

function words(row: PortfolioRow, regionName: RegionName): string {
  const { tightest, scenario, problem } = row;
  const tight =
    tightest === null
      ? (problem ?? '')
      : `${nameOf(tightest.id, regionName)} ${marginText(tightest.ratio, tightest.verdict)}${tightest.ratio === null ? '' : '%'}`;
  return `${scenario.name}: ${verdictText(row)}, ${tight}`;
}

interface PortfolioMapProps {
  readonly rows: readonly PortfolioRow[];
  readonly onOpen: (row: PortfolioRow) => void;
  readonly regionName: RegionName;
}

/** The cells as a matrix: who comes to which fleet, against what fails under which policy. Arrows move, Enter opens. */
export function PortfolioMap({ rows, onOpen, regionName }: PortfolioMapProps) {
  const { lines, columns, cells } = useMemo(() => portfolioMatrix(rows), [rows]);
  const [active, setActive] = useState({ line: 0, column: 0 });
  const box = useRef<HTMLTableElement>(null);
  const at = {
    line: Math.min(active.line, lines.length - 1),
    column: Math.min(active.column, columns.length - 1),
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const line = Math.min(Math.max(0, at.line + (by[0] ?? 0)), lines.length - 1);
    const column = Math.min(Math.max(0, at.column + (by[1] ?? 0)), columns.length - 1);
    setActive({ line, column });
    box.current?.querySelector<HTMLButtonElement>(`[data-at="${line} ${column}"]`)?.focus();
  };
  return (
    <div className="pf-map-box">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrows move between its buttons */}
      <table className="pf-map" ref={box} aria-label="Cells of the portfolio" onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <td colSpan={2} rowSpan={2} />
            {columns
              .filter(({ span }) => span > 0)
              .map(({ key, outer, span }) => (
                <th key={key} scope="colgroup" colSpan={span} className="pf-outer">
                  {outer}
                </th>
              ))}
          </tr>
          <tr>
            {columns.map(({ key, inner }) => (
              <th key={key} scope="col">
                {inner}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, lineAt) => (
            <tr key={line.key}>
              {line.span === 0 ? null : (
                <th scope="rowgroup" rowSpan={line.span} className="pf-outer">
                  {line.outer}
                </th>
              )}
              <th scope="row">{line.inner}</th>
              {columns.map((column, columnAt) => {
                const row = cells[lineAt]?.[columnAt] ?? null;
                if (row === null)
                  return (
                    <td key={column.key} className="mute">
                      —
                    </td>
                  );
                const step = rampStep(row);
                const isAt = lineAt === at.line && columnAt === at.column;
                return (
                  <td key={column.key}>
                    <button
                      type="button"
                      data-at={`${lineAt} ${columnAt}`}
                      data-step={step ?? 'none'}
                      tabIndex={isAt ? 0 : -1}
                      title={words(row, regionName)}
                      aria-label={words(row, regionName)}
                      onFocus={() => setActive({ line: lineAt, column: columnAt })}
                      onClick={() => onOpen(row)}
                    >
                      <Mark mark={MARKS[row.verdict]} />
                      <span>
                        {row.tightest === null ? '' : marginText(row.tightest.ratio, row.tightest.verdict)}
                      </span>
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
