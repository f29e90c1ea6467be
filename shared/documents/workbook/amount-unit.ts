import { GIB, MB, TB, type Unit } from '../../units.ts';

/** The one unit that amounts of a kind have throughout a workbook: the value in it is the base value ÷ `factor`. */
export interface AmountUnit {
  readonly label: string;
  readonly factor: number;
}

const LABELS: Readonly<Partial<Record<Unit, string>>> = {
  cores: 'cores',
  iops: 'IOPS',
  seconds: 's',
  days: 'days',
  perSecond: 'per s',
  packetsPerSecond: 'packets/s',
  connections: 'connections',
  microvms: 'microVMs',
  hosts: 'hosts',
  ratio: 'share',
};

/** Memory in GiB, disk in TB, throughput in MB/s; everything else as it is. */
export function amountUnit(unit: Unit): AmountUnit {
  if (unit === 'bytes') return { label: 'GiB', factor: GIB };
  if (unit === 'diskBytes') return { label: 'TB', factor: TB };
  if (unit === 'bytesPerSecond') return { label: 'MB/s', factor: MB };
  return { label: LABELS[unit] ?? 'count', factor: 1 };
}
