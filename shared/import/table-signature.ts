import type { CsvHead } from './csv/csv-head.ts';
import { NULL_WORDS, parseNumber } from './parse-number.ts';
import { TimeReader } from './parse-time.ts';

const LONGEST = 200;

/**
 * What makes two exports come from one source: their columns in order, whatever the rows say. A table without a header is
 * told by what its first row holds. Read before any mapping is applied, so that a mapping does not change it.
 */
export function tableSignature(csv: CsvHead): string {
  const names = csv.hasHeader ? csv.columns : csv.columns.map((_, index) => contentOf(csv, index));
  const all = `${csv.hasHeader ? '' : 'no header: '}${names.map((name) => name.trim().toLowerCase()).join(csv.delimiter)}`;
  return all.length <= LONGEST ? all : `${all.slice(0, LONGEST)}… ${names.length} columns ${checksum(all)}`;
}

function contentOf(csv: CsvHead, index: number): string {
  const cell = csv.rows[0]?.[index] ?? '';
  if (!Number.isNaN(new TimeReader('UTC', 'auto').read(cell))) return 'time';
  return parseNumber(cell, { decimal: csv.decimal, nullWords: NULL_WORDS }).kind === 'bad'
    ? 'text'
    : 'number';
}

/** 32-bit FNV-1a as eight hexadecimal digits: tells long lists of columns apart, nothing more. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
