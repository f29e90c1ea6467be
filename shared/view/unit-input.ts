import { GB, GIB, MB, MIB, TB, type Unit } from '../units.ts';

/** How a form shows a quantity that documents carry in base units. The unit is part of the field, never typed. */
export interface InputUnit {
  readonly label: string;
  /** Base units per shown unit. */
  readonly factor: number;
}

const PLAIN: Readonly<Record<Unit, string>> = {
  bytes: '',
  diskBytes: '',
  cores: 'cores',
  iops: 'IOPS',
  bytesPerSecond: 'MB/s',
  count: '',
  perSecond: '/s',
  ratio: '%',
  seconds: 's',
  days: 'days',
  connections: 'conns',
  packetsPerSecond: 'pkt/s',
  microvms: 'VMs',
  hosts: 'hosts',
  verdict: '',
};

/** The unit a field of this kind is typed in, given a value it holds at first. */
export function inputUnit(unit: Unit, typical: number | null): InputUnit {
  const size = Math.abs(typical ?? Infinity);
  switch (unit) {
    case 'bytes':
      return size >= GIB ? { label: 'GiB', factor: GIB } : { label: 'MiB', factor: MIB };
    case 'diskBytes':
      return size >= TB ? { label: 'TB', factor: TB } : { label: 'GB', factor: GB };
    case 'bytesPerSecond':
      return { label: 'MB/s', factor: MB };
    case 'ratio':
      return { label: '%', factor: 0.01 };
    default:
      return { label: PLAIN[unit], factor: 1 };
  }
}

/** Base value → what the field shows; rounding noise of the division is taken off. */
export function toShown(value: number, { factor }: InputUnit): number {
  return Number((value / factor).toPrecision(12));
}

/** What was typed → base value. */
export function fromShown(shown: number, { factor }: InputUnit): number {
  return Number((shown * factor).toPrecision(15));
}

/** The next round number at or above: 1, 2, 5 × 10ⁿ. The end of a slider that has no natural end. */
export function roundUp(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}
