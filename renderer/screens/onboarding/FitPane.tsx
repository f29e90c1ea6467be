import type { OnboardOutcome } from '../../../shared/events/onboarding-preview.ts';
import type { OnboardingDetails } from '../../../shared/timeline/onboarding-details.ts';
import { lossesName } from '../../../shared/assess/losses-name.ts';
import { formatInteger } from '../../../shared/view/number-format.ts';
import { fitRowsOf, refusedSentence, type FitRow } from '../../../shared/view/onboarding-fits.ts';
import { CopyPane } from '../../app/figure/CopyPane.tsx';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import { explainConstraint } from '../../state/explain-store.ts';
import { useInventory } from '../../state/inventory-store.ts';
import { useLosses } from '../../state/policy-store.ts';
import { survivalText } from './survival-text.ts';

const MOST_PIPS = 8;

/** One pip per customer that fits; those that all limits let in are in accent. */
function Pips({ count, answer }: { readonly count: number; readonly answer: number | null }) {
  return (
    <span className="pips" aria-hidden="true">
      {Array.from({ length: MOST_PIPS }, (_, at) => (
        <i key={at} className={at < Math.min(count, answer ?? count) ? 'in' : at < count ? 'could' : ''} />
      ))}
    </span>
  );
}

function Row({ row, answer }: { readonly row: FitRow; readonly answer: number | null }) {
  const name = (
    <>
      {row.name} <span className="mute">{row.where}</span>
    </>
  );
  return (
    <li>
      <span className="ell" title={`${row.name} ${row.where}`}>
        {name}
      </span>
      <Pips count={row.count} answer={answer} />
      {row.constraintId === null ? (
        <span className="r">{formatInteger(row.count)}</span>
      ) : (
        <ExplainNumber target={explainConstraint(row.constraintId, 'before')} className="r">
          {formatInteger(row.count)}
        </ExplainNumber>
      )}
    </li>
  );
}

/** How many such customers fit, and which limit refuses the next one. */
export function FitPane({
  outcome,
  details,
  isAwaited,
}: {
  readonly outcome: OnboardOutcome;
  readonly details: OnboardingDetails | null;
  /** They are on their way, where they are not there. */
  readonly isAwaited: boolean;
}) {
  const regionName = useInventory((state) => state.regionName);
  const survival = lossesName(useLosses());
  const { howManyFit } = outcome;
  const rows = details === null ? [] : fitRowsOf(outcome, details.fits, regionName);
  return (
    <section className="pane fit" aria-label="How many fit">
      <header>
        <h2>How many fit?</h2>
        {rows.length === 0 ? null : (
          <CopyPane
            what="How many fit"
            table={() => ({
              columns: ['limit', 'where', 'such customers'],
              rows: rows.map(({ name, where, count }) => [name, where, count]),
            })}
          />
        )}
      </header>
      <p className="figure">
        {howManyFit === null ? 'no limit' : formatInteger(howManyFit)}{' '}
        <span className="fig-u">{howManyFit === 1 ? 'such customer' : 'such customers'}</span>
      </p>
      <p className="soft sm">
        {refusedSentence(outcome, regionName, survival)} {survivalText(outcome, survival)}
      </p>
      {details === null ? (
        isAwaited ? (
          <p className="mute sm">Counting by every limit…</p>
        ) : null
      ) : (
        <ul className="fr">
          {rows.map((row) => (
            <Row key={row.id} row={row} answer={howManyFit} />
          ))}
        </ul>
      )}
    </section>
  );
}
