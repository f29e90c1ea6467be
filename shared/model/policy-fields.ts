import type { Policy } from './policy.ts';
import { choice, number, ratio, text, type FieldsOf } from './schema.ts';

const losses = number('count', { whole: true, max: 10_000 });
/** At most ten years: every one of the days is computed. */
const wholeDays = number('days', { whole: true, min: 1, max: 3_650 });
const weight = number('count', { max: 1e6 });

/** The policy's fields and their ranges; defaults stand in `POLICY_DEFAULTS`. `peakHours` is checked by `isPeakHours`. */
export const POLICY_FIELDS = {
  memoryHeadroomMinRatio: ratio,
  cpuHeadroomMinRatio: ratio,
  osDiskFreeMinRatio: ratio,
  edgeUtilizationMaxRatio: ratio,
  postgresCpuMaxRatio: ratio,
  postgresCpuSustainedDays: wholeDays,
  postgresConnectionsMaxRatio: ratio,
  replicationLagMaxSeconds: number('seconds'),
  snapshotUtilizationMaxRatio: ratio,
  volumeUtilizationMaxRatio: ratio,
  backupUtilizationMaxRatio: ratio,
  apiConcurrencyMaxRatio: ratio,
  overlayPacketLossMaxRatio: ratio,
  overlayHandshakeAgeMaxSeconds: number('seconds'),
  hostLossesPerCluster: losses,
  edgeLossesPerRegion: losses,
  memoryBasis: choice(['reserved', 'used', 'max']),
  cpuOvercommit: number('count', { min: 0.01, max: 1_000 }),
  scheduler: choice(['best-fit', 'worst-fit', 'first-fit']),
  spread: choice(['required', 'off']),
  edgeRebalance: choice(['even', 'by-capacity']),
  hostFailureDetectionSeconds: number('seconds'),
  bootsPerHostPerSecond: number('perSecond'),
  peakHours: text,
  forecastWindowDays: number('days', { whole: true, min: 7, max: 3_650 }),
  forecastHorizonDays: wholeDays,
  triggerHorizonDays: wholeDays,
  intervalLevel: number('ratio', { above: 0, below: 1 }),
  maintenanceHostsPerCluster: losses,
  reserveBasis: choice(['hosts', 'failureDomain', 'max']),
  restoreTestMaxAgeDays: number('days'),
  provisioningDays: number('days'),
  underBuyWeight: weight,
  overBuyWeight: weight,
  hostFailuresPerYear: number('count', { max: 1_000 }),
  hostRepairDays: number('days', { max: 3_650 }),
  iopsHeadroomMinRatio: ratio,
  diskThroughputHeadroomMinRatio: ratio,
  fileDescriptorsHeadroomMinRatio: ratio,
  processesHeadroomMinRatio: ratio,
} satisfies FieldsOf<Policy>;

const HOURS = /^([01]\d|2[0-3])-([01]\d|2[0-4])$/;

/** `auto`, or local hours from–to such as `09-13`; a range may pass midnight (`22-02`) but not be empty. */
export function isPeakHours(hours: string): boolean {
  if (hours === 'auto') return true;
  const match = HOURS.exec(hours);
  return match !== null && match[1] !== match[2];
}
