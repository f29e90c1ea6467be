import type { ComponentType } from 'react';
import type { FleetTabName } from '../../state/view-store.ts';
import { ControlPlaneTab } from './control-plane/ControlPlaneTab.tsx';
import { EdgeTab } from './edge/EdgeTab.tsx';
import { HostsTab } from './hosts/HostsTab.tsx';
import { OverlayTab } from './overlay/OverlayTab.tsx';
import { StorageTab } from './storage/StorageTab.tsx';
import { HostsTools } from './hosts/HostsTools.tsx';

export interface FleetTab {
  readonly name: FleetTabName;
  readonly title: string;
  readonly Content: ComponentType;
  /** What stands at the right of the screen's head while the tab is shown. */
  readonly Tools?: ComponentType;
}

/** Tabs of the Fleet screen in their order. What is not built is not shown; a new tab is a folder and a line here. */
export const FLEET_TABS: readonly FleetTab[] = [
  { name: 'hosts', title: 'Hosts', Content: HostsTab, Tools: HostsTools },
  { name: 'edge', title: 'Edge', Content: EdgeTab },
  { name: 'control-plane', title: 'Control plane', Content: ControlPlaneTab },
  { name: 'storage', title: 'Storage', Content: StorageTab },
  { name: 'overlay', title: 'Overlay', Content: OverlayTab },
];
