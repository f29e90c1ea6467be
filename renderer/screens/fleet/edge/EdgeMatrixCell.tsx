import { survivorUtilization } from '../../../../shared/events/edge-loss-explain.ts';
import { edgeLossReconnect } from '../../../../shared/events/edge-loss.ts';
import type { ServicesSide } from '../../../../shared/ipc/services-channels.ts';
import { EDGE_RESOURCE_WORDS, type EdgeLossFigure } from '../../../../shared/view/edge-loss-rows.ts';
import { formatPercent, NOT_MEASURED } from '../../../../shared/view/number-format.ts';
import { quantityText } from '../../../../shared/view/quantity-format.ts';
import { ExplainNumber } from '../../../app/explain/ExplainNumber.tsx';
import { Mark } from '../../../components/Status.tsx';

/** One side of a cell: the loss of `lost` there, `null` where that node is not in service on this side. */
export interface LossOnSide {
  readonly side: 'before' | 'after';
  readonly services: ServicesSide;
  readonly figure: EdgeLossFigure | null;
  readonly lost: string;
}

/** What a cell says, so that both sides can be held against each other before they are drawn. */
export function loadText({ figure, services }: LossOnSide, node: string): string | null {
  if (figure === null) return null;
  const survivor = figure.outcome.survivors.find((one) => one.node === node);
  if (survivor === undefined)
    return services.edgeNodes.find(({ id }) => id === node)?.state === 'down' ? 'lost' : null;
  const ratio = survivor.binding === null ? null : (survivor.utilization[survivor.binding] ?? null);
  return ratio === null ? NOT_MEASURED : formatPercent(ratio, 1, [services.policy.edgeUtilizationMaxRatio]);
}

/** How full a survivor is by its fullest resource after the loss; opens the sum behind it. */
export function SurvivorLoad({ at, node }: { readonly at: LossOnSide; readonly node: string }) {
  const { side, services, figure, lost } = at;
  const text = loadText(at, node);
  const survivor = figure?.outcome.survivors.find((one) => one.node === node);
  const binding = survivor?.binding ?? null;
  const style = side === 'after' ? 'scen strong' : '';
  if (text === null) return <span className="mute">—</span>;
  if (survivor === undefined || binding === null)
    return <span className={side === 'after' ? style : 'mute'}>{text}</span>;
  const { policy } = services;
  const isMissed = (survivor.utilization[binding] ?? 0) > policy.edgeUtilizationMaxRatio;
  const resource = EDGE_RESOURCE_WORDS[binding];
  return (
    <>
      {isMissed ? <Mark mark="breach" label="missed" /> : null}{' '}
      <ExplainNumber
        target={{
          key: `edge loss ${lost} ${node}`,
          title: `${node} when ${lost} is lost, by ${resource}`,
          side,
          node: survivorUtilization(services, policy, [lost], node, binding),
        }}
        className={style}
      >
        {text}
      </ExplainNumber>{' '}
      <span className={side === 'after' ? 'scen' : 'mute'}>{resource}</span>
    </>
  );
}

/** How long the lost connections take to come back. */
export function BackIn({ at }: { readonly at: LossOnSide }) {
  const { side, services, figure, lost } = at;
  if (figure === null) return <span className={side === 'after' ? 'scen' : 'mute'}>not in service</span>;
  const { seconds } = figure.outcome.reconnect;
  if (seconds === null) return <span className="mute">{NOT_MEASURED}</span>;
  return (
    <ExplainNumber
      target={{
        key: `edge back ${lost}`,
        title: `Connections of ${lost} back in`,
        side,
        node: edgeLossReconnect(services, services.policy, [lost]),
      }}
      className={side === 'after' ? 'scen strong' : ''}
    >
      {quantityText(seconds, 'seconds')}
    </ExplainNumber>
  );
}
