import type { PolicyKey } from '../model/policy.ts';

export type PolicyGroup =
  'Targets' | 'What must survive' | 'How demand is counted' | 'Recovery' | 'Forecast and buying';

export interface PolicyLabel {
  readonly key: PolicyKey;
  readonly label: string;
  readonly group: PolicyGroup;
}

const of = (group: PolicyGroup, entries: readonly (readonly [PolicyKey, string])[]): readonly PolicyLabel[] =>
  entries.map(([key, label]) => ({ key, label, group }));

/** Every assumption in words, in the order the screen shows them. */
export const POLICY_LABELS: readonly PolicyLabel[] = [
  ...of('Targets', [
    ['memoryHeadroomMinRatio', 'Memory headroom, at least'],
    ['cpuHeadroomMinRatio', 'CPU headroom, at least'],
    ['osDiskFreeMinRatio', 'OS disk free, at least'],
    ['edgeUtilizationMaxRatio', 'Edge utilization, at most'],
    ['postgresCpuMaxRatio', 'Postgres CPU, at most'],
    ['postgresCpuSustainedDays', 'Postgres CPU over its limit for'],
    ['postgresConnectionsMaxRatio', 'Postgres connections, at most'],
    ['replicationLagMaxSeconds', 'Replication lag, at most'],
    ['snapshotUtilizationMaxRatio', 'Snapshot store, at most'],
    ['volumeUtilizationMaxRatio', 'Volumes, at most'],
    ['backupUtilizationMaxRatio', 'Backup store, at most'],
    ['apiConcurrencyMaxRatio', 'API concurrency, at most'],
    ['overlayPacketLossMaxRatio', 'Overlay packet loss, at most'],
    ['overlayHandshakeAgeMaxSeconds', 'Overlay handshake age, at most'],
    ['restoreTestMaxAgeDays', 'Restore drill, at most this old'],
    ['iopsHeadroomMinRatio', 'Disk IOPS headroom, at least'],
    ['diskThroughputHeadroomMinRatio', 'Disk throughput headroom, at least'],
    ['fileDescriptorsHeadroomMinRatio', 'File descriptor headroom, at least'],
    ['processesHeadroomMinRatio', 'Process headroom, at least'],
  ]),
  ...of('What must survive', [
    ['hostLossesPerCluster', 'Hosts lost per cluster'],
    ['maintenanceHostsPerCluster', 'Hosts out for maintenance per cluster'],
    ['reserveBasis', 'Reserve is counted by'],
    ['edgeLossesPerRegion', 'Edge nodes lost per region'],
    ['spread', 'Spread groups'],
    ['scheduler', 'Scheduler'],
    ['edgeRebalance', 'Connections of a lost edge node go'],
  ]),
  ...of('How demand is counted', [
    ['memoryBasis', 'Memory demand is'],
    ['cpuOvercommit', 'vCPUs per core'],
    ['peakHours', 'Peak hours'],
  ]),
  ...of('Recovery', [
    ['hostFailureDetectionSeconds', 'A lost host is noticed after'],
    ['bootsPerHostPerSecond', 'Boots per host and second'],
    ['hostFailuresPerYear', 'Failures per host and year'],
    ['hostRepairDays', 'Repair of a host takes'],
  ]),
  ...of('Forecast and buying', [
    ['forecastWindowDays', 'Days fitted'],
    ['forecastHorizonDays', 'Days ahead'],
    ['triggerHorizonDays', 'Triggers look ahead'],
    ['intervalLevel', 'Interval'],
    ['provisioningDays', 'From delivery to service'],
    ['underBuyWeight', 'Weight of buying too little'],
    ['overBuyWeight', 'Weight of buying too much'],
  ]),
];
