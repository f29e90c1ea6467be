import { useState } from 'react';
import type { PipelineOdds } from '../../../../shared/timeline/pipeline-result.ts';
import { formatDay } from '../../../../shared/view/date-format.ts';
import { moneyText } from '../../../../shared/view/onboarding-actions-view.ts';
import { constraintPhraseOf } from '../../../../shared/view/constraint-phrase-of.ts';
import { counted, formatInteger } from '../../../../shared/view/number-format.ts';
import { ODDS_INTERVAL, oddsRange, oddsText } from '../../../../shared/view/odds-view.ts';
import { effectRows, shareNode } from '../../../../shared/view/pipeline-view.ts';
import { CopyCsv } from '../../../app/figure/CopyCsv.tsx';
import { ExplainNumber } from '../../../app/explain/ExplainNumber.tsx';
import { useInventory } from '../../../state/inventory-store.ts';

interface EffectsPaneProps {
  readonly odds: PipelineOdds;
  readonly nameOf: (id: string) => string;
}

const SHOWN = 8;

/** Which signature breaks which target, when, and in how many runs; and what to buy for two courses of demand. */
export function EffectsPane({ odds, nameOf }: EffectsPaneProps) {
  const regionName = useInventory((state) => state.regionName);
  const [showsAll, setShowsAll] = useState(false);
  const rows = effectRows(odds, nameOf, regionName);
  const shown = showsAll ? rows : rows.slice(0, SHOWN);
  return (
    <section className="pane effects rule-top" aria-label="Which signature breaks what">
      <header>
        <h2>Which signature breaks which target, when?</h2>
        <span className="note">
          {formatInteger(odds.runs)} runs, each asked with the signature and without; {ODDS_INTERVAL}
        </span>
        <CopyCsv what="Which signature breaks which target" />
      </header>
      {rows.length === 0 ? (
        <p className="soft">No signature makes a target miss that holds without it.</p>
      ) : (
        <table className="tbl">
          <thead>
            <tr>
              <th>Customer</th>
              <th>Target</th>
              <th className="r">breaks it in</th>
              <th>on (10 – 90%)</th>
              <th className="r">missed if signed</th>
              <th className="r">if lost</th>
              <th>missed anyhow</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.key}>
                <th scope="row" className="med">
                  {row.customer}
                </th>
                <td>
                  {row.name} <span className="mute">{row.where}</span>
                </td>
                <td className="r">
                  <ExplainNumber
                    target={{
                      key: `breaks ${row.key}`,
                      title: `${row.customer} breaks ${row.name}, ${row.where}`,
                      side: 'after',
                      node: shareNode(odds, row.breaks, 'Missed with the signature, holds without'),
                    }}
                    className="scen strong"
                  >
                    {oddsText(row.breaks)}
                  </ExplainNumber>{' '}
                  <span className="mute">{oddsRange(row.breaks, odds.runs)}</span>
                </td>
                <td>{row.when === '' ? <span className="mute">never</span> : row.when}</td>
                <td className="r">{oddsText(row.missIfSigned)}</td>
                <td className="r">{oddsText(row.missIfLost)}</td>
                <td className="mute">{row.sooner}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rows.length > SHOWN ? (
        <button type="button" className="linkish more" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? 'Show fewer' : `${rows.length - SHOWN} more`}
        </button>
      ) : null}
    </section>
  );
}

/** Hosts to buy by when, for the expected course and for one that 90% of the runs stay under. */
export function PurchasesPane({ odds }: { readonly odds: PipelineOdds }) {
  const regionName = useInventory((state) => state.regionName);
  const asOf = odds.days[0] ?? null;
  return (
    <section className="pane purchases" aria-label="Hosts to buy">
      <header>
        <h2>Hosts to buy, by when</h2>
        <span className="note">one delivery per target</span>
      </header>
      {odds.purchases.map(({ demand, lines, unmended }) => (
        <div key={demand}>
          <h3>{demand === 'expected' ? 'Expected demand' : 'Demand 90% of the runs stay under'}</h3>
          {lines.length === 0 && unmended.length === 0 ? (
            <p className="soft">Nothing to buy.</p>
          ) : (
            <ol className="ob-actions">
              {lines.map((line) => (
                <li key={`${line.cluster} ${line.sku} ${line.target}`}>
                  <b className="when">
                    {line.orderBy === null
                      ? 'no date'
                      : line.late
                        ? 'at once'
                        : `by ${formatDay(line.orderBy, asOf)}`}
                  </b>
                  <span>
                    {line.count} × {line.sku} for {line.cluster}
                  </span>
                  <span className="mute r">
                    {constraintPhraseOf(line.target, regionName)}, in service{' '}
                    {formatDay(line.inServiceBy, asOf)}
                    {line.cost === null ? '' : `, ${moneyText(line.cost, line.currency)}`}
                  </span>
                </li>
              ))}
              {unmended.map((id) => (
                <li key={id}>
                  <b className="when">nothing</b>
                  <span>No machine type of the inventory mends {constraintPhraseOf(id, regionName)}.</span>
                </li>
              ))}
            </ol>
          )}
        </div>
      ))}
      <h3>Sign in this order</h3>
      <p className="soft">
        {counted(odds.signFirst.length, 'customer')}, the ones that move dates least first: see the column
        Sign.
      </p>
    </section>
  );
}
