import type { ServicesAnswer } from '../../../../shared/ipc/services-channels.ts';
import {
  EDGE_RESOURCE_WORDS,
  edgeLossRows,
  type EdgeLossFigure,
} from '../../../../shared/view/edge-loss-rows.ts';
import { formatPercent, NOT_MEASURED } from '../../../../shared/view/number-format.ts';
import { quantityText } from '../../../../shared/view/quantity-format.ts';
import { whatIfEdgeLost } from '../../../app/commands.ts';
import { ExplainNumber } from '../../../app/explain/ExplainNumber.tsx';
import { Button } from '../../../components/Button.tsx';
import { Mark } from '../../../components/Status.tsx';
import { explainConstraint } from '../../../state/explain-store.ts';

interface CellProps {
  readonly figure: EdgeLossFigure | null;
  readonly node: string;
  readonly limit: number;
  readonly region: string;
  readonly side: 'before' | 'after';
}

interface Load {
  readonly text: string;
  readonly resource: string;
  readonly isMissed: boolean;
}

function loadOf(figure: EdgeLossFigure | null, node: string, limit: number): Load | null {
  const survivor = figure?.outcome.survivors.find((one) => one.node === node);
  if (survivor === undefined) return null;
  const { binding, utilization } = survivor;
  const ratio = binding === null ? undefined : utilization[binding];
  if (binding === null || ratio === null || ratio === undefined)
    return { text: NOT_MEASURED, resource: '', isMissed: false };
  return { text: formatPercent(ratio), resource: EDGE_RESOURCE_WORDS[binding], isMissed: ratio > limit };
}

function Cell({ figure, node, limit, region, side }: CellProps) {
  const load = loadOf(figure, node, limit);
  if (load === null) return <span className="mute">{side === 'before' ? '—' : 'lost'}</span>;
  return (
    <>
      {load.isMissed ? <Mark mark="breach" label="missed" /> : null}{' '}
      <ExplainNumber
        target={explainConstraint(`edge.survival@region:${region}`, side)}
        className={side === 'after' ? 'scen strong' : ''}
      >
        {load.text}
      </ExplainNumber>{' '}
      {side === 'before' ? <span className="mute">{load.resource}</span> : null}
    </>
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
          load of each survivor by its fullest resource, at most {formatPercent(limit, 0)}
        </span>
      </header>
      <table className="tbl sv-matrix">
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
              <tr key={row.node}>
                <th scope="row" className="med">
                  {row.node}
                </th>
                {nodes.map((node) => {
                  const was = loadOf(row.before, node, limit);
                  const is = loadOf(row.after, node, limit);
                  return (
                    <td key={node} className="r">
                      {node === row.node ? (
                        <span className="mute">lost</span>
                      ) : (
                        <>
                          <Cell figure={row.before} node={node} limit={limit} region={region} side="before" />
                          {after !== null && row.after !== null && is?.text !== was?.text ? (
                            <>
                              {' '}
                              <Cell
                                figure={row.after}
                                node={node}
                                limit={limit}
                                region={region}
                                side="after"
                              />
                            </>
                          ) : null}
                        </>
                      )}
                    </td>
                  );
                })}
                <td className="r">
                  {row.before === null ? '—' : quantityText(row.before.outcome.reconnect.seconds, 'seconds')}
                  {row.after !== null &&
                  row.after.outcome.reconnect.seconds !== row.before?.outcome.reconnect.seconds ? (
                    <span className="scen strong">
                      {' '}
                      {quantityText(row.after.outcome.reconnect.seconds, 'seconds')}
                    </span>
                  ) : null}
                  {after !== null && row.after === null ? <span className="scen"> lost already</span> : null}
                </td>
                <td className="r">
                  <Button kind="quiet" small icon="scenarios" onPress={() => whatIfEdgeLost([row.node])}>
                    Scenario
                  </Button>
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  );
}
