import { readFileSync } from 'node:fs';
import fc from 'fast-check';

const fixture = (file: string) =>
  readFileSync(new URL(`../../e2e/fixtures/${file}`, import.meta.url)).subarray(0, 3000);
const sample = (file: string) =>
  readFileSync(new URL(`../../assets/sample/${file}`, import.meta.url)).subarray(0, 3000);
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');

/** Files of every format and of every habit of exporters: what damage is done to. */
const CORPUS: readonly Buffer[] = [
  fixture('ec2_cpu_utilization_53ea38.csv'),
  fixture('bitbrains_vm_5min.csv'),
  fixture('bitbrains_50vms_inventory.csv'),
  fixture('bitbrains_two_vms.om'),
  fixture('node_exporter.prom'),
  fixture('prom_query_range_two_vms.json'),
  sample('hosts.csv'),
  sample('volumes.csv'),
  Buffer.from('sep=;\nSeries;Time;Value\n"x{host=""a""}";2026-01-01;1,5\n'),
  Buffer.from('sep=,\r\n"Time","host-a","host-b"\r\n"2026-01-01 00:00:00","12.3 GiB","45%"\r\n'),
  Buffer.from('\ufeffTime,a cpu_used_cores\n1767225600000,1.5\n1767225660000,\n'),
  utf16('timestamp\tentity\tmetric\tvalue\n2026-01-01T00:00:00Z\th\tiops\t1\n'),
  Buffer.from('timestamp;entity;metric;value\n2026-10-25 02:30:00;h\xe4;iops;1.234,5\n', 'latin1'),
  Buffer.from('2026-01-01T00:00:00Z,h1,iops,1\n2026-01-01T00:01:00Z,h1,iops,2\n'),
  Buffer.from('{"metric":{"__name__":"x"},"values":[1],"timestamps":[1767225600000]}\n'),
  Buffer.from(
    '{"status":"success","data":{"resultType":"vector","result":[{"metric":{"host":"a"},"value":[1767225600,"1"]}]}}',
  ),
  Buffer.from('{"schema":"headroom.mapping/v1","time":"a"}'),
  Buffer.from('{"schema":"headroom.model/v1","asOf":"2026-01-01T00:00:00Z","regions":[{"id":"r"}]}'),
];

const INSERTED: readonly string[] = [
  '"',
  '\n',
  '\r',
  ',',
  ';',
  '{',
  '}',
  '[[',
  ']',
  '\u0000',
  '\ufeff',
  '1e999',
  '-',
  '__proto__',
  'NaN',
  '1,234',
  '1.234,5',
  '\\u',
  'sep=|\n',
  '# TYPE x counter\n',
  '9'.repeat(30),
  '2026-10-25 02:30:00',
];

/** Bytes replaced, cut out, doubled or put in, at random places. */
const edit = fc.record({
  at: fc.nat(3000),
  remove: fc.nat(40),
  insert: fc.oneof(
    fc.uint8Array({ maxLength: 8 }),
    fc.constantFrom(...INSERTED).map((text) => Uint8Array.from(Buffer.from(text))),
  ),
});

/** A file of the corpus, one to six times damaged. */
export const damagedFile = fc
  .tuple(fc.constantFrom(...CORPUS), fc.array(edit, { minLength: 1, maxLength: 6 }))
  .map(([seed, edits]) =>
    edits.reduce((bytes, { at, remove, insert }) => {
      const place = at % (bytes.length + 1);
      return Buffer.concat([bytes.subarray(0, place), insert, bytes.subarray(place + remove)]);
    }, Buffer.from(seed)),
  );

/** How often a property is tried: so many in every test run, or what HEADROOM_FUZZ says, with another seed each time. */
export function runs(usual: number): { numRuns: number; seed?: number; interruptAfterTimeLimit?: number } {
  const asked = Number(process.env['HEADROOM_FUZZ'] ?? 0);
  return asked > 0 ? { numRuns: asked } : { numRuns: usual, seed: 20_261_125 };
}
