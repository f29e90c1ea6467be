import { describe, expect, it } from 'vitest';
import { readCsvHead } from './csv/csv-head.ts';
import { mappingKey, mappingKeys } from './mapping-key.ts';
import { parseMapping } from './mapping.ts';
import { tableSignature } from './table-signature.ts';

const signature = (text: string): string => {
  const head = readCsvHead(text);
  if (head === null) throw new Error('no table');
  return tableSignature(head);
};
const mapping = (rest: object) => {
  const parsed = parseMapping(JSON.stringify({ schema: 'headroom.mapping/v1', ...rest }), 'm');
  if (!parsed.ok) throw new Error('no mapping');
  return parsed.value;
};

describe('what files of one source have in common', () => {
  it('is their columns in order, whatever the rows say', () => {
    expect(signature('Time,VM,CPU\n1,a,2\n')).toBe(signature('time , vm,cpu\n9,z,8\n'));
    expect(signature('time,vm,cpu\n1,a,2\n')).not.toBe(signature('time,cpu,vm\n1,2,a\n'));
    expect(signature('time;vm;cpu\n1;a;2\n')).not.toBe(signature('time,vm,cpu\n1,a,2\n'));
  });

  it('is what the first row holds, where there is no header', () => {
    expect(signature('2026-01-01T00:00:00Z,h1,4\n')).toBe(signature('2027-01-01T00:00:00Z,h2,5\n'));
  });

  it('stays short for thousands of columns, and tells them apart', () => {
    const wide = (prefix: string) =>
      signature(`time,${Array.from({ length: 2000 }, (_, i) => `${prefix}${i}`).join(',')}\n`);
    expect(wide('a').length).toBeLessThan(300);
    expect(wide('a')).not.toBe(wide('b'));
  });

  it('is not enough for a mapping that names the entity or the metric: that is about one file', () => {
    const general = mapping({ time: 'timestamp', entity: 'vm' });
    const single = mapping({ time: 'timestamp', metricName: 'iops' });
    expect(mappingKey('s', 'disk', general)).toBe('s');
    expect(mappingKey('s', 'disk', single)).not.toBe(mappingKey('s', 'cpu', single));
    expect(mappingKeys('s', 'disk')).toEqual([mappingKey('s', 'disk', single), 's']);
  });
});
