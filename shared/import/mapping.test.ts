import { describe, expect, it } from 'vitest';
import { problemText } from '../model/problem.ts';
import { parseMapping, type Mapping } from './mapping.ts';
import { imported, inventory, metrics, refusal, samplesOf } from './read-text.fixture.ts';

const mapping = (keys: Record<string, unknown>): Mapping => {
  const parsed = parseMapping(JSON.stringify({ schema: 'headroom.mapping/v1', ...keys }), 'm.json');
  if (!parsed.ok) throw new Error(parsed.problems.map(problemText).join('\n'));
  return parsed.value;
};
const read = (text: string, keys: Record<string, unknown>) => metrics(text, { mapping: mapping(keys) });

describe('mapping', () => {
  it('reads a long table by the columns it names', () => {
    const text =
      'exported by X;;\nstarttime;VM_id;tps;note\n2013-08-12 13:40:46;"vm7:9100";5;a\n2013-08-12 13:45:46;vm7:9100;NA;b\n2013-08-12 13:50:46;vm8;7;c\ntotal;;12;\n';
    const outcome = read(text, {
      time: 'StartTime', entity: 'VM_id', metricName: 'transactions_per_second', values: ['tps'], unit: '1', delimiter: ';', skipFirst: 1, skipLast: 1,
      nullWords: ['NA'], entityPattern: '^(.+):9100$', timeZone: 'Europe/Berlin',
    }); // prettier-ignore
    expect(samplesOf(outcome)).toEqual({ 'vm7 transactions_per_second': [['2013-08-12T11:40:46.000Z', 5]] });
    expect([outcome.rows, outcome.empty, outcome.timeZone]).toEqual([3, 1, 'Europe/Berlin']);
    expect(outcome.rejected.map((problem) => [problem.line, problem.column, problem.value])).toEqual([
      [5, 'VM_id', 'vm8'],
    ]);
  });

  it('names several value columns after their headers', () => {
    const text = 'starttime,tps,errors\n1376314846,1,2\n';
    expect(
      Object.keys(
        samplesOf(read(text, { time: 'starttime', entityName: 'shop', values: ['tps', 'errors'] })),
      ),
    ).toEqual(['shop errors', 'shop tps']);
    expect(
      Object.keys(
        samplesOf(
          read(text, { time: 'starttime', entityName: 'shop', metricName: 'm', values: ['tps', 'errors'] }),
        ),
      ),
    ).toEqual(['shop m_errors', 'shop m_tps']);
  });

  it('takes every other column of a wide table for an entity, in the unit given', () => {
    const outcome = read('when|h1|h2\n1376314846000|1|2\n', {
      shape: 'wide',
      time: 'when',
      metricName: 'memory_used_bytes',
      unit: 'GiB',
    });
    expect(outcome.series.map((series) => [series.entity, series.metric, series.values[0]])).toEqual([
      ['h1', 'memory_used_bytes', 1024 ** 3],
      ['h2', 'memory_used_bytes', 2 * 1024 ** 3],
    ]);
  });

  it('reads a file without header by column numbers and keeps its first row', () => {
    const outcome = read('5,vm1,100\n6,vm1,200\n', {
      header: false,
      time: '3',
      timeUnit: 's',
      entity: '2',
      values: ['1'],
      metricName: 'm',
    });
    expect(samplesOf(outcome)).toEqual({ 'vm1 m': [['1970-01-01T00:01:40.000Z', 5], ['1970-01-01T00:03:20.000Z', 6]] }); // prettier-ignore
  });

  it('settles what a comma means', () => {
    const text = 'time\thost\tmetric\tvalue\n2026-01-01\th1\tm\t1,234\n';
    expect(refusal(text).problems.some((problem) => problem.expected?.includes('"decimal"'))).toBe(true);
    expect(read(text, { entity: 'host', metric: 'metric', decimal: ',' }).series[0]?.values[0]).toBe(1.234);
    expect(read(text, { entity: 'host', metric: 'metric', decimal: '.' }).series[0]?.values[0]).toBe(1234);
  });

  it('refuses a file that lacks a column it names, and leaves inventory alone', () => {
    const keys = { time: 'starttime', entity: 'VM_id' };
    const [problem] = refusal('time,host,metric,value\n2026-01-01,h,m,1\n', {
      mapping: mapping(keys),
    }).problems;
    expect(problemText(problem!)).toContain('"starttime"');
    const outcome = imported('id,cluster\nh1,c1\n', { mapping: mapping({ ...keys, delimiter: ';' }) });
    expect(outcome.kind).toBe('inventory');
    expect(inventory('id,cluster\nh1,c1\n', 'hosts.csv').table.rows).toHaveLength(1);
  });

  it.each([
    ['{', 'the JSON text ends too early'],
    ['[]', 'a mapping is a JSON object'],
    ['{}', 'schema: is missing'],
    ['{"schema":"headroom.mapping/v2"}', 'schema: unknown schema'],
    ['{"schema":"headroom.mapping/v1","entitty":"x"}', 'entitty: unknown key'],
    ['{"schema":"headroom.mapping/v1","timeUnit":"min"}', 'timeUnit: wrong value'],
    ['{"schema":"headroom.mapping/v1","values":[]}', 'values: wrong value'],
    ['{"schema":"headroom.mapping/v1","entityPattern":"("}', 'entityPattern: wrong value'],
    ['{"schema":"headroom.mapping/v1","__proto__":{"time":"x"}}', '__proto__: unknown key'],
    ['{"schema":"headroom.mapping/v1","timeZone":"Mars/Olympus"}', 'timeZone: wrong value'],
  ])('refuses %s', (text, message) => {
    const parsed = parseMapping(text, 'm.json');
    expect(parsed.ok ? [] : parsed.problems.map(problemText).join('\n')).toContain(message);
  });
});
