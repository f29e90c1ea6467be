import { formatDecimal, formatInteger } from '../../../../shared/view/number-format.ts';

/** Decimal, as file managers have it. */
export function fileSize(bytes: number): string {
  if (bytes >= 1e9) return `${formatDecimal(bytes / 1e9, 1)} GB`;
  if (bytes >= 1e6) return `${formatDecimal(bytes / 1e6, 1)} MB`;
  return bytes >= 1000 ? `${formatDecimal(bytes / 1000, 1)} kB` : `${formatInteger(bytes)} B`;
}
