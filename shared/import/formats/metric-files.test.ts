import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packDays } from '../pack-days.ts';
import { fileReport } from '../outcome.ts';
import { metrics, refusal, samplesOf } from '../read-text.fixture.ts';

const fixture = (file: string) => readFileSync(new URL(`../../../e2e/fixtures/${file}`, import.meta.url));
const fromFixture = (file: string) => metrics(fixture(file), { file });

describe('real files', () => {
  it('reads a CloudWatch series whole, its times as UTC', () => {
    const outcome = fromFixture('ec2_cpu_utilization_53ea38.csv');
    expect(fileReport(outcome)).toMatchObject({
      format: 'csv-single',
      series: 1,
      samples: 4032,
      from: '2014-02-14T14:30:00Z',
      to: '2014-02-28T14:25:00Z',
      rejected: [],
    });
    expect(outcome.notes.join(' ')).toContain('without a zone were read as UTC');
  });

  it('keeps duplicate timestamps for packing, where the later one wins', () => {
    const [series] = fromFixture('ec2_disk_write_bytes_1ef3de.csv').series;
    expect(series?.times.length).toBe(4730);
    const stored = packDays(series!.times, series!.values).reduce((sum, day) => sum + day.values.length, 0);
    expect(stored).toBe(4730 - 11);
  });

  it('reads a table of metrics with ;-and-tab cells, and seconds under a header that says ms', () => {
    const outcome = fromFixture('bitbrains_vm_5min.csv');
    expect([outcome.format, outcome.rows, outcome.samples, outcome.rejectedCount]).toEqual([
      'csv-metric-columns',
      600,
      6000,
      0,
    ]);
    expect(fileReport(outcome).from).toBe('2013-08-12T13:40:46Z');
    expect(outcome.notes.join(' ')).toContain('says ms, the values are seconds');
    expect(outcome.series.map((series) => series.metric)).toContain('CPU usage [MHZ]');
    const memory = outcome.series.find((series) => series.metric === 'memory_used_bytes');
    expect([memory?.sourceName, memory?.values[0]]).toEqual(['Memory usage [KB]', 110448.53333333334 * 1024]);
  });

  it('reads an entity column beside several metrics', () => {
    const outcome = fromFixture('bitbrains_two_vms_hourly.csv');
    expect([outcome.rows, outcome.samples, outcome.series.length]).toEqual([1442, 1442 * 3, 6]);
  });

  it('reads OpenMetrics and a Prometheus answer to the same series', () => {
    const text = fromFixture('bitbrains_two_vms.om');
    const json = fromFixture('prom_query_range_two_vms.json');
    expect([text.samples, json.samples]).toEqual([1442, 1442]);
    expect(samplesOf(json)).toEqual(samplesOf(text));
    expect(json.series.map((series) => [series.entity, series.metric])).toEqual([
      ['116', 'vm_cpu_usage_mhz'],
      ['141', 'vm_cpu_usage_mhz'],
    ]);
  });

  it('refuses an exposition without timestamps, naming the format', () => {
    const [problem] = refusal(fixture('node_exporter.prom'), { file: 'node_exporter.prom' }).problems;
    expect(problem?.message).toContain('Prometheus text exposition without timestamps');
  });
});

