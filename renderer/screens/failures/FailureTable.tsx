import { Fragment } from 'react';
import type { FailureModeId } from '../../../shared/documents/failure-modes/failure-mode.ts';
import { counted } from '../../../shared/view/number-format.ts';
import { Mark, Status } from '../../components/Status.tsx';
import { chooseFailure, useFailures } from '../../state/failure-store.ts';
import { scopesText, type RegionMode } from './failure-rows.ts';

function SimulationCell({ row }: { readonly row: RegionMode }) {
  const missing = row.scopes.length - row.simulated;
  if (row.scopes.length === 0) return <Status mark="unknown">nothing</Status>;
  if (row.simulated === 0) return <Status mark="unknown">none</Status>;
  return (
    <>
      {scopesText(row.scopes)}
      {missing > 0 ? <span className="mute">, {missing} without</span> : null}
    </>
  );
}

function AlertCell({ row }: { readonly row: RegionMode }) {
  const gaps = row.scopes.reduce((sum, scope) => sum + scope.gaps.length, 0);
  if (row.scopes.length === 0) return <span className="mute">none</span>;
  if (row.alerts === 0) return <Status mark="unknown">none</Status>;
  return (
    <>
      {row.alerts}
      {gaps > 0 ? (
        <span className="fm-gap is-unknown">
          {' '}
          <Mark mark="unknown" /> {counted(gaps, 'gap')}
        </span>
      ) : null}
    </>
  );
}

function Row({ row, isChosen }: { readonly row: RegionMode; readonly isChosen: boolean }) {
  const { mode } = row;
  const isDrafted = useFailures((state) => state.drafts.has(mode.id));
  return (
    <tr className={isChosen ? 'is-selected' : ''}>
      <th scope="row">
        <button
          type="button"
          className="fm-pick"
          title={mode.summary}
          {...(isChosen ? { 'aria-current': 'true' as const } : {})}
          onClick={() => chooseFailure(mode.id)}
        >
          {mode.title}
        </button>
      </th>
      <td title={row.scopes.length === 0 ? row.gaps[0] : row.scopes.map(({ scope }) => scope).join(', ')}>
        <SimulationCell row={row} />
      </td>
      <td className="r">
        <AlertCell row={row} />
      </td>
      <td>
        {isDrafted ? (
          <span className="soft">draft</span>
        ) : mode.runbook.edited ? (
          <span
            className="badge plain"
            title={mode.runbook.templateChanged ? 'The template has changed since' : undefined}
          >
            edited
          </span>
        ) : (
          <span className="mute">template</span>
        )}
      </td>
    </tr>
  );
}

/** ↑ ↓ go from one mode to the next and choose it. */
function onTableKey(event: React.KeyboardEvent<HTMLElement>): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (by === 0) return;
  const picks = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('.fm-pick')];
  const next = picks[picks.findIndex((pick) => pick === document.activeElement) + by];
  if (next === undefined || !picks.some((pick) => pick === document.activeElement)) return;
  event.preventDefault();
  next.focus();
  next.click();
}

const GROUPS = [
  { kind: 'failure', title: 'Failures' },
  { kind: 'trigger', title: 'Triggers' },
] as const;

/** Mode × simulation × alerts × runbook. A missing one is a gap, said in the cell. */
export function FailureTable({
  rows,
  chosen,
}: {
  readonly rows: readonly RegionMode[];
  readonly chosen: FailureModeId;
}) {
  return (
    <section className="fm-list" aria-label="Failure modes">
      <table aria-label="Failure modes" className="tbl" onKeyDown={onTableKey}>
        <thead>
          <tr>
            <th className="fm-mode">Mode</th>
            <th>Simulated on</th>
            <th className="r fm-count">Alerts</th>
            <th className="fm-book">Runbook</th>
          </tr>
        </thead>
        <tbody>
          {GROUPS.map(({ kind, title }) => (
            <Fragment key={kind}>
              <tr className="fm-group">
                <th colSpan={4} scope="colgroup">
                  {title}
                </th>
              </tr>
              {rows
                .filter(({ mode }) => mode.kind === kind)
                .map((row) => (
                  <Row key={row.mode.id} row={row} isChosen={row.mode.id === chosen} />
                ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}
