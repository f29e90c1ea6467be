import type { HostResource } from '../../assess/host-resource.ts';
import { GIB, MB } from '../../units.ts';

/** The one unit a resource has throughout a workbook. */
export interface ResourceUnit {
  readonly title: string;
  readonly label: string;
  readonly factor: number;
}

const TITLES: Readonly<Record<HostResource['name'], string>> = {
  memory: 'Memory',
  cpu: 'CPU',
  iops: 'Disk IOPS',
  diskThroughput: 'Disk throughput',
  fileDescriptors: 'File descriptors',
  processes: 'Processes',
};

export function resourceUnit({ name, unit }: HostResource): ResourceUnit {
  const title = TITLES[name];
  if (unit === 'bytes') return { title, label: 'GiB', factor: GIB };
  if (unit === 'bytesPerSecond') return { title, label: 'MB/s', factor: MB };
  return { title, label: unit === 'cores' ? 'cores' : unit === 'iops' ? 'IOPS' : 'count', factor: 1 };
}
