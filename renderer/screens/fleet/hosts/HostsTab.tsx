import { useBoxSize } from '../../../charts/use-box-size.ts';
import { Button } from '../../../components/Button.tsx';
import { EmptyState, NotYet } from '../../../components/EmptyState.tsx';
import { openData } from '../../../state/data-view-store.ts';
import { loadHosts, useHosts } from '../../../state/host-store.ts';
import { useInventory } from '../../../state/inventory-store.ts';
import { useView } from '../../../state/view-store.ts';
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
  const region = useView((state) => state.region);
  const choices = useInventory((state) => state.choices);
  const notChosen = useInventory((state) => state.failure);
  if (shown !== null) return <Hosts shown={shown} />;
  if (choices?.clusters.every((cluster) => cluster.region !== region) === true)
    return (
      <div className="screen-note">
        <EmptyState
          icon="server"
          title="This region has no cluster yet"
          action={<Button onPress={() => openData({ tab: 'imports' })}>Import it on Data</Button>}
        >
          It comes with clusters.csv, its hosts with hosts.csv.
        </EmptyState>
      </div>
    );
  return (
    <NotYet
      wait="Reading the hosts…"
      failed="The hosts cannot be shown."
      failure={failure ?? notChosen}
      again={() => {
        if (notChosen !== null) void useInventory.getState().load();
        void loadHosts();
      }}
    />
  );
}
