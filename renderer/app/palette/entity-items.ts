import type { InventoryChoices } from '../../../shared/ipc/inventory-channels.ts';
import { counted } from '../../../shared/view/number-format.ts';
import { quantityText } from '../../../shared/view/quantity-format.ts';
import { explainConstraint, useExplain } from '../../state/explain-store.ts';
import { openHost } from '../../state/host-store.ts';
import { useInventory } from '../../state/inventory-store.ts';
import { useView } from '../../state/view-store.ts';
import { whatIfHostsLost, whatIfLargestHostLost } from '../commands.ts';
import type { PaletteItem } from './palette-item.ts';

/** Regions, clusters and what serves them; and the loss of each cluster's largest host. */
export function placeItems(choices: InventoryChoices): readonly PaletteItem[] {
  const explain = (id: string) => () => useExplain.getState().open(explainConstraint(id, 'before'));
  return [
    ...choices.clusters.map(({ id, hosts }): PaletteItem => ({
      key: `lose largest ${id}`,
      group: 'Actions',
      label: `Lose the largest host of ${id}`,
      icon: 'hostloss',
      beside: counted(hosts, 'host'),
      run: () => whatIfLargestHostLost(id),
    })),
    ...choices.regions.map(({ id, name }): PaletteItem => ({
      key: `region ${id}`,
      group: 'Regions',
      label: name ?? id,
      icon: 'map',
      run: () => useView.getState().setRegion(id),
    })),
    ...choices.clusters.map(({ id, microvms }): PaletteItem => ({
      key: `cluster ${id}`,
      group: 'Clusters',
      label: id,
      icon: 'server',
      beside: counted(microvms, 'microVM'),
      run: explain(`compute.memory@cluster:${id}`),
    })),
    ...choices.postgres.map(({ id }): PaletteItem => ({
      key: `postgres ${id}`,
      group: 'Other entities',
      label: id,
      icon: 'data',
      beside: 'Postgres',
      run: explain(`controlPlane.postgresCpu@postgres:${id}`),
    })),
    ...choices.storagePools.map(({ id }): PaletteItem => ({
      key: `pool ${id}`,
      group: 'Other entities',
      label: id,
      icon: 'data',
      beside: 'storage pool',
      run: explain(`storage.snapshots@pool:${id}`),
    })),
  ];
}

const MOST_HOSTS = 40;

/** The page of a host, in the region it stands in. */
function showHost(id: string): void {
  const { clusterOf, regionOf } = useInventory.getState();
  const cluster = clusterOf(id);
  const region = cluster === null ? null : regionOf(`cluster:${cluster}`);
  const view = useView.getState();
  if (region !== null) view.setRegion(region);
  view.setFleetTab('hosts');
  view.goTo('fleet');
  openHost(id);
}

/** Hosts come only once something is typed: a fleet has thousands. */
export function hostItems(choices: InventoryChoices, query: string): readonly PaletteItem[] {
  const words = query
    .toLowerCase()
    .replace(/^lose\s+/, '')
    .trim();
  if (words === '') return [];
  const found = choices.hosts.filter((host) => host.id.toLowerCase().includes(words)).slice(0, MOST_HOSTS);
  const pages = found.map((host): PaletteItem => ({
    key: `show ${host.id}`,
    group: 'Hosts',
    label: host.id,
    icon: 'server',
    beside: host.state === 'schedulable' ? quantityText(host.memoryBytes, 'bytes') : host.state,
    run: () => showHost(host.id),
  }));
  const losses = found
    .filter((host) => host.state !== 'down')
    .map((host): PaletteItem => ({
      key: `host ${host.id}`,
      group: 'Hosts',
      label: `Lose ${host.id}, new scenario`,
      icon: 'hostloss',
      beside: quantityText(host.memoryBytes, 'bytes'),
      run: () => whatIfHostsLost([host.id]),
    }));
  return /^lose\s/i.test(query) ? losses : [...pages, ...losses];
}
