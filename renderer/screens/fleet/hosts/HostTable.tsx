import { useMemo, useState } from 'react';
import { csvText } from '../../../../shared/view/chart-table.ts';
import {
  HOST_TABLE,
  hostTable,
  withScenario,
  sortedHosts,
  tabText,
  type HostSort,
  type HostTableColumn,
} from '../../../../shared/view/host-table.ts';
import { counted } from '../../../../shared/view/number-format.ts';
import { Button } from '../../../components/Button.tsx';
import { CheckMenu } from '../../../components/CheckMenu.tsx';
import { copyText } from '../../../state/clipboard.ts';
import { openHost, useHosts } from '../../../state/host-store.ts';
import { HostRows } from './HostRows.tsx';
import type { ShownHosts } from './use-host-map.ts';

const FIRST: ReadonlySet<string> = new Set(
  HOST_TABLE.filter((column) => column.isShownFirst).map(({ id }) => id),
);

/** All hosts row by row: sorted by a press on a head, narrowed by the filter, columns chosen, copied as they stand. */
export function HostTable({ shown }: { readonly shown: ShownHosts }) {
  const { union, map } = shown;
  const selected = useHosts((state) => state.selected);
  const [sort, setSort] = useState<HostSort | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(FIRST);
  const columns = useMemo<readonly HostTableColumn[]>(() => {
    const own = HOST_TABLE.filter(({ id }) => chosen.has(id));
    return union.after === null ? own : withScenario(own);
  }, [chosen, union]);
  const hosts = useMemo(() => {
    const matching = [...map.hosts].filter((_, cell) => map.cells.dimmed[cell] === 0);
    // The map's order follows its grouping; the table's own is the inventory's.
    return sortedHosts(
      union,
      matching.sort((a, b) => a - b),
      columns,
      sort,
    );
  }, [union, map, columns, sort]);
  const what = counted(hosts.length, 'host');
  return (
    <div className="pane host-table">
      <div className="host-tools">
        <span className="mute">{what}</span>
        <span className="grow" />
        <CheckMenu
          label="Columns"
          options={HOST_TABLE.map(({ id, title }) => ({
            id,
            label: title,
            fixed: id === 'id',
          }))}
          chosen={chosen}
          onChange={setChosen}
        />
        <Button
          small
          icon="copy"
          onPress={() => void copyText(what, tabText(hostTable(union, hosts, columns)))}
        >
          Copy
        </Button>
        <Button
          small
          icon="table"
          onPress={() => void copyText(`${what} as CSV`, csvText(hostTable(union, hosts, columns)))}
        >
          Copy as CSV
        </Button>
      </div>
      <HostRows
        union={union}
        hosts={hosts}
        columns={columns}
        sort={sort}
        onSort={(column) =>
          setSort((before) =>
            before?.column === column.id
              ? { column: column.id, descending: !before.descending }
              : { column: column.id, descending: column.isNumber },
          )
        }
        selected={selected}
        onOpen={openHost}
      />
    </div>
  );
}
