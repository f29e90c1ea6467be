import { ErrorNote } from '../../../components/EmptyState.tsx';
import { useBoxSize } from '../../../charts/use-box-size.ts';
import { useHosts } from '../../../state/host-store.ts';
import { HostMapPane } from './HostMapPane.tsx';
import { HostPagePane } from './HostPagePane.tsx';
import { HostSpread } from './HostSpread.tsx';
import { HostTable } from './HostTable.tsx';
import { placeOf, useLoadedHosts, useShownHosts, type ShownHosts } from './use-host-map.ts';

/** What stands above and below the map, in pixels: choices, legend, and the distribution at its least. */
const AROUND = 306;
const LEAST_MAP = 140;

function Hosts({ shown }: { readonly shown: ShownHosts }) {
  const [main, { height }] = useBoxSize<HTMLDivElement>();
  const shows = useHosts((state) => state.shows);
  const selected = useHosts((state) => state.selected);
  const isThere = placeOf(shown.union.before, selected) >= 0;
  return (
    <div className="hosts" data-page={isThere ? 'open' : 'closed'}>
      <div className="hosts-main" ref={main}>
        {height === 0 ? null : shows === 'map' ? (
          <>
            <HostMapPane shown={shown} room={Math.max(LEAST_MAP, height - AROUND)} />
            <HostSpread shown={shown} />
          </>
        ) : (
          <HostTable shown={shown} />
        )}
      </div>
      {isThere && selected !== null ? <HostPagePane host={selected} union={shown.union} /> : null}
    </div>
  );
}

/** Hosts of the region: a map or a table of all of them, and the page of one. */
export function HostsTab() {
  useLoadedHosts();
  const shown = useShownHosts();
  const failure = useHosts((state) => state.failure);
  if (failure !== null) {
    return (
      <div className="screen-note">
        <ErrorNote title="The hosts cannot be shown.">{failure}</ErrorNote>
      </div>
    );
  }
  return shown === null ? <p className="screen-wait mute">Reading the hosts…</p> : <Hosts shown={shown} />;
}
