import { Icon } from '../../../components/Icon.tsx';
import { setFilter, setShows, useHosts } from '../../../state/host-store.ts';
import { formatInteger } from '../../../../shared/view/number-format.ts';
import { useShownHosts } from './use-host-map.ts';

/** Filter and the choice of map or table, in the screen's head. */
export function HostsTools() {
  const shown = useShownHosts();
  const filter = useHosts((state) => state.filter);
  const shows = useHosts((state) => state.shows);
  const count = shown?.map.hosts.length ?? 0;
  return (
    <>
      {filter === '' || shown === null ? null : (
        <span className="meta" role="status">
          {formatInteger(shown.map.matching)} of {formatInteger(count)}
        </span>
      )}
      <div className="input host-filter">
        <Icon name="search" size={14} />
        <input
          type="search"
          aria-label="Filter hosts"
          placeholder={`Filter ${formatInteger(count)} hosts`}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || filter === '') return;
            event.stopPropagation();
            setFilter('');
          }}
        />
      </div>
      <div className="seg" role="group" aria-label="Show hosts as">
        {(['map', 'table'] as const).map((form) => (
          <button
            key={form}
            type="button"
            className={shows === form ? 'on' : ''}
            aria-pressed={shows === form}
            onClick={() => setShows(form)}
          >
            <Icon name={form} size={14} />
            {form === 'map' ? 'Map' : 'Table'}
          </button>
        ))}
      </div>
    </>
  );
}
