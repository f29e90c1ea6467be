import { useMemo } from 'react';
import { hostHistoryView } from '../../../../shared/view/host-history.ts';
import { CHANGE_BADGES, STATE_SHOWN } from '../../../../shared/view/host-words.ts';
import { rackName } from '../../../../shared/view/host-groups.ts';
import type { HostUnion } from '../../../../shared/view/host-union.ts';
import { timeTickText } from '../../../../shared/view/time-text.ts';
import { DAY_MS } from '../../../../shared/units.ts';
import { listed } from '../../../../shared/view/number-format.ts';
import { quantityText } from '../../../../shared/view/quantity-format.ts';
import { TimeSeriesFigure } from '../../../app/figure/TimeSeriesFigure.tsx';
import { Button } from '../../../components/Button.tsx';
import { ErrorNote } from '../../../components/EmptyState.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { Mark, Status } from '../../../components/Status.tsx';
import { openData } from '../../../state/data-view-store.ts';
import { closeHost, loadHosts, openHost, togglePin, useHosts } from '../../../state/host-store.ts';
import { HostAlone } from './HostAlone.tsx';
import { HostMeters } from './HostMeters.tsx';
import { HostMicrovms } from './HostMicrovms.tsx';
import { placeOf } from './use-host-map.ts';

interface HostPagePaneProps {
  readonly host: string;
  readonly union: HostUnion;
}

function PinnedHosts({ host }: { readonly host: string }) {
  const pinned = useHosts((state) => state.pinned);
  const others = pinned.filter((id) => id !== host);
  if (others.length === 0) return null;
  return (
    <p className="host-pinned">
      <span className="mute">pinned</span>
      {others.map((id) => (
        <button key={id} type="button" className="linkish" onClick={() => openHost(id)}>
          {id}
        </button>
      ))}
    </p>
  );
}

function Head({ host, union }: HostPagePaneProps) {
  const isPinned = useHosts((state) => state.pinned.includes(host));
  const page = useHosts((state) => state.page);
  const { before, changes } = union;
  const place = placeOf(before, host);
  const state = before.states[place] ?? 'down';
  const change = changes.get(host);
  const [cluster, rack] = [before.clusters[place] ?? '', before.failureDomains[place]];
  const cores = before.columns.cpuCores[place];
  const memory = before.columns.memoryAllocatableBytes[place];
  const sku = page?.id === host ? page.skus : [];
  const facts = [
    sku.length === 0 ? '' : listed(sku),
    cores === undefined || Number.isNaN(cores) ? '' : quantityText(cores, 'cores'),
    memory === undefined || Number.isNaN(memory) ? '' : `${quantityText(memory, 'bytes')} for microVMs`,
    rack === null || rack === undefined ? cluster : `${cluster}, ${rackName(rack, cluster)}`,
  ];
  return (
    <header className="h-head">
      <div className="h-t">
        <Icon name="server" />
        <h2>{host}</h2>
        <span className="grow" />
        <Button
          kind="quiet"
          small
          icon="pin"
          pressed={isPinned}
          label={isPinned ? `Unpin ${host}` : `Pin ${host}`}
          onPress={() => togglePin(host)}
        />
        <Button kind="quiet" small icon="x" label="Close host" onPress={closeHost} />
      </div>
      <p className="mute">{facts.filter(Boolean).join(', ')}</p>
      <p className="bd">
        <Status badge mark={STATE_SHOWN[state]}>
          {change === 'added' ? 'not there yet' : state}
        </Status>
        {change === undefined ? null : (
          <span className="badge scen">
            <Mark mark="scen" />
            {CHANGE_BADGES[change]}
          </span>
        )}
      </p>
      <PinnedHosts host={host} />
    </header>
  );
}

function History({ host, union }: HostPagePaneProps) {
  const page = useHosts((state) => state.page);
  const place = placeOf(union.before, host);
  const view = useMemo(() => {
    if (page?.id !== host) return null;
    const { columns } = union.before;
    return hostHistoryView(page.history, {
      memoryAllocatableBytes: columns.memoryAllocatableBytes[place] ?? Number.NaN,
      systemReservedMemoryBytes: page.systemReservedMemoryBytes,
      cpuCores: columns.cpuCores[place] ?? Number.NaN,
    });
  }, [page, host, union, place]);
  const last = view?.lines[0]?.times;
  const lastDay = last === undefined ? null : timeTickText(last[last.length - 1] ?? 0, DAY_MS);
  return (
    <section className="h-part" aria-label="60 days">
      <h3>
        60 days <span className="note">daily peaks, share of the host</span>
      </h3>
      {view === null ? (
        <div className="h-chart" />
      ) : (
        <>
          {view.lines.length === 0 ? null : (
            <div className="h-chart">
              <TimeSeriesFigure
                label={`Daily peaks of ${host}`}
                unit="ratio"
                lines={view.lines}
                lastLabel={lastDay}
                least={1}
              />
            </div>
          )}
          {view.missing.length === 0 ? null : (
            <p className="h-missing mute">
              Never imported for this host: {listed(view.missing)}.{' '}
              <button type="button" className="linkish" onClick={() => openData({ tab: 'imports' })}>
                Import it on Data
              </button>
            </p>
          )}
        </>
      )}
    </section>
  );
}

/** One host: what it is, how full, its past, what its loss would do, and what runs on it. */
export function HostPagePane({ host, union }: HostPagePaneProps) {
  const failure = useHosts((state) => state.pageFailure);
  return (
    <aside className="host-page" aria-label={`Host ${host}`}>
      <Head host={host} union={union} />
      {failure === null ? null : (
        <div className="h-part">
          <ErrorNote title="The host cannot be shown." again={() => void loadHosts()}>
            {failure}
          </ErrorNote>
        </div>
      )}
      <HostMeters host={host} union={union} />
      <History host={host} union={union} />
      <HostAlone host={host} union={union} />
      <HostMicrovms host={host} union={union} />
    </aside>
  );
}
