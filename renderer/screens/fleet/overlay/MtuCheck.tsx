import { derived, leaf } from '../../../../shared/explain/node.ts';
import type { Overlay } from '../../../../shared/model/document.ts';
import { formatInteger, NOT_MEASURED } from '../../../../shared/view/number-format.ts';
import { CopyCsv } from '../../../app/figure/CopyCsv.tsx';
import { ExplainNumber } from '../../../app/explain/ExplainNumber.tsx';
import { Status } from '../../../components/Status.tsx';

/** What WireGuard and UDP add to a packet, by the network it travels on (bytes). */
const HEADERS = [
  { network: 'IPv4', bytes: 60 },
  { network: 'IPv6', bytes: 80 },
] as const;

function Row({
  overlay,
  network,
  bytes,
}: {
  readonly overlay: Overlay;
  readonly network: string;
  readonly bytes: number;
}) {
  const { mtuBytes, pathMtuBytes, region } = overlay;
  const of = (name: string): string => `overlays[${region}].${name}`;
  const sum = mtuBytes === null ? null : mtuBytes + bytes;
  const known = sum !== null && pathMtuBytes !== null;
  const fits = known && sum <= pathMtuBytes;
  return (
    <tr>
      <th scope="row">Over {network}</th>
      <td className="r">
        {sum === null ? (
          <span className="mute">{NOT_MEASURED}</span>
        ) : (
          <ExplainNumber
            target={{
              key: `mtu ${network} ${region}`,
              title: `Packet on the path over ${network}, ${region}`,
              side: 'before',
              node: derived('Packet on the path', 'bytes', 'sum of inputs', [
                leaf('overlay MTU', mtuBytes, 'bytes', { origin: 'measured', of: of('mtuBytes') }),
                leaf('tunnel headers', bytes, 'bytes', {
                  origin: 'computed',
                  of: `WireGuard over ${network}`,
                }),
              ]),
            }}
          >
            {formatInteger(mtuBytes ?? 0)} + {bytes} = {formatInteger(sum)} B
          </ExplainNumber>
        )}
      </td>
      <td className="r">
        {pathMtuBytes === null ? (
          <span className="mute">{NOT_MEASURED}</span>
        ) : (
          `path ${formatInteger(pathMtuBytes)} B`
        )}
      </td>
      <td>
        {known ? (
          <Status mark={fits ? 'ok' : 'breach'}>{fits ? 'fits' : 'is cut in pieces'}</Status>
        ) : (
          <Status mark="unknown">{NOT_MEASURED}</Status>
        )}
      </td>
    </tr>
  );
}

/** Whether a full packet of the overlay fits the path with its tunnel headers around it. */
export function MtuCheck({ before, after }: { readonly before: Overlay; readonly after: Overlay | null }) {
  const differs =
    after !== null && (after.mtuBytes !== before.mtuBytes || after.pathMtuBytes !== before.pathMtuBytes);
  return (
    <section className="sv-pane rule-top" aria-label="MTU">
      <header>
        <h2>MTU</h2>
        <span className="note">inner packet with its tunnel headers, against the path</span>
        <CopyCsv what="MTU" />
      </header>
      <table aria-label="MTU" className="tbl">
        <tbody>
          {HEADERS.map(({ network, bytes }) => (
            <Row key={network} overlay={before} network={network} bytes={bytes} />
          ))}
        </tbody>
      </table>
      {differs ? <p className="scen">The scenario changes the MTU; see every limit below.</p> : null}
    </section>
  );
}
