import type { ExplainNode } from '../../../../shared/explain/node.ts';
import type { StoragePool } from '../../../../shared/model/document.ts';
import { formatDay } from '../../../../shared/view/date-format.ts';
import { formatDecimal, NOT_MEASURED } from '../../../../shared/view/number-format.ts';
import {
  changedPerDay,
  copyOnWrite,
  numberOfNode,
  thinRatio,
} from '../../../../shared/view/snapshot-cost.ts';
import { CopyCsv } from '../../../app/figure/CopyCsv.tsx';
import { ExplainNumber } from '../../../app/explain/ExplainNumber.tsx';
import type { ExplainSide } from '../../../state/explain-store.ts';
import { FieldNumber } from '../services/FieldNumber.tsx';

const timesText = (value: number | null): string => (value === null ? '' : `${formatDecimal(value, 2)} ×`);

function Times({
  node,
  side,
  pool,
}: {
  readonly node: ExplainNode;
  readonly side: ExplainSide;
  readonly pool: string;
}) {
  const value = numberOfNode(node);
  if (value === null) return <span className="mute">{NOT_MEASURED}</span>;
  const text = timesText(value);
  return (
    <ExplainNumber
      target={{ key: `${node.label} ${pool}`, title: `${node.label}, ${pool}`, side, node }}
      className={side === 'after' ? 'scen strong' : ''}
    >
      {text}
    </ExplainNumber>
  );
}

function Ratio({
  of,
  before,
  after,
}: {
  readonly of: (pool: StoragePool) => ExplainNode;
  readonly before: StoragePool;
  readonly after: StoragePool | null;
}) {
  const was = of(before);
  const is = after === null ? null : of(after);
  return (
    <>
      <Times node={was} side="before" pool={before.id} />
      {is === null || timesText(numberOfNode(is)) === timesText(numberOfNode(was)) ? null : (
        <span className="below">
          <Times node={is} side="after" pool={before.id} />
        </span>
      )}
    </>
  );
}

/** What a pool's figures mean beside its limits: thin provisioning, what snapshots cost, how restores are sized. */
export function PoolFacts({
  before,
  after,
  asOf,
}: {
  readonly before: StoragePool;
  readonly after: StoragePool | null;
  readonly asOf: string;
}) {
  const of = `storagePools[${before.id}]`;
  const rows = [
    ['Largest restore', 'largestRestoreBytes', 'diskBytes'],
    ['Restore rate', 'restoreBytesPerSecond', 'bytesPerSecond'],
    ['Backup every', 'backupIntervalSeconds', 'seconds'],
    ['Restore within (RTO)', 'rtoSeconds', 'seconds'],
    ['Lose at most (RPO)', 'rpoSeconds', 'seconds'],
  ] as const;
  return (
    <section className="sv-pane" aria-label={`Figures of ${before.id}`}>
      <header>
        <h2>{before.id}</h2>
        <span className="note">what the limits below are made of</span>
        <CopyCsv what={`Figures of ${before.id}`} />
      </header>
      <table aria-label="Figures of the pool" className="tbl sv-facts">
        <tbody>
          <tr>
            <th scope="row">Allocated to volumes, of what they use</th>
            <td className="r">
              <Ratio of={thinRatio} before={before} after={after} />
            </td>
          </tr>
          <tr>
            <th scope="row">Snapshots hold, of what changed in their retention</th>
            <td className="r">
              <Ratio of={copyOnWrite} before={before} after={after} />
            </td>
          </tr>
          <tr>
            <th scope="row">Volumes change in a day</th>
            <td className="r">
              <FieldNumber
                label={`Changed per day, ${before.id}`}
                of={`${of}.volumes: Σ changedBytesPerDay`}
                unit="diskBytes"
                before={changedPerDay(before)}
                after={after === null ? undefined : changedPerDay(after)}
              />
            </td>
          </tr>
          {rows.map(([title, key, unit]) => (
            <tr key={key}>
              <th scope="row">{title}</th>
              <td className="r">
                <FieldNumber
                  label={`${title}, ${before.id}`}
                  of={`${of}.${key}`}
                  unit={unit}
                  before={before[key]}
                  after={after?.[key]}
                />
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">Last restore drill</th>
            <td className="r">
              {before.restoreMeasuredAt === null ? (
                <span className="mute">{NOT_MEASURED}</span>
              ) : (
                formatDay(before.restoreMeasuredAt, asOf)
              )}
            </td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}
