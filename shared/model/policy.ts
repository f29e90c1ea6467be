/** The policy, `headroom.policy/v1` (MODEL.md section 3): targets, reserves and assumptions an owner may change. */
export interface Policy {
  readonly memoryHeadroomMinRatio: number;
  readonly cpuHeadroomMinRatio: number;
  readonly osDiskFreeMinRatio: number;
  readonly edgeUtilizationMaxRatio: number;
  readonly postgresCpuMaxRatio: number;
  readonly postgresCpuSustainedDays: number;
  readonly postgresConnectionsMaxRatio: number;
  readonly replicationLagMaxSeconds: number;
  readonly snapshotUtilizationMaxRatio: number;
  readonly volumeUtilizationMaxRatio: number;
  readonly backupUtilizationMaxRatio: number;
  readonly apiConcurrencyMaxRatio: number;
  readonly overlayPacketLossMaxRatio: number;
  readonly overlayHandshakeAgeMaxSeconds: number;
  readonly hostLossesPerCluster: number;
  readonly edgeLossesPerRegion: number;
  readonly memoryBasis: 'reserved' | 'used' | 'max';
  readonly cpuOvercommit: number;
  readonly scheduler: 'best-fit' | 'worst-fit' | 'first-fit';
  readonly spread: 'required' | 'off';
  readonly edgeRebalance: 'even' | 'by-capacity';
  readonly hostFailureDetectionSeconds: number;
  readonly bootsPerHostPerSecond: number;
  /** `auto`, or local hours such as `09-13`. */
  readonly peakHours: string;
  readonly forecastWindowDays: number;
  readonly forecastHorizonDays: number;
  readonly triggerHorizonDays: number;
  readonly intervalLevel: number;
  readonly maintenanceHostsPerCluster: number;
  readonly reserveBasis: 'hosts' | 'failureDomain' | 'max';
  readonly restoreTestMaxAgeDays: number;
  readonly provisioningDays: number;
  readonly underBuyWeight: number;
  readonly overBuyWeight: number;
  readonly hostFailuresPerYear: number | null;
  readonly hostRepairDays: number | null;
  /**
   * Targets that are not set unless an owner sets them (MODEL.md section 4: "no-target unless the policy sets one");
   * `null` = no target.
   */
  readonly iopsHeadroomMinRatio: number | null;
  readonly diskThroughputHeadroomMinRatio: number | null;
  readonly fileDescriptorsHeadroomMinRatio: number | null;
  readonly processesHeadroomMinRatio: number | null;
}

export type PolicyKey = keyof Policy;

export const POLICY_DEFAULTS: Policy = {
  memoryHeadroomMinRatio: 0.2,
  cpuHeadroomMinRatio: 0.25,
  osDiskFreeMinRatio: 0.3,
  edgeUtilizationMaxRatio: 0.7,
  postgresCpuMaxRatio: 0.6,
  postgresCpuSustainedDays: 7,
  postgresConnectionsMaxRatio: 0.8,
  replicationLagMaxSeconds: 5,
  snapshotUtilizationMaxRatio: 0.7,
  volumeUtilizationMaxRatio: 0.8,
  backupUtilizationMaxRatio: 0.8,
  apiConcurrencyMaxRatio: 0.7,
  overlayPacketLossMaxRatio: 0.01,
  overlayHandshakeAgeMaxSeconds: 180,
  hostLossesPerCluster: 1,
  edgeLossesPerRegion: 1,
  memoryBasis: 'reserved',
  cpuOvercommit: 4,
  scheduler: 'best-fit',
  spread: 'required',
  edgeRebalance: 'even',
  hostFailureDetectionSeconds: 30,
  bootsPerHostPerSecond: 2,
  peakHours: 'auto',
  forecastWindowDays: 60,
  forecastHorizonDays: 90,
  triggerHorizonDays: 30,
  intervalLevel: 0.9,
  maintenanceHostsPerCluster: 0,
  reserveBasis: 'hosts',
  restoreTestMaxAgeDays: 90,
  provisioningDays: 7,
  underBuyWeight: 3,
  overBuyWeight: 1,
  hostFailuresPerYear: null,
  hostRepairDays: null,
  iopsHeadroomMinRatio: null,
  diskThroughputHeadroomMinRatio: null,
  fileDescriptorsHeadroomMinRatio: null,
  processesHeadroomMinRatio: null,
};