describe('shapes of CSV', () => {
  const long = {
    'h1 cpu_used_cores': [['2026-01-01T00:00:00.000Z', 1.5]],
    'h1 memory_used_bytes': [['2026-01-01T00:00:00.000Z', 1024 ** 3]],
  };

  it.each([
    [
      'usual',
      'timestamp,entity,metric,value\n2026-01-01T00:00:00Z,h1,cpu_used_cores,1.5\n2026-01-01T00:00:00Z,h1,memory_used_bytes,1073741824\n',
    ],
    [
      'other order and words',
      'metric;value;host;time\ncpu_used_cores;1,5;h1;1767225600\nmemory_used_gib;1;h1;1767225600000\n',
    ],
    [
      'sep= line, BOM, CRLF',
      '\ufeffsep=;\r\nTime;Instance;Metric;Value\r\n2026-01-01 00:00:00;h1;cpu_used_cores;1.5\r\n2026-01-01 00:00:00;h1;Memory used [GiB];1\r\n',
    ],
    ['no header', '2026-01-01T00:00:00Z|h1|cpu_used_cores|1.5\n2026-01-01T00:00:00Z|h1|memory_used_mib|1024'],
    [
      'no header, metric first',
      'cpu_used_cores\th1\t1.5\t2026-01-01\nmemory_used_bytes\th1\t1 GiB\t2026-01-01',
    ],
    [
      'legends',
      'Series;Time;Value\n"cpu_used_cores{host=""h1"",job=""x""}";2026-01-01 00:00:00;1.5\n"memory_used_bytes{host=""h1"",job=""x""}";2026-01-01 00:00:00;1 GiB',
    ],
    [
      'wide, legends',
      'Time,"cpu_used_cores{host=""h1""}","memory_used_bytes{host=""h1""}"\n1767225600000,1.5,1.00 GiB\n',
    ],
    ['wide, entity and metric in a header', 'Time,h1 cpu_used_cores,h1: memory_used_gib\n2026-01-01,1.5,1\n'],
    ['metric columns', 'time,host,cpu_used_cores,memory_used_gib\n2026-01-01,h1,1.5,1\n'],
  ])('reads long data: %s', (_, text) => {
    expect(samplesOf(metrics(text))).toEqual(long);
  });

  it.each([
    ['source,target', 'source', 'target'],
    ['instance,peer', 'instance', 'peer'],
    ['host,peer', 'host', 'peer'],
  ])('reads pairs from columns %s', (_, from, to) => {
    const text = `timestamp,${from},${to},metric,value\n2026-01-01,h1,h2,peer_round_trip_ms,1.5\n2026-01-01,h1,,peer_round_trip_ms,1\n`;
    const outcome = metrics(text);
    expect(samplesOf(outcome)).toEqual({
      'h1 → h2 peer_round_trip_seconds': [['2026-01-01T00:00:00.000Z', 0.0015]],
    });
    expect(outcome.rejectedCount).toBe(1);
  });

  it('takes the columns of a wide file for entities, and its metric from the name of a panel export', () => {
    const text = 'Time,euw-a-01,euw-a-02\n2026-01-01 00:00:00,12.3 GiB,\n2026-01-01 00:05:00,45 GiB,1 MiB\n';
    const outcome = metrics(text, { file: 'memory_used_bytes-data-2026-01-02 10_20_30.csv' });
    expect(samplesOf(outcome)).toEqual({
      'euw-a-01 memory_used_bytes': [
        ['2026-01-01T00:00:00.000Z', 12.3 * 1024 ** 3],
        ['2026-01-01T00:05:00.000Z', 45 * 1024 ** 3],
      ],
      'euw-a-02 memory_used_bytes': [['2026-01-01T00:05:00.000Z', 1024 ** 2]],
    });
    expect(outcome.empty).toBe(1);
  });

  it('rejects a value in a unit its metric is not measured in', () => {
    const outcome = metrics(
      'timestamp,entity,metric,value\n2026-01-01,h1,memory_used_bytes,1\n2026-01-02,h1,memory_used_bytes,45%\n',
    );
    expect(outcome.rejected).toMatchObject([{ line: 3, column: 'value', value: '45%' }]);
  });

  it('keeps names it does not know, unmapped, and does not merge series whose labels differ', () => {
    const text =
      'Series;Time;Value\n"x{host=""h1"",dev=""sda""}";2026-01-01;1\n"x{host=""h1"",dev=""sdb""}";2026-01-01;2\n';
    expect(metrics(text).series.map(({ entity, metric, canonical }) => [entity, metric, canonical])).toEqual([
      ['h1{dev="sda"}', 'x', false],
      ['h1{dev="sdb"}', 'x', false],
    ]);
  });

  it('refuses a table it does not know, with the columns and a mapping to start from', () => {
    const outcome = refusal('starttime;VM_id;transactions;comment\n2026-01-01 00:00:00;vm1;5;fine\n', {
      file: 'mix.csv',
    });
    expect(outcome.problems[0]?.message).toContain('Columns found: starttime, VM_id, transactions, comment');
    expect(outcome.suggestedMapping).toEqual({
      schema: 'headroom.mapping/v1', shape: 'long', time: 'starttime', entity: 'VM_id', values: ['transactions'], delimiter: ';',
    }); // prettier-ignore
  });

  it.each([
    ['empty', '', 'empty'],
    ['header only', 'timestamp,entity,metric,value\n', 'no rows'],
    ['prose', 'Dear all\n\nplease find attached\n', 'no known format'],
    ['open quote', 'timestamp,entity,metric,value\n2026-01-01,"a,m,1\n2026-01-02,a,m,2\n', 'never closes'],
    ['all rows bad', 'timestamp,entity,metric,value\n2026-01-01,a,m,?\n', 'none could be read'],
    ['times nobody can read', 'timestamp,entity,metric,value\n31/03/2026,a,m,1\n', 'not a time'],
    ['scenario', '{"schema":"headroom.scenario/v1"}', 'not a document that is imported here'],
    ['broken JSON', '{"status":"success","data":{"resultType":"matrix","result":[}', 'not valid JSON'],
    [
      'server error',
      '{"status":"error","errorType":"bad_data","error":"parse error at char 3"}',
      'parse error at char 3',
    ],
  ])('refuses: %s', (_, text, message) => {
    const outcome = refusal(text);
    expect(outcome.problems.map((problem) => problem.message).join('\n')).toContain(message);
    expect(outcome.problems.every((problem) => problem.file === 'test.csv')).toBe(true);
  });

  it('names what is no text', () => {
    expect(refusal(Uint8Array.of(0x1f, 0x8b, 8, 0)).problems[0]?.message).toContain('gzip');
    expect(refusal(Buffer.from('PK\u0003\u0004')).problems[0]?.message).toContain('zip');
    expect(refusal(Buffer.from('a,b\n1,\u0000\n')).problems[0]?.message).toContain('zero bytes');
  });

  it('reads UTF-16 and Windows-1252, and refuses broken UTF-8', () => {
    const text = 'timestamp,entity,metric,value\n2026-01-01,Zürich,m,1\n';
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
    const names = (bytes: Uint8Array, chunk?: number) =>
      metrics(bytes, {}, chunk).series.map((series) => series.entity);
    expect(names(utf16)).toEqual(['Zürich']);
    expect(names(Buffer.from(utf16).swap16(), 7)).toEqual(['Zürich']);
    expect(names(Buffer.from(text, 'latin1'))).toEqual(['Zürich']);
    expect(names(Buffer.from(text), 1)).toEqual(['Zürich']);
    const broken = Buffer.concat([Buffer.from(text.repeat(9000)), Buffer.of(0xe4, 0x20, 0x0a)]);
    expect(refusal(broken).problems[0]?.message).toContain('neither utf-8');
  });

  it('reads VictoriaMetrics lines and rejects the broken ones by line', () => {
    const lines = [
      '{"metric":{"__name__":"cpu_used_cores","host":"h1"},"values":[1,null,2],"timestamps":[1767225600000,1767225900000,1767226200000]}',
      '{"metric":{"__name__":"cpu_used_cores","host":"h1"},"values":[1],"timestamps":[]}',
      'not json',
    ];
    const outcome = metrics(lines.join('\n'));
    expect([outcome.samples, outcome.empty]).toEqual([2, 1]);
    expect(outcome.rejected.map((problem) => problem.line)).toEqual([2, 3]);
  });
});

