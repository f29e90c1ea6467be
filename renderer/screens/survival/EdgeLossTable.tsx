import type { ServicesAnswer } from '../../../shared/ipc/services-channels.ts';
import {
  EDGE_RESOURCE_WORDS,
  edgeLossRows,
  type EdgeLossFigure,
} from '../../../shared/view/edge-loss-rows.ts';
import { formatChosenShare, formatPercent, NOT_MEASURED } from '../../../shared/view/number-format.ts';
import { quantityText } from '../../../shared/view/quantity-format.ts';
import { CopyCsv } from '../../app/figure/CopyCsv.tsx';
import { whatIfEdgeLost } from '../../app/commands.ts';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import { Button } from '../../components/Button.tsx';
import { Mark, Status } from '../../components/Status.tsx';
import { explainConstraint } from '../../state/explain-store.ts';

const VERDICTS = {
  ok: { mark: 'ok', word: 'holds' },
  breach: { mark: 'breach', word: 'missed' },
  'not-measured': { mark: 'unknown', word: NOT_MEASURED },
} as const;

function Fullest({ figure }: { readonly figure: EdgeLossFigure }) {
  const { outcome, fullest } = figure;
  if (outcome.survivors.length === 0) return <Status mark="breach">no survivor</Status>;
  const { mark, word } = VERDICTS[outcome.verdict];
  return (
    <>
      <Status mark={mark}>{word}</Status>{' '}
      {fullest === null ? null : (
        <span className="mute">
          {EDGE_RESOURCE_WORDS[fullest.resource]} of {fullest.node}
        </span>
      )}
    </>
  );
}

const percentOf = (figure: EdgeLossFigure | null, limit: number): string =>
  figure?.fullest == null ? NOT_MEASURED : formatPercent(figure.fullest.ratio, 1, [limit]);
const backIn = (figure: EdgeLossFigure): string => quantityText(figure.outcome.reconnect.seconds, 'seconds');

/** Losing each edge node by itself: the fullest survivor, what fills it, and how long its connections take to come back. */
export function EdgeLossTable({
  services,
  region,
}: {
  readonly services: ServicesAnswer;
  readonly region: string;
}) {
  const { before, after } = services;
  const rows = edgeLossRows(before, after, region);
  const limit = before.policy.edgeUtilizationMaxRatio;
  return (
    <div className="pane s-edge">
      <header>
        <h2>Edge nodes</h2>
        <span className="note">fullest survivor when one is lost, at most {formatChosenShare(limit)}</span>
        <CopyCsv what="Edge nodes" />
      </header>
      {rows.length === 0 ? (
        <p className="mute">
          This region has no edge node in service. Import edge_nodes.csv to try their loss.
        </p>
      ) : (
        <table aria-label="Edge nodes lost" className="tbl">
          <thead>
            <tr>
              <th>Lost</th>
              <th className="r">Fullest</th>
              <th>Verdict</th>
              {after === null ? null : (
                <th className="r scen">
                  <Mark mark="scen" /> scenario
                </th>
              )}
              <th className="r">Back in</th>
              <th>
                <span className="vh">Ask</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.node}>
                <th scope="row" className="med">
                  {row.node}
                </th>
                <td className="r">
                  {row.before === null ? (
                    <span className="mute">—</span>
                  ) : (
                    <ExplainNumber target={explainConstraint(`edge.survival@region:${region}`, 'before')}>
                      {percentOf(row.before, limit)}
                    </ExplainNumber>
                  )}
                </td>
                <td>
                  {row.before === null ? (
                    <span className="mute">new in the scenario</span>
                  ) : (
                    <Fullest figure={row.before} />
                  )}
                </td>
                {after === null ? null : (
                  <td className="r">
                    {row.after === null ? (
                      <span className="mute">lost already</span>
                    ) : percentOf(row.after, limit) === percentOf(row.before, limit) ? (
                      <span className="mute">same</span>
                    ) : (
                      <ExplainNumber
                        target={explainConstraint(`edge.survival@region:${region}`, 'after')}
                        className="scen strong"
                      >
                        {percentOf(row.after, limit)}
                      </ExplainNumber>
                    )}
                  </td>
                )}
                <td className="r">{row.before === null ? '—' : backIn(row.before)}</td>
                <td className="r">
                  {row.before === null ? null : (
                    <Button kind="quiet" small icon="scenarios" onPress={() => whatIfEdgeLost([row.node])}>
                      Scenario
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
