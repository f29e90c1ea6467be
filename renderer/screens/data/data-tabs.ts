import type { ScreenTab } from '../../components/ScreenTabs.tsx';
import type { DataTabName } from '../../state/data-view-store.ts';
import { InventoryTab } from './inventory/InventoryTab.tsx';
import { ConnectionsTab } from './connections/ConnectionsTab.tsx';
import { ImportsTab } from './imports/ImportsTab.tsx';
import { MappingsTab } from './mappings/MappingsTab.tsx';
import { QualityTab } from './quality/QualityTab.tsx';
import { SeriesTab } from './series/SeriesTab.tsx';

export interface DataTab extends ScreenTab {
  readonly id: DataTabName;
}

/** The tabs of the Data screen in their order, each in a folder of its own. A tab that does not stand here is not shown. */
export const DATA_TABS: readonly DataTab[] = [
  { id: 'imports', title: 'Imports', Panel: ImportsTab },
  { id: 'connections', title: 'Connections', Panel: ConnectionsTab },
  { id: 'mappings', title: 'Mappings', Panel: MappingsTab },
  { id: 'series', title: 'Series', Panel: SeriesTab },
  { id: 'inventory', title: 'Inventory', Panel: InventoryTab },
  { id: 'quality', title: 'Quality', Panel: QualityTab },
];
