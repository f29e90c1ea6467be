import { formatInteger, NOT_MEASURED } from '../../../../shared/view/number-format.ts';
import { ExplainNumber } from '../../../app/explain/ExplainNumber.tsx';
import { Mark, Status } from '../../../components/Status.tsx';
import { explainConstraint } from '../../../state/explain-store.ts';
import { useResults } from '../../../state/result-store.ts';

/** Peers of each host against what one host may have, on both sides. */
export function PeerLimit({ region }: { readonly region: string }) {
  const id = `overlay.peers@region:${region}`;
  const before = useResults((state) => state.baseline?.constraints.find((one) => one.id === id) ?? null);
  const after = useResults((state) => state.result?.after.constraints.find((one) => one.id === id) ?? null);
  const demand = before?.demand ?? null;
  const limit = before?.capacity ?? null;
  const then = after?.demand ?? null;
  const isMissed = before?.verdict === 'breach';
  return (
    <section className="sv-pane rule-top" aria-label="Peers per host">
      <header>
        <h2>Peers per host</h2>
        <span className="note">every other host and edge node of a full mesh</span>
      </header>
      <p className="sv-now">
        {demand === null ? (
          <span className="mute">{NOT_MEASURED}</span>
        ) : (
          <ExplainNumber target={explainConstraint(id, 'before')}>{formatInteger(demand)}</ExplainNumber>
        )}
        {then === null ? null : then === demand ? (
          <span className="mute">
            <Mark mark="scen" /> same
          </span>
        ) : (
          <ExplainNumber target={explainConstraint(id, 'after')} className="scen strong">
            {formatInteger(then)}
          </ExplainNumber>
        )}
        <span className="mute">
          {limit === null ? 'no limit given' : `of at most ${formatInteger(limit)}`}
        </span>
        {demand === null || limit === null ? (
          <Status mark="unknown">{NOT_MEASURED}</Status>
        ) : (
          <Status mark={isMissed ? 'breach' : 'ok'}>{isMissed ? 'Missed' : 'Holds'}</Status>
        )}
      </p>
    </section>
  );
}
