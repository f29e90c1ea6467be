import { useMemo, useState } from 'react';
import { csvText } from '../../../../shared/view/chart-table.ts';
import type { SavedPortfolio } from '../../../../shared/ipc/portfolio-channels.ts';
import type { PortfolioRow } from '../../../../shared/timeline/portfolio-row.ts';
import { tabText } from '../../../../shared/view/host-table.ts';
import { counted, formatInteger, formatPlain } from '../../../../shared/view/number-format.ts';
import {
  portfolioColumns,
  portfolioTable,
  sameMargins,
  VERDICT_WORDS,
  type PortfolioColumn,
  type PortfolioFigure,
} from '../../../../shared/view/portfolio-columns.ts';
import {
  filteredRows,
  sortedRows,
  type PortfolioSort,
  type VerdictFilter,
} from '../../../../shared/view/portfolio-rows.ts';
import { portfolioVerdict } from '../../../../shared/view/portfolio-verdict.ts';
import { PORTFOLIO_AXES } from '../../../../shared/timeline/portfolio.ts';
import { ScenarioHead } from '../../../app/explain/SentenceHeads.tsx';
import { Button } from '../../../components/Button.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { copyText } from '../../../state/clipboard.ts';
import { useInventory } from '../../../state/inventory-store.ts';
import { explainRow } from '../../../state/portfolio-explain.ts';
import {
  isCurrent,
  openRow,
  usePortfolios,
  type EvaluatedPortfolio,
} from '../../../state/portfolio-store.ts';
import { useWorkspace } from '../../../state/workspace-store.ts';
import { PortfolioMap } from './PortfolioMap.tsx';
import { PortfolioRows } from './PortfolioRows.tsx';

type Shows = 'table' | 'map';

const OUTDATED = 'The lists or the data have changed since: evaluate again to renew it.';
const FILTERS: readonly VerdictFilter[] = ['all', 'breach', 'ok', 'refused'];

interface ToolsProps {
  readonly rows: readonly PortfolioRow[];
  readonly shown: readonly PortfolioRow[];
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly verdict: VerdictFilter;
  readonly onVerdict: (verdict: VerdictFilter) => void;
  readonly shows: Shows;
  readonly onShow: (shows: Shows) => void;
}

function Tools({ rows, shown, typed, onType, verdict, onVerdict, shows, onShow }: ToolsProps) {
  const what = counted(shown.length, 'cell');
  const count = (of: VerdictFilter): number =>
    of === 'all' ? rows.length : rows.filter((row) => row.verdict === of).length;
  return (
    <div className="pf-tools">
      <div className="input small search">
        <Icon name="search" size={14} />
        <input
          aria-label="Filter cells"
          placeholder="Filter cells"
          value={typed}
          onChange={(event) => onType(event.currentTarget.value)}
        />
      </div>
      <div className="seg small" role="group" aria-label="Cells with verdict">
        {FILTERS.filter((of) => of === 'all' || count(of) > 0).map((of) => (
          <button
            key={of}
            type="button"
            className={of === verdict ? 'on' : ''}
            aria-pressed={of === verdict}
            onClick={() => onVerdict(of)}
          >
            {of === 'all' ? 'All' : VERDICT_WORDS[of]} {formatInteger(count(of))}
          </button>
        ))}
      </div>
      <span className="grow" />
      <div className="seg small" role="group" aria-label="Show cells as">
        {(['table', 'map'] as const).map((way) => (
          <button
            key={way}
            type="button"
            className={way === shows ? 'on' : ''}
            aria-pressed={way === shows}
            onClick={() => onShow(way)}
          >
            <Icon name={way} size={14} />
            {way === 'table' ? 'Table' : 'Map'}
          </button>
        ))}
      </div>
      <Button small icon="copy" onPress={() => void copyText(what, tabText(portfolioTable(shown)))}>
        Copy
      </Button>
      <Button
        small
        icon="table"
        onPress={() => void copyText(`${what} as CSV`, csvText(portfolioTable(shown)))}
      >
        Copy as CSV
      </Button>
    </div>
  );
}

