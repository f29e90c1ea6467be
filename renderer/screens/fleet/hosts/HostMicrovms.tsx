import { useState } from 'react';
import type { HostMicrovm } from '../../../../shared/ipc/host-channels.ts';
import { GIB } from '../../../../shared/units.ts';
import { aloneTargets } from '../../../../shared/view/host-words.ts';
import type { HostUnion } from '../../../../shared/view/host-union.ts';
import { microvmTable } from '../../../../shared/view/result-tables.ts';
import { counted, formatDecimal, NOT_MEASURED } from '../../../../shared/view/number-format.ts';
import { CopyCsv } from '../../../app/figure/CopyCsv.tsx';
import { Mark } from '../../../components/Status.tsx';
import { openHost, useHosts } from '../../../state/host-store.ts';

const FEW = 12;

interface RowsProps {
  readonly title: string;
  readonly list: readonly HostMicrovm[];
  /** Where each goes; `null` = nowhere, `undefined` = it stays. */
  readonly goesTo: ((microvm: HostMicrovm) => string | null | undefined) | null;
  readonly isScenario: boolean;
}

function Target({
  host,
  isScenario,
}: {
  readonly host: string | null | undefined;
  readonly isScenario: boolean;
}) {
  if (host === undefined) return <span className="mute">stays</span>;
  if (host === null) return <span className="bad-word">stranded</span>;
  return (
    <button type="button" className={isScenario ? 'num scen' : 'num'} onClick={() => openHost(host)}>
      {host}
    </button>
  );
}

function Rows({ title, list, goesTo, isScenario }: RowsProps) {
  const [all, setAll] = useState(false);
  const shown = all ? list : list.slice(0, FEW);
  return (
    <section className="h-part vms" aria-label={title}>
      <h3>
        {title}
        <CopyCsv what={title} table={() => microvmTable(list, goesTo)} />
        {list.length > FEW ? (
          <span className="note">
            {all ? '' : 'largest first '}
            <button type="button" className="linkish" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? 'fewer' : 'all'}
            </button>
          </span>
        ) : null}
      </h3>
      {list.length === 0 ? null : (
        <table aria-label="MicroVMs" className="tbl">
          <thead>
            <tr>
              <th scope="col">MicroVM</th>
              <th scope="col">Flavor</th>
              <th scope="col" className="r">
                GiB
              </th>
              {goesTo === null ? null : (
                <th scope="col">
                  {isScenario ? (
                    <>
                      <Mark mark="scen" /> goes to
                    </>
                  ) : (
                    'if lost, goes to'
                  )}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {shown.map((microvm) => (
              <tr key={microvm.id}>
                <td title={microvm.customer ?? undefined}>{microvm.id}</td>
                <td className="mute">{microvm.flavor}</td>
                <td className="r">
                  {microvm.memoryBytes === null ? (
                    <span className="mute">{NOT_MEASURED}</span>
                  ) : (
                    formatDecimal(microvm.memoryBytes / GIB, 1)
                  )}
                </td>
                {goesTo === null ? null : (
                  <td>
                    <Target host={goesTo(microvm)} isScenario={isScenario} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** What runs on the host, and where each would go: in the scenario where that moves them, else if the host were lost alone. */
export function HostMicrovms({ host, union }: { readonly host: string; readonly union: HostUnion }) {
  const page = useHosts((state) => (state.page?.id === host ? state.page : null));
  const alone = useHosts((state) => (state.alone?.host === host ? state.alone.outcome : null));
  if (page === null) return null;
  const change = union.changes.get(host);
  const isScenario = page.microvms.some((microvm) => microvm.goesTo !== undefined);
  const targets = alone === null ? null : aloneTargets(alone);
  const goesTo = isScenario
    ? (microvm: HostMicrovm) => microvm.goesTo
    : targets === null
      ? null
      : (microvm: HostMicrovm) => targets.get(microvm.id);
  return (
    <>
      {page.arrivals.length === 0 ? null : (
        <Rows
          key={`${host} arrivals`}
          title={`${counted(page.arrivals.length, 'microVM')} ${page.arrivals.length === 1 ? 'arrives' : 'arrive'} in the scenario`}
          list={page.arrivals}
          goesTo={null}
          isScenario
        />
      )}
      {change === 'added' ? null : (
        <Rows
          key={`${host} own`}
          title={counted(page.microvms.length, 'microVM')}
          list={page.microvms}
          goesTo={goesTo}
          isScenario={isScenario}
        />
      )}
    </>
  );
}
