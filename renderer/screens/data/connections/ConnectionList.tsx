import { Button } from '../../../components/Button.tsx';
import { Mark } from '../../../components/Status.tsx';
import { selectConnection, selectedConnection, useConnections } from '../../../state/connection-store.ts';
import { connectionVerdict } from './connection-words.ts';

/** All connections, by name, each with where it leads and how it is. */
export function ConnectionList({ nowMs, onAdd }: { readonly nowMs: number; readonly onAdd: () => void }) {
  const list = useConnections((state) => state.list);
  const selected = useConnections(selectedConnection);
  return (
    <div className="pane conn-list">
      <header>
        <h2>Connections</h2>
        <span className="grow" />
        <Button small icon="plus" onPress={onAdd}>
          Add
        </Button>
      </header>
      <ul>
        {(list?.connections ?? []).map((state) => {
          const { connection } = state;
          const { mark, short } = connectionVerdict(state, nowMs);
          const chosen = connection.id === selected?.connection.id;
          return (
            <li key={connection.id}>
              <button
                type="button"
                className={chosen ? 'conn-item on' : 'conn-item'}
                aria-current={chosen}
                onClick={() => selectConnection(connection.id)}
              >
                <Mark mark={mark} />
                <span className="med ell">{connection.name}</span>
                <span className="mute conn-short">{short}</span>
                <span className="mute ell conn-url" title={connection.url}>
                  {connection.url}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