/** What is the same in every cell stands in no column; it is said once. */
function Shared({ rows }: { readonly rows: readonly PortfolioRow[] }) {
  const [first] = rows;
  if (first === undefined || rows.length < 2) return null;
  const same = PORTFOLIO_AXES.filter((axis) => rows.every(({ names }) => names[axis] === first.names[axis]));
  const words = [...same.map((axis) => first.names[axis]), ...sameMargins(rows)];
  return words.length === 0 ? null : <p className="more mute">In every cell: {words.join(', ')}</p>;
}

function Evaluated({
  evaluated,
  isNew,
}: {
  readonly evaluated: EvaluatedPortfolio;
  readonly isNew: boolean;
}) {
  const { rows, total, runs, elapsedMs } = evaluated.table;
  const regionName = useInventory((state) => state.regionName);
  const asOf = useWorkspace((state) => state.info?.asOf ?? null);
  const [sort, setSort] = useState<PortfolioSort | null>(null);
  const [typed, setTyped] = useState('');
  const [verdict, setVerdict] = useState<VerdictFilter>('all');
  const [shows, setShows] = useState<Shows>('table');
  const columns = useMemo(
    () => portfolioColumns(rows, runs, asOf, regionName),
    [rows, runs, asOf, regionName],
  );
  const said = useMemo(() => portfolioVerdict(rows, total, regionName), [rows, total, regionName]);
  const filtered = useMemo(
    () => filteredRows(rows, typed, verdict, regionName),
    [rows, typed, verdict, regionName],
  );
  const shown = useMemo(() => sortedRows(filtered, columns, sort), [filtered, columns, sort]);
  const onSort = (column: PortfolioColumn) =>
    setSort((before) => ({
      column: column.id,
      descending: before?.column === column.id ? !before.descending : false,
    }));
  const explain = (row: PortfolioRow, figure: PortfolioFigure, title: string) =>
    void explainRow(row, figure, title, runs);
  return (
    <>
      <ScenarioHead verdict={said} notes={isNew ? [] : [OUTDATED]} />
      <div className="pane pf-pane">
        <header>
          <h2>Cells</h2>
          <span className="note">
            margin to the target in % of what is available; what is missed today and gets no worse is left out
          </span>
          <span className="grow" />
          <span className="note took">{formatPlain(elapsedMs / 1000, 1)} s</span>
        </header>
        <Tools
          rows={rows}
          shown={shown}
          typed={typed}
          onType={setTyped}
          verdict={verdict}
          onVerdict={setVerdict}
          shows={shows}
          onShow={setShows}
        />
        {shown.length === 0 ? (
          <p className="soft">No cell matches the filter.</p>
        ) : shows === 'table' ? (
          <PortfolioRows
            rows={shown}
            columns={columns}
            sort={sort}
            onSort={onSort}
            onOpen={openRow}
            onExplain={explain}
          />
        ) : (
          <PortfolioMap rows={filtered} onOpen={openRow} regionName={regionName} />
        )}
        <Shared rows={rows} />
      </div>
    </>
  );
}

/** What the cells come to: a sentence, a table, a map. */
export function PortfolioResult({ saved }: { readonly saved: SavedPortfolio }) {
  const evaluated = usePortfolios((state) => state.evaluated);
  const revision = useWorkspace((state) => state.info?.revision ?? null);
  if (evaluated === null) {
    return (
      <EmptyState icon="table" title="Not evaluated yet">
        Every cell is computed as the scenario it opens as: verdict, how much room each domain has to its
        target, the next date, and how many customers fit.
      </EmptyState>
    );
  }
  return <Evaluated evaluated={evaluated} isNew={isCurrent(evaluated, saved.portfolio, revision)} />;
}
