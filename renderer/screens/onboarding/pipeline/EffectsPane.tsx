import { useState } from 'react';
import type { PipelineOdds } from '../../../../shared/timeline/pipeline-result.ts';
import { formatInteger } from '../../../../shared/view/number-format.ts';
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

/** Which signature breaks which target, when, and in how many runs. */
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
        <table aria-label="Which signature breaks which target" className="tbl">
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
