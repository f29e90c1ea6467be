import { expect, it } from 'vitest';
import { setChanges, useAssumptionDraft } from './assumption-draft.ts';
import { useInventoryTable } from './inventory-table-store.ts';
import { useMappings } from './mapping-store.ts';
import { useOverhead } from './overhead-store.ts';
import { usePolicy } from './policy-store.ts';
import { useSeries } from './series-store.ts';
import { useWorkspace } from './workspace-store.ts';

const open = (displayPath: string, revision: number): void =>
  useWorkspace.setState({ info: { displayPath, revision } as never });

const held = () => ({
  rows: useInventoryTable.getState().columns,
  filter: useInventoryTable.getState().query.text,
  series: useSeries.getState().rows,
  chosen: useSeries.getState().chosen,
  mappings: useMappings.getState().known,
  overhead: useOverhead.getState().answer,
  policy: usePolicy.getState().entries,
  changes: useAssumptionDraft.getState().changes,
});

it('nothing of one workspace is shown in another, and everything stays while the same one is open', () => {
  open('/a.headroom', 1);
  useInventoryTable.setState({ columns: [], query: { text: 'euw', missing: null, sort: null } });
  useSeries.setState({ rows: [], chosen: 'host-1 cpu' });
  useMappings.setState({ known: [] });
  useOverhead.setState({ answer: {} as never });
  usePolicy.setState({ entries: [{ key: 'memoryBasis' } as never] });
  setChanges({ memoryBasis: 'used' });
  const before = held();
  open('/a.headroom', 2);
  expect(held()).toEqual(before);
  open('/b.headroom', 3);
  expect(held()).toEqual({
    rows: null,
    filter: '',
    series: null,
    chosen: null,
    mappings: null,
    overhead: null,
    policy: [],
    changes: {},
  });
});
