import { useEffect } from 'react';
import { overheadRow, type OverheadRow } from '../../../shared/view/overhead-rows.ts';
import { formatPercent } from '../../../shared/view/number-format.ts';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import { Button } from '../../components/Button.tsx';
import { NotYet } from '../../components/EmptyState.tsx';
import { chooseOverhead, loadOverhead, useOverhead } from '../../state/overhead-store.ts';
import { policyValue, usePolicy } from '../../state/policy-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';

function Row({ row, isChosen, onToggle }: { row: OverheadRow; isChosen: boolean; onToggle: () => void }) {
  return (
    <tr className={isChosen ? 'is-selected' : ''}>
      <th scope="row">
        {row.name}
        <span className="overhead-from mute">{row.from}</span>
      </th>
      <td className="r nw">{row.current}</td>
      <td className="r nw">
        {row.node === null ? (
          <span className="mute">{row.measured}</span>
        ) : (
          <ExplainNumber
            target={{ key: `overhead ${row.key}`, title: row.name, side: 'before', node: row.node }}
          >
            {row.measured}
          </ExplainNumber>
        )}
        {row.range === null ? null : <span className="overhead-from mute">{row.range}</span>}
      </td>
      <td className="r">
        {row.isOffered ? (
          <Button
            small
            pressed={isChosen}
            label={`${isChosen ? 'Leave it' : 'See effect'}: ${row.name} as measured`}
            onPress={onToggle}
          >
            {isChosen ? 'Leave it' : 'See effect'}
          </Button>
        ) : null}
      </td>
    </tr>
  );
}

/** Overhead per microVM as hosts and days show it, beside what the model counts with. */
export function OverheadPane() {
  const revision = useWorkspace((state) => state.info?.revision);
  const level = usePolicy((state) => policyValue(state.entries, 'intervalLevel'));
  const { answer, chosen, failure } = useOverhead();
  useEffect(() => {
    if (revision !== undefined) void loadOverhead();
  }, [revision]);
  const interval = typeof level === 'number' ? level : 0.9;
  const toggle = (row: OverheadRow): void =>
    void chooseOverhead(
      chosen.includes(row.key) ? chosen.filter((key) => key !== row.key) : [...chosen, row.key],
    );
  return (
    <section>
      <table aria-label="Measured overhead" className="tbl overhead">
        <thead>
          <tr>
            <th className="assumption-group">Measured overhead</th>
            <th className="r">
              Counted with{' '}
              {answer?.current == null ? null : <span className="origin">{answer.current.source}</span>}
            </th>
            <th className="r">Measured, {formatPercent(interval, 0)}</th>
            <th>
              <span className="vh">Take it</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {(answer?.offers ?? []).map((offer) => {
            const row = overheadRow(offer, interval);
            return (
              <Row key={row.key} row={row} isChosen={chosen.includes(row.key)} onToggle={() => toggle(row)} />
            );
          })}
        </tbody>
      </table>
      {answer !== null && failure === null ? null : (
        <NotYet
          inside
          wait="Reading what the hosts measured…"
          failed="The overhead was not estimated."
          failure={failure}
          again={() => void (answer === null ? loadOverhead() : chooseOverhead(chosen))}
        />
      )}
    </section>
  );
}
