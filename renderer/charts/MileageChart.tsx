import { SURVIVAL_WORDS } from '../../shared/view/survival-words.ts';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { SurvivalVerdict } from '../../shared/placement/outcome.ts';
import type { Mileage, MileageCell } from '../../shared/view/mileage.ts';
import { counted, formatInteger } from '../../shared/view/number-format.ts';

interface MileageChartProps {
  readonly label: string;
  readonly chart: Mileage;
  readonly hasScenario: boolean;
  /** Hosts of the loss that is open. */
  readonly chosen: readonly string[];
  readonly onChoose: (hosts: readonly string[], name: string) => void;
}

/** One verdict as a cell: its shape says it without colour. */
function VerdictCell({ verdict }: { readonly verdict: SurvivalVerdict }) {
  return (
    <svg className="m-cell" viewBox="0 0 16 16" aria-hidden="true">
      <rect className={`p-${verdict}`} x="1" y="1" width="14" height="14" rx="2" />
      {verdict === 'fails' ? <path className="p-x" d="m5 5 6 6M11 5l-6 6" /> : null}
      {verdict === 'survives-repacked' ? <path className="p-r" d="M5 8h6" /> : null}
      {verdict === 'undecided' ? (
        <path className="p-q" d="M6.2 6.2c0-2.4 3.6-2.4 3.6 0 0 1.5-1.8 1.4-1.8 3M8 11.7v.01" />
      ) : null}
    </svg>
  );
}

interface Place {
  readonly row: number;
  /** −1: the host alone. */
  readonly column: number;
}

function cellWords(cell: MileageCell, hosts: string): string {
  if (cell.worst === null) {
    const verdict = cell.scenario === null ? 'not tried' : SURVIVAL_WORDS[cell.scenario];
    return `${hosts}, only in the scenario: ${verdict}`;
  }
  if (cell.pairs === 1) return `${hosts}: ${SURVIVAL_WORDS[cell.worst]}`;
  const { counts } = cell;
  const parts = (['fails', 'undecided', 'survives-repacked', 'survives'] as const)
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${formatInteger(counts[verdict])} ${SURVIVAL_WORDS[verdict]}`);
  return `${hosts}, ${counted(cell.pairs, 'pair')}: ${parts.join(', ')}`;
}

/**
 * Which pair kills us: a triangle of pairs, hosts by harm with their names on the diagonal, the first column each host alone, and
 * all hosts that harm nobody in one row. Arrow keys go from cell to cell, Enter opens one. An accent dot marks where the scenario
 * fares otherwise.
 */
export function MileageChart({ label, chart, hasScenario, chosen, onChoose }: MileageChartProps) {
  const grid = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Place>({ row: 0, column: -1 });
  const { rows, cells, alone, harmless, harmlessAdded } = chart;
  const isOpen = (hosts: readonly string[]): boolean =>
    hosts.length === chosen.length && hosts.every((host) => chosen.includes(host));
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const row = Math.min(rows.length - 1, Math.max(0, place.row + (step[0] ?? 0)));
    const last = (cells[row]?.length ?? 0) - 1;
    const column = Math.min(last, Math.max(-1, place.column + (step[1] ?? 0)));
    setPlace({ row, column });
    grid.current?.querySelector<HTMLElement>(`[data-place="${row} ${column}"]`)?.focus();
  };
  const stop = (row: number, column: number) => ({
    'data-place': `${row} ${column}`,
    tabIndex: place.row === row && place.column === column ? 0 : -1,
    onFocus: () => setPlace({ row, column }),
  });
  return (
    <div className="mileage">
      {rows.length > 0 ? (
        <>
          <div className="m-head mute" aria-hidden="true">
            <span>alone</span>
            <span>with another</span>
          </div>
          <div ref={grid} role="grid" tabIndex={-1} aria-label={label} onKeyDown={move}>
            {rows.map((row, at) => {
              const single = alone[at];
              const aloneVerdict = single?.before ?? single?.after ?? null;
              const aloneDiffers = hasScenario && single?.after != null && single.after !== single.before;
              const aloneWords =
                aloneVerdict === null
                  ? ''
                  : `${row.name} alone${single?.before == null ? ', only in the scenario' : ''}: ${SURVIVAL_WORDS[aloneVerdict]}`;
              return (
                <div key={row.name} role="row" className="m-row">
                  <span role="gridcell">
                    {aloneVerdict === null ? (
                      <i className="m-none" />
                    ) : (
                      <button
                        type="button"
                        className={isOpen(row.hosts.slice(0, 1)) ? 'm-at on' : 'm-at'}
                        aria-label={aloneWords}
                        title={aloneWords}
                        onClick={() => onChoose(row.hosts.slice(0, 1), row.hosts[0] ?? '')}
                        {...stop(at, -1)}
                      >
                        <VerdictCell verdict={aloneVerdict} />
                        {aloneDiffers ? <i className="m-scen" /> : null}
                      </button>
                    )}
                  </span>
                  <span className="m-gap" aria-hidden="true" />
                  {cells[at]?.map((cell, column) => {
                    const other = rows[column];
                    const names =
                      other === row
                        ? `${row.name}, among themselves`
                        : `${other?.name ?? ''} and ${row.name}`;
                    const words = cellWords(cell, names);
                    const differs = hasScenario && cell.scenario !== null && cell.scenario !== cell.worst;
                    const shown = cell.worst ?? cell.scenario;
                    const said =
                      differs && cell.worst !== null && cell.scenario !== null
                        ? `${words}; in the scenario ${SURVIVAL_WORDS[cell.scenario]}`
                        : words;
                    return (
                      <span key={other?.name ?? column} role="gridcell">
                        <button
                          type="button"
                          className={isOpen(cell.example) ? 'm-at on' : 'm-at'}
                          aria-label={said}
                          title={said}
                          onClick={() => onChoose(cell.example, cell.example.join(' + '))}
                          {...stop(at, column)}
                        >
                          {shown === null ? <i className="m-none" /> : <VerdictCell verdict={shown} />}
                          {differs ? <i className="m-scen" /> : null}
                        </button>
                      </span>
                    );
                  })}
                  <span
                    role="rowheader"
                    className={row.hosts.some((host) => chosen.includes(host)) ? 'm-name strong' : 'm-name'}
                  >
                    {row.name}
                    {row.isAdded ? <span className="scen">, in the scenario only</span> : null}
                    {row.isLost ? <span className="scen">, lost in the scenario</span> : null}
                  </span>
                </div>
              );
            })}
          </div>
        </>
      ) : null}
      {harmless.length > 0 ? (
        <div className="m-row m-rest">
          <VerdictCell verdict="survives" />
          <span className="m-gap" />
          {rows.map((row) => (
            <VerdictCell key={row.name} verdict="survives" />
          ))}
          <span className="m-name" title={harmless.join(', ')}>
            {counted(harmless.length, rows.length > 0 ? 'other' : 'host')}, each
            {harmlessAdded.length > 0 ? (
              <span className="scen">
                , {formatInteger(harmlessAdded.length)} of them in the scenario only
              </span>
            ) : null}
          </span>
        </div>
      ) : null}
    </div>
  );
}
