import type { ServicesAnswer } from '../../../../shared/ipc/services-channels.ts';
import { edgeLossRows, type EdgeLossRow } from '../../../../shared/view/edge-loss-rows.ts';
import { formatChosenShare } from '../../../../shared/view/number-format.ts';
import { CopyCsv } from '../../../app/figure/CopyCsv.tsx';
import { whatIfEdgeLost } from '../../../app/commands.ts';
import { Button } from '../../../components/Button.tsx';
import { BackIn, loadText, SurvivorLoad, type LossOnSide } from './EdgeMatrixCell.tsx';

function Row({
  row,
  nodes,
  services,
}: {
  readonly row: EdgeLossRow;
  readonly nodes: readonly string[];
  readonly services: ServicesAnswer;
}) {
  const before: LossOnSide = {
    side: 'before',
    services: services.before,
    figure: row.before,
    lost: row.node,
  };
  const after: LossOnSide | null =
    services.after === null
      ? null
      : { side: 'after', services: services.after, figure: row.after, lost: row.node };
  const backs = (at: LossOnSide) => at.figure?.outcome.reconnect.seconds;
  return (
    <tr>
      <th scope="row" className="med">
        {row.node}
      </th>
      {nodes.map((node) => (
        <td key={node} className="r">
          {node === row.node ? (
            <span className="mute">lost</span>
          ) : (
            <>
              <SurvivorLoad at={before} node={node} />
              {after !== null && row.after !== null && loadText(after, node) !== loadText(before, node) ? (
                <span className="below">
                  <SurvivorLoad at={after} node={node} />
                </span>
              ) : null}
            </>
          )}
        </td>
      ))}
      <td className="r">
        <BackIn at={before} />
        {after !== null && backs(after) !== backs(before) ? (
          <span className="below">
            <BackIn at={after} />
          </span>
        ) : null}
      </td>
      <td className="r">
        <Button kind="quiet" small icon="scenarios" onPress={() => whatIfEdgeLost([row.node])}>
          Scenario
        </Button>
      </td>
    </tr>
  );
}

/** Lose node i: how full node j is then, by its fullest resource; and how long the lost connections take to come back. */
export function EdgeMatrix({
  services,
  region,
}: {
  readonly services: ServicesAnswer;
  readonly region: string;
}) {
  const { before, after } = services;
  const rows = edgeLossRows(before, after, region);
  const limit = before.policy.edgeUtilizationMaxRatio;
  const nodes = [...rows].map(({ node }) => node).sort();
  if (rows.length === 0) return null;
  return (
    <section className="sv-pane rule-top" aria-label="When a node is lost">
      <header>
        <h2>When a node is lost</h2>
        <span className="note">
          load of each survivor by its fullest resource, at most {formatChosenShare(limit)}
        </span>
        <CopyCsv what="When a node is lost" />
      </header>
      <table aria-label="Load when a node is lost" className="tbl sv-matrix">
        <thead>
          <tr>
            <th>Lost</th>
            {nodes.map((node) => (
              <th key={node} className="r">
                {node}
              </th>
            ))}
            <th className="r">All back in</th>
            <th>
              <span className="vh">Ask</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {[...rows]
            .sort((a, b) => (a.node < b.node ? -1 : 1))
            .map((row) => (
              <Row key={row.node} row={row} nodes={nodes} services={services} />
            ))}
        </tbody>
      </table>
    </section>
  );
}
