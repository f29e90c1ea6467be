import { reservedHostsName } from '../../../shared/assess/losses-name.ts';
import { fitRows } from '../../../shared/view/fit-rows.ts';
import { formatInteger, formatPlain, NOT_MEASURED } from '../../../shared/view/number-format.ts';
import { quantityText } from '../../../shared/view/quantity-format.ts';
import { CopyCsv } from '../../app/figure/CopyCsv.tsx';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import { Mark } from '../../components/Status.tsx';
import { explainConstraint } from '../../state/explain-store.ts';
import { useInventory } from '../../state/inventory-store.ts';
import type { RegionView } from './use-region-view.ts';
import { reserveNote, useShownReserve } from './use-shown-reserve.ts';

/** How many more of each flavor fit with the hosts of the policy kept in reserve: packed host by host, not divided on averages. */
export function FitTable({ view }: { readonly view: RegionView }) {
  const reserve = reserveNote(useShownReserve(reservedHostsName));
  const choices = useInventory((state) => state.choices);
  if (choices === null || choices.flavors.length === 0) return null;
  const clusters = new Set(
    choices.clusters.filter((cluster) => cluster.region === view.region).map(({ id }) => id),
  );
  const rows = fitRows(
    choices.flavors.map(({ id }) => id),
    clusters,
    view.before,
    view.after,
  );
  const sizes = new Map(choices.flavors.map((flavor) => [flavor.id, flavor]));
  return (
    <div className="pane">
      <header>
        <h2>Room for more</h2>
        <span className="note">of each flavor with {reserve} kept free</span>
        <CopyCsv what="Room for more" />
      </header>
      <table aria-label="Room for more" className="tbl fit">
        <thead>
          <tr>
            <th>Flavor</th>
            <th>Size</th>
            <th className="r">at least</th>
            {view.after === null ? null : (
              <th className="r scen">
                <Mark mark="scen" /> scenario
              </th>
            )}
            <th className="r">most in</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const size = sizes.get(row.flavor);
            return (
              <tr key={row.flavor}>
                <th scope="row" className="med">
                  {row.flavor}
                </th>
                <td className="mute">
                  {size?.vcpus == null ? '' : `${formatPlain(size.vcpus)} vCPU, `}
                  {size?.memoryBytes == null
                    ? ''
                    : quantityText(size.memoryBytes, 'bytes').replace('.0 ', ' ')}
                </td>
                <td className="r">
                  {row.fits === null ? <span className="mute">{NOT_MEASURED}</span> : formatInteger(row.fits)}
                </td>
                {view.after === null ? null : (
                  <td className="r">
                    {row.scenario === null ? (
                      <span className="mute">same</span>
                    ) : (
                      <span className="scen strong">{formatInteger(row.scenario)}</span>
                    )}
                  </td>
                )}
                <td className="r">
                  {row.roomiest === null ? (
                    <span className="mute">none</span>
                  ) : (
                    <ExplainNumber target={explainConstraint(row.roomiest.constraintId, 'before')}>
                      {row.roomiest.cluster}
                    </ExplainNumber>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
