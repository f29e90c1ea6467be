import { describe, expect, it } from 'vitest';
import { LEAST_AMOUNT } from '../units.ts';
import { MOST_MICROVMS, MOST_PER_ROW } from './amounts.ts';
import { MODEL_FIELDS, OVERHEAD_FIELDS } from './kinds.ts';
import { parseModel } from './parse-model.ts';
import { parsePolicy } from './parse-policy.ts';
import { POLICY_FIELDS } from './policy-fields.ts';
import { problemText } from './problem.ts';
import { numberComplaint } from './read-fields.ts';
import { largestOf, type Field, type FieldTable, type NumberField } from './schema.ts';

function numberFields(table: FieldTable, at: string): [string, NumberField][] {
  return Object.entries<Field>(table).flatMap(([name, field]): [string, NumberField][] => {
    const here = `${at}.${name}`;
    if (field.kind === 'number') return [[here, field]];
    if (field.kind === 'numbers') return [[here, { kind: 'number', unit: field.unit }]];
    return field.kind === 'group' || field.kind === 'rows' ? numberFields(field.fields, here) : [];
  });
}

const everyNumber = [
  ...Object.entries(MODEL_FIELDS).flatMap(([kind, table]) => numberFields(table, kind)),
  ...numberFields(OVERHEAD_FIELDS, 'overhead'),
  ...numberFields(POLICY_FIELDS, 'policy'),
];

const base = { schema: 'headroom.model/v1', asOf: '2026-03-31T00:00:00Z' };
const texts = (document: object): string[] => {
  const parsed = parseModel({ ...base, ...document });
  return parsed.ok ? [] : parsed.problems.map(problemText);
};

describe('amounts', () => {
  it.each(everyNumber)('%s has an end, takes it, and nothing beyond', (_, field) => {
    const largest = largestOf(field);
    expect(Number.isFinite(largest)).toBe(true);
    if (field.below === undefined) expect(numberComplaint(largest, field)).toBeNull();
    for (const value of [1e308, Number.MAX_VALUE, largest * 1.01])
      expect(numberComplaint(value, field)).not.toBeNull();
    expect(numberComplaint(5e-324, field)).not.toBeNull();
  });

  it('are refused with their path, what stands there, and the end', () => {
    expect(texts({ flavors: [{ id: 'm7', vcpus: 1e308, memoryBytes: 2 }] })).toEqual([
      'flavors[0].vcpus: is too large (is "1e+308", expected a number, at least 0, at most 1000000)',
    ]);
    expect(texts({ flavors: [{ id: 'm7', vcpus: 1e-320 }] })).toEqual([
      'flavors[0].vcpus: is too close to 0 (is "1e-320", expected 0, or at least 1e-30)',
    ]);
    expect(texts({ storagePools: [{ id: 's', backupUsedByKind: { wal: 1e300 } }] })).toEqual([
      'storagePools[0].backupUsedByKind.wal: is too large (is "1e+300", expected a number, at least 0, at most 1e+21)',
    ]);
    expect(parsePolicy({ cpuOvercommit: 1e-9 })).toMatchObject({
      ok: false,
      problems: [{ path: 'cpuOvercommit', message: 'is too small' }],
    });
  });

  it('that a rounding left over are accepted', () => {
    expect(0.3 - (0.1 + 0.2)).not.toBe(0);
    expect(Math.abs(0.3 - (0.1 + 0.2))).toBeGreaterThan(LEAST_AMOUNT);
  });

  it('of open files without a limit, as Linux reports them, are accepted', () => {
    const host = { id: 'h', cluster: 'c', fileDescriptors: 2 ** 63 };
    const document = { regions: [{ id: 'r' }], clusters: [{ id: 'c', region: 'r' }], hosts: [host] };
    expect(texts(document)).toEqual([]);
  });

  it('of microVMs are refused at the row that passes what a document may hold', () => {
    const row = (_: unknown, n: number) => ({ id: `v${n}`, cluster: 'c', flavor: 'f', count: MOST_PER_ROW });
    const rows = Array.from({ length: MOST_MICROVMS / MOST_PER_ROW + 2 }, row);
    const around = { regions: [{ id: 'r' }], clusters: [{ id: 'c', region: 'r' }], flavors: [{ id: 'f' }] };
    expect(texts({ ...around, microvms: rows })).toEqual([
      'microvms[10].count: makes 11000000 in all (is "1000000", expected at most 10000000 in all of microvms)',
    ]);
    expect(texts({ ...around, microvms: rows.slice(0, 10) })).toEqual([]);
  });
});