describe('an exposition without timestamps', () => {
  const observed = { atMs: Date.parse('2026-03-31T12:00:00Z'), source: 'given' } as const;
  const samples = (text: string) => samplesOf(metrics(text, { file: 'node.prom', observed }));

  it('is one instant, when it was observed, and says so', () => {
    const outcome = metrics(fixture('node_exporter.prom'), { file: 'node_exporter.prom', observed });
    expect(fileReport(outcome)).toMatchObject({ from: '2026-03-31T12:00:00Z', to: '2026-03-31T12:00:00Z' });
    expect(outcome.notes[0]).toContain('observed at 2026-03-31T12:00:00Z, as given');
  });

  it('keeps counters as totals under their own names, also one called like a quantity', () => {
    expect(
      samples(
        '# TYPE iops counter\niops{host="a"} 5\n# TYPE memory_used_gib gauge\nmemory_used_gib{host="a"} 2\n',
      ),
    ).toEqual({
      'a iops_total': [['2026-03-31T12:00:00.000Z', 5]],
      'a memory_used_bytes': [['2026-03-31T12:00:00.000Z', 2 * 1024 ** 3]],
    });
  });

  it('keeps a sample apart from its exemplar, whatever braces either has', () => {
    const exposition =
      '# TYPE edge_connections gauge\n' +
      'edge_connections{host="a"} 5 1767225600 # {trace_id="x"} 0.5 1767225600.1\n' +
      'edge_connections{host="b{1}#"} 6 1767225600 # {} 0.7\n';
    expect(samples(exposition)).toEqual({
      'a edge_connections': [['2026-01-01T00:00:00.000Z', 5]],
      'b{1}# edge_connections': [['2026-01-01T00:00:00.000Z', 6]],
    });
  });

  it('takes any word for a type', () => {
    expect(
      samples('# TYPE x __proto__\nx{host="a"} 5\n# TYPE y constructor\ny{host="a"} 1\n'),
    ).toHaveProperty('a x');
  });
});

