import { reserveName, type ReservePolicy } from '../../../shared/assess/losses-name.ts';
import { SURVIVAL_WORDS } from '../../../shared/view/survival-words.ts';
import { clusterRows, type ClusterFigure, type ClusterRow } from '../../../shared/view/cluster-rows.ts';
import { formatInteger } from '../../../shared/view/number-format.ts';
import { clusterTable } from '../../../shared/view/overview-tables.ts';
import type { SurvivalVerdict } from '../../../shared/placement/outcome.ts';
import { showHosts, whatIfLargestHostLost } from '../../app/commands.ts';
import { CopyCsv } from '../../app/figure/CopyCsv.tsx';
import { Button } from '../../components/Button.tsx';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import { SURVIVAL_MARKS } from '../../components/state-marks.ts';
import { Mark, Status } from '../../components/Status.tsx';
import { explainConstraint } from '../../state/explain-store.ts';
import { useInventory } from '../../state/inventory-store.ts';
import type { RegionView } from './use-region-view.ts';
import { reserveNote, useShownReserve } from './use-shown-reserve.ts';

function Survives({ verdict }: { readonly verdict: SurvivalVerdict | null }) {
  if (verdict === null) return <Status mark="unknown">not tried</Status>;
  return <Status mark={SURVIVAL_MARKS[verdict]}>{SURVIVAL_WORDS[verdict]}</Status>;
}

function Figures({
  figure,
  hasScenario,
}: {
  readonly figure: ClusterFigure | null;
  readonly hasScenario: boolean;
}) {
  return (
    <>
      <td className="r">
        {figure === null ? (
          <span className="mute">not measured</span>
        ) : (
          <ExplainNumber target={explainConstraint(figure.constraintId, 'before')}>
            {figure.baseline}
          </ExplainNumber>
        )}
      </td>
      {hasScenario ? (
        <td className="r">
          {figure?.scenario == null ? (
            <span className="mute">same</span>
          ) : (
            <ExplainNumber target={explainConstraint(figure.constraintId, 'after')} className="scen strong">
              {figure.scenario}
            </ExplainNumber>
          )}
        </td>
      ) : null}
    </>
  );
}

function Row({ row, hasScenario }: { readonly row: ClusterRow; readonly hasScenario: boolean }) {
  const { before, after } = row.survival;
  const changed = hasScenario && after !== null && after !== before;
  return (
    <tr>
      <th scope="row" className="med">
        <button
          type="button"
          className="num"
          title={`Hosts of ${row.id}`}
          onClick={() => showHosts({ cluster: row.id })}
        >
          {row.id}
        </button>
      </th>
      <td className="r">{formatInteger(row.hosts)}</td>
      <td className="r">{formatInteger(row.microvms)}</td>
      <td>
        <Survives verdict={before} />
        {changed ? (
          <>
            <span className="scen"> → </span>
            <Survives verdict={after} />
          </>
        ) : null}
      </td>
      <Figures figure={row.memory} hasScenario={hasScenario} />
      <Figures figure={row.cpu} hasScenario={hasScenario} />
      <td className="r ask">
        <Button kind="quiet" small icon="hostloss" onPress={() => whatIfLargestHostLost(row.id)}>
          Lose the largest host
        </Button>
      </td>
    </tr>
  );
}

const hostsLost = ({ hostLossesPerCluster: losses }: ReservePolicy): string =>
  losses === 1 ? 'one host' : `${losses} hosts`;

/** Per cluster: does it survive any one loss, what is left, and the first what-if. */
export function ClusterTable({ view }: { readonly view: RegionView }) {
  const clusters = useInventory((state) => state.choices?.clusters);
  const lost = reserveNote(useShownReserve(hostsLost));
  const reserve = reserveNote(useShownReserve(reserveName));
  const rows = clusterRows(
    (clusters ?? []).filter((cluster) => cluster.region === view.region),
    view.before,
    view.after,
  );
  const hasScenario = view.after !== null;
  const scenario = hasScenario ? (
    <th className="r scen">
      <Mark mark="scen" /> scenario
    </th>
  ) : null;
  return (
    <div className={hasScenario ? 'pane clusters with-scenario' : 'pane clusters'}>
      <header>
        <h2>Clusters</h2>
        <span className="note">headroom after {reserve}; every loss tried one by one</span>
        <CopyCsv
          what="Clusters"
          table={() => clusterTable(rows, view.before.constraints, view.after?.constraints ?? null)}
        />
      </header>
      <table aria-label="Clusters" className="tbl">
        <thead>
          <tr>
            <th>Cluster</th>
            <th className="r">Hosts</th>
            <th className="r">MicroVMs</th>
            <th>Any {lost} lost</th>
            <th className="r">Memory headroom</th>
            {scenario}
            <th className="r">CPU headroom</th>
            {scenario}
            <th className="r">Ask</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} hasScenario={hasScenario} />
          ))}
        </tbody>
      </table>
      {rows.length === 0 ? <p className="mute">This region has no clusters.</p> : null}
    </div>
  );
}
