import type { HostResource } from '../../assess/host-resource.ts';
import { amountUnit, type AmountUnit } from './amount-unit.ts';

/** The one unit a resource has throughout a workbook, and its name. */
export interface ResourceUnit extends AmountUnit {
  readonly title: string;
}

const TITLES: Readonly<Record<HostResource['name'], string>> = {
  memory: 'Memory',
  cpu: 'CPU',
  iops: 'Disk IOPS',
  diskThroughput: 'Disk throughput',
  fileDescriptors: 'File descriptors',
  processes: 'Processes',
};

export const resourceUnit = ({ name, unit }: HostResource): ResourceUnit => ({
  title: TITLES[name],
  ...amountUnit(unit),
});
