import { GIB, GB, type Unit } from '../units.ts';
import type { ExplainNode } from './node.ts';

/** A number for a label or a copied text: enough digits to recognise it, no separators, the unit behind it. */
export function plainQuantity(value: number | string | null, unit: Unit): string {
  if (value === null) return 'not measured';
  if (typeof value === 'string') return value;
  switch (unit) {
    case 'bytes':
      return `${short(value / GIB)} GiB`;
    case 'diskBytes':
      return `${short(value / GB)} GB`;
    case 'bytesPerSecond':
      return `${short(value / 1e6)} MB/s`;
    case 'ratio':
      return short(value);
    case 'perSecond':
      return `${short(value)}/s`;
    case 'packetsPerSecond':
      return `${short(value)} packets/s`;
    case 'seconds':
      return `${short(value)} s`;
    case 'iops':
      return `${short(value)} IOPS`;
    case 'count':
    case 'verdict':
      return short(value);
    default:
      return `${short(value)} ${unit}`;
  }
}

function short(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
}

/** A derivation as indented text, one node a line: `label: value  = formula  [origin: of]`. */
export function explainText(node: ExplainNode, indent = ''): string {
  const formula = node.formula === undefined ? '' : `  = ${node.formula}`;
  const source = node.source === undefined ? '' : `  [${node.source.origin}: ${node.source.of}]`;
  const line = `${indent}${node.label}: ${plainQuantity(node.value, node.unit)}${formula}${source}`;
  return [line, ...(node.inputs ?? []).map((input) => explainText(input, `${indent}  `))].join('\n');
}