describe('Grafana exports', () => {
  const read = (text: string, file = 'CPU-data-2026-11-16 10_20_30.csv') =>
    samplesOf(metrics(text, { file }));
  const at = '2026-01-01T00:00:00.000Z';

  it.each([
    [
      'series joined by time',
      'sep=,\r\n"Time","host-a","host-b"\r\n"2026-01-01 00:00:00","12.3 GiB","5.1 GiB"\r\n',
    ],
    ['with a byte order mark', '\ufeffsep=,\n"Time","host-a","host-b"\n1767225600000,12.3 GiB,5.1 GiB\n'],
    ['with semicolons', 'Time;host-a;host-b\n2026-01-01T00:00:00Z;12,3 GiB;5,1 GiB\n'],
    ['points in its times', 'Time;host-a;host-b\n2026-01-01 00:00:00.000;12,3 GiB;5,1 GiB\n'],
  ])('%s', (_, text) => {
    expect(read(text)).toEqual({
      'host-a CPU': [[at, 12.3 * 1024 ** 3]],
      'host-b CPU': [[at, 5.1 * 1024 ** 3]],
    });
  });

  it('series;time;value with units, under legends', () => {
    const text =
      'sep=;\n"Series";"Time";"Value"\n"node_load1{instance=""a:9100"",job=""n""}";2026-01-01 00:00:00;1,5\n';
    expect(read(text)).toEqual({ 'a:9100 node_load1': [[at, 1.5]] });
  });

  it('percent and counts with suffixes', () => {
    expect(read('"Time","packet_loss_ratio"\n1767225600000,45%\n', 'h.csv')).toEqual({
      'h packet_loss_ratio': [[at, 0.45]],
    });
    expect(read('"Time","host-a edge_connections"\n1767225600000,1.2 K\n')).toEqual({
      'host-a edge_connections': [[at, 1200]],
    });
  });
});
