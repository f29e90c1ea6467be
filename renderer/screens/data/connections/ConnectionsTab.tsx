import { useEffect, useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { NotYet, EmptyState } from '../../../components/EmptyState.tsx';
import { loadConnections, selectedConnection, useConnections } from '../../../state/connection-store.ts';
import { ConnectionDetail } from './ConnectionDetail.tsx';
import { ConnectionForm } from './ConnectionForm.tsx';
import { ConnectionList } from './ConnectionList.tsx';
import { DiscoveryDialog } from './DiscoveryDialog.tsx';
import { QueryDialog } from './QueryDialog.tsx';

/** How often "next at …" and "synced to …" are read off the clock again. */
const LOOK_MS = 30_000;

function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

type Opened =
  | { readonly kind: 'add' }
  | { readonly kind: 'edit' }
  | { readonly kind: 'query'; readonly id: string | null };

/** Connections to Prometheus, Thanos, Mimir or VictoriaMetrics. */
export function ConnectionsTab() {
  const list = useConnections((state) => state.list);
  const failure = useConnections((state) => state.listFailure);
  const selected = useConnections(selectedConnection);
  const discovery = useConnections((state) => state.discovery);
  const [opened, setOpened] = useState<Opened | null>(null);
  const now = useNow();
  const close = (): void => setOpened(null);
  const add = (): void => setOpened({ kind: 'add' });
  return (
    <>
      {selected === null ? (
        <div className="conn-none">
          {list === null ? (
            <NotYet
              wait="Reading the connections…"
              failed="The connections were not read."
              failure={failure}
              again={() => void loadConnections()}
            />
          ) : (
            <EmptyState
              icon="link"
              title="No connection yet"
              action={
                <Button kind="primary" onPress={add}>
                  Add a connection
                </Button>
              }
            >
              A Prometheus, Thanos, Mimir or VictoriaMetrics is one address away. Headroom fetches what is
              new, by day or by sample; nothing is contacted before you ask for it.
            </EmptyState>
          )}
        </div>
      ) : (
        <div className="split connections">
          <ConnectionList nowMs={now} onAdd={add} />
          <ConnectionDetail
            key={selected.connection.id}
            state={selected}
            nowMs={now}
            onEdit={() => setOpened({ kind: 'edit' })}
            onQuery={(id) => setOpened({ kind: 'query', id })}
          />
        </div>
      )}
      {opened?.kind === 'add' || opened?.kind === 'edit' ? (
        <ConnectionForm
          state={opened.kind === 'edit' ? selected : null}
          storage={list?.storage ?? 'session'}
          onClose={close}
        />
      ) : null}
      {opened?.kind === 'query' && selected !== null ? (
        <QueryDialog
          connection={selected.connection}
          query={selected.connection.queries.find(({ id }) => id === opened.id) ?? null}
          onClose={close}
        />
      ) : null}
      {discovery !== null && discovery.id === selected?.connection.id ? (
        <DiscoveryDialog id={discovery.id} discovery={discovery.value} />
      ) : null}
    </>
  );
}
