import type { LoggedDecision } from '../../../shared/ipc/decision-channels.ts';
import { formatMomentDay } from '../../../shared/view/date-format.ts';
import { DECISION_KIND_WORDS } from '../../../shared/view/decision-words.ts';
import { SortHead, sortOrder } from '../../components/SortHead.tsx';
import {
  chooseDecision,
  sortDecisions,
  useDecisions,
  type DecisionSort,
} from '../../state/decision-store.ts';

function Row({ decision, isChosen }: { readonly decision: LoggedDecision; readonly isChosen: boolean }) {
  const { id, atMs, kind, title, by, revertedBy } = decision;
  return (
    <tr className={isChosen ? 'is-selected' : ''}>
      <td className="r mute">{id}</td>
      <th scope="row">
        <button
          type="button"
          className="dec-pick"
          title={title}
          {...(isChosen ? { 'aria-current': 'true' as const } : {})}
          onClick={() => chooseDecision(id)}
        >
          {revertedBy === null ? title : <s>{title}</s>}
        </button>
      </th>
      <td>{revertedBy === null ? DECISION_KIND_WORDS[kind] : `Taken back by ${revertedBy}`}</td>
      <td className="ell">{by ?? <span className="mute">nobody named</span>}</td>
      <td className="r">{formatMomentDay(atMs)}</td>
    </tr>
  );
}

/** ↑ ↓ go from one decision to the next and choose it. */
function onTableKey(event: React.KeyboardEvent<HTMLElement>): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (by === 0) return;
  const picks = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('.dec-pick')];
  const at = picks.findIndex((pick) => pick === document.activeElement);
  const next = at < 0 ? undefined : picks[at + by];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
  next.click();
}

function Head({
  sort,
  children,
  isNumber = false,
}: {
  readonly sort: DecisionSort;
  readonly children: string;
  readonly isNumber?: boolean;
}) {
  const current = useDecisions((state) => state.sort);
  const isOn = current === sort || (sort === 'newest' && current === 'oldest');
  const next = sort === 'newest' && current === 'newest' ? 'oldest' : sort;
  return (
    <SortHead
      isNumber={isNumber}
      order={sortOrder(isOn, current === 'newest')}
      onSort={() => sortDecisions(next)}
    >
      {children}
    </SortHead>
  );
}

/** The log, searched and sorted. */
export function DecisionTable({
  rows,
  chosen,
}: {
  readonly rows: readonly LoggedDecision[];
  readonly chosen: number | null;
}) {
  return (
    <section className="dec-list" aria-label="Decisions">
      {rows.length === 0 ? <p className="mute">No decision matches.</p> : null}
      <table aria-label="Decisions" className="tbl" onKeyDown={onTableKey}>
        <thead>
          <tr>
            <th className="r dec-no">No.</th>
            <Head sort="title">Decision</Head>
            <Head sort="kind">Kind</Head>
            <Head sort="by">By</Head>
            <Head sort="newest" isNumber>
              On
            </Head>
          </tr>
        </thead>
        <tbody>
          {rows.map((decision) => (
            <Row key={decision.id} decision={decision} isChosen={decision.id === chosen} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
