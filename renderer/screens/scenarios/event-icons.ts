import type { IconName } from '../../components/icon-drawings.tsx';

const ICONS: Readonly<Record<string, IconName>> = {
  hostLoss: 'hostloss',
  removeHosts: 'hostloss',
  addHosts: 'server',
  cordonHosts: 'server',
  uncordonHosts: 'server',
  edgeLoss: 'failure',
  edgeFlap: 'failure',
  addEdgeNodes: 'map',
  postgresFailover: 'failover',
  resizePostgres: 'data',
  connectionLeak: 'data',
  onboardCustomer: 'onboarding',
  addStorage: 'data',
  snapshotGrowth: 'forecast',
  growthMultiplier: 'forecast',
  memoryBleed: 'forecast',
  retryStorm: 'failure',
  overlayDegradation: 'link',
};

export const eventIcon = (type: string): IconName => ICONS[type] ?? 'failure';
