import { useMemo } from 'react';
import type { ExplainNode } from '../../../../shared/explain/node.ts';
import { hostMeters, type HostMeter } from '../../../../shared/view/host-meters.ts';
import type { HostUnion } from '../../../../shared/view/host-union.ts';
import { ExplainNumber } from '../../../app/explain/ExplainNumber.tsx';
import type { ExplainSide } from '../../../state/explain-store.ts';
import { useHosts } from '../../../state/host-store.ts';
import { placeOf, useHostLimit } from './use-host-map.ts';

const percent = (share: number): string => `${(Math.min(1, Math.max(0, share)) * 100).toFixed(2)}%`;

function Figure({
  host,
  meter,
  node,
  side,
}: {
  readonly host: string;
  readonly meter: HostMeter;
  readonly node: ExplainNode | null;
  readonly side: ExplainSide;
}) {
  const text = side === 'before' ? meter.text : meter.after;
  const className = side === 'before' ? '' : 'scen';
  if (text === null) return null;
  if (node === null) return <span className={meter.isMeasured ? className : 'mute'}>{text}</span>;
  const target = { key: `host ${host} ${meter.key}`, title: `${meter.name} of ${host}`, side, node };
  return (
    <ExplainNumber target={target} className={className}>
      {text}
    </ExplainNumber>
  );
}

/** How full the host is, resource by resource; each number opens its derivation. */
export function HostMeters({ host, union }: { readonly host: string; readonly union: HostUnion }) {
  const page = useHosts((state) => (state.page?.id === host ? state.page : null));
  const disk = useHostLimit('disk');
  const loss = useHostLimit('packetLoss');
  const place = placeOf(union.before, host);
  const meters = useMemo(
    () => hostMeters(union, place, page?.baseline ?? null, page?.scenario ?? null, { disk, loss }),
    [union, place, page, disk, loss],
  );
  const hasScenario = meters.some((meter) => meter.after !== null);
  return (
    <section className="h-part" aria-label="How full">
      <table aria-label="How full" className={hasScenario ? 'tbl meters both' : 'tbl meters'}>
        <tbody>
          {meters.map((meter) => (
            <tr key={meter.key}>
              <th scope="row">{meter.name}</th>
              <td className="m-bar">
                {meter.share === null ? null : (
                  <span className="meter" aria-hidden="true">
                    <i style={{ width: percent(meter.share) }} />
                    {meter.limit === null ? null : <b style={{ left: percent(meter.limit) }} />}
                  </span>
                )}
              </td>
              <td className="r">
                <Figure host={host} meter={meter} node={meter.node} side="before" />
              </td>
              {hasScenario ? (
                <td className="r">
                  <Figure host={host} meter={meter} node={meter.nodeAfter} side="after" />
                </td>
              ) : null}
              <td className="r mute small-text rest">{meter.rest}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
