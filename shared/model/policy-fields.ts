import type { Policy } from './policy.ts';
import { choice, number, ratio, text, type FieldsOf } from './schema.ts';

const whole = number('count', { whole: true });
const wholeDays = number('days', { whole: true, min: 1 });
const weight = number('count');

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
  hostLossesPerCluster: whole,
  edgeLossesPerRegion: whole,
  memoryBasis: choice(['reserved', 'used', 'max']),
  cpuOvercommit: number('count', { above: 0 }),
  scheduler: choice(['best-fit', 'worst-fit', 'first-fit']),
  spread: choice(['required', 'off']),
  edgeRebalance: choice(['even', 'by-capacity']),
  hostFailureDetectionSeconds: number('seconds'),
  bootsPerHostPerSecond: number('perSecond'),
  peakHours: text,
  forecastWindowDays: number('days', { whole: true, min: 7 }),
  forecastHorizonDays: wholeDays,
  triggerHorizonDays: wholeDays,
  intervalLevel: number('ratio', { above: 0, below: 1 }),
  maintenanceHostsPerCluster: whole,
  reserveBasis: choice(['hosts', 'failureDomain', 'max']),
  restoreTestMaxAgeDays: number('days'),
  provisioningDays: number('days'),
  underBuyWeight: weight,
  overBuyWeight: weight,
  hostFailuresPerYear: number('count'),
  hostRepairDays: number('days'),
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
