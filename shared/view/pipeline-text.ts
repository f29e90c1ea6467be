import Papa from 'papaparse';
import { AMOUNTS, type Amount } from '../events/customer-shape.ts';
import type { Interval } from '../events/scenario.ts';
import { guarded, unguarded } from '../model/formula-guard.ts';
import { GB, MB, TB } from '../units.ts';
import { amountText, readAmount } from './interval-text.ts';
import { rampOf } from './ramp-view.ts';

/**
 * A pipeline as a table of text: one row a customer, one column a field, units in the column's name, as spreadsheets have
 * it. Read back, it gives the same customers.
 */
export type PipelineFields = Readonly<Record<string, unknown>>;

interface Column {
  readonly name: string;
  readonly text: (fields: PipelineFields) => string;
  /** Fields with the cell put in; a string says what is wrong with it. An empty cell takes the field away. */
  readonly read: (text: string, fields: PipelineFields) => PipelineFields | string;
}

const without = (fields: PipelineFields, name: string): PipelineFields => {
  const { [name]: _dropped, ...rest } = fields;
  return rest;
};
const plainText = (value: number): string => String(Number(value.toPrecision(12)));
const numberText = (value: unknown, factor: number): string =>
  amountText(value, (one) => plainText(one / factor));

function textColumn(name: string, key: string): Column {
  return {
    name,
    text: (fields) => (typeof fields[key] === 'string' ? fields[key] : ''),
    read: (text, fields) => (text === '' ? without(fields, key) : { ...fields, [key]: text }),
  };
}

/** Plain digits and a point: `1,234` may mean two numbers and is refused rather than guessed. */
const PLAIN = /^\d+(\.\d+)?(e[+-]?\d{1,3})?$/i;

function amount(text: string, factor: number): number | Interval | string {
  return readAmount(text, (one) =>
    PLAIN.test(one)
      ? Number((Number(one) * factor).toPrecision(15))
      : `“${one}” is not a number of at least 0, like 30000 or 0.5, or 20000..30000..45000`,
  );
}

function amountColumn(name: string, key: Amount, factor = 1): Column {
  return {
    name,
    text: (fields) => numberText(fields[key], factor),
    read(text, fields) {
      if (text === '') return without(fields, key);
      const value = amount(text, factor);
      return typeof value === 'string' ? value : { ...fields, [key]: value };
    },
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function volumeColumn(name: string, key: string, factor: number): Column {
  return {
    name,
    text: ({ volumes }) => (isObject(volumes) ? numberText(volumes[key], factor) : ''),
    read(text, fields) {
      const volumes = isObject(fields['volumes']) ? fields['volumes'] : {};
      if (text === '') {
        const left = without(volumes, key);
        return Object.keys(left).length === 0 ? without(fields, 'volumes') : { ...fields, volumes: left };
      }
      const value = amount(text, factor);
      return typeof value === 'string' ? value : { ...fields, volumes: { ...volumes, [key]: value } };
    },
  };
}

/** `50 s2, 20 m8 (web, 4 per host)`: count and flavor, the spread group in brackets. */
function fleetText(fleet: unknown): string {
  if (!Array.isArray(fleet)) return '';
  return fleet
    .filter(isObject)
    .map(({ flavor, count, spreadGroup, maxPerHost }) => {
      const group =
        typeof spreadGroup === 'string' ? ` (${spreadGroup}, ${Number(maxPerHost ?? 1)} per host)` : '';
      return `${amountText(count, String)} ${String(flavor)}${group}`;
    })
    .join(', ');
}

const LINE =
  /^\s*(\d+(?:\.\.\d+\.\.\d+(?:@[\d.]+%)?)?)\s*[×x*]?\s+([^\s(]+)\s*(?:\(\s*([^,()]+?)\s*(?:,\s*(\d+)\s*per host\s*)?\))?\s*$/;

/** The lines of a fleet; a string says what could not be read. */
function readFleet(text: string): readonly PipelineFields[] | string {
  const lines: PipelineFields[] = [];
  for (const part of text.split(/[,;](?![^(]*\))/)) {
    if (part.trim() === '') continue;
    const found = LINE.exec(part);
    if (found === null) return `“${part.trim()}” is not a count and a flavor, like 50 s2`;
    const [, typed = '', flavor, spreadGroup, maxPerHost] = found;
    const count = readAmount(typed, Number);
    if (typeof count === 'string') return count;
    lines.push({
      flavor,
      count,
      ...(spreadGroup === undefined ? {} : { spreadGroup, maxPerHost: Number(maxPerHost ?? 1) }),
    });
  }
  return lines;
}

/** `at once`, `linear 60`, `s-curve 60`, `steps 0:25% 30:100%`. */
function rampWords(value: unknown): string {
  const ramp = rampOf(value);
  if (ramp === null) return '';
  if (ramp.kind === 'immediate') return 'at once';
  if (ramp.kind !== 'steps')
    return `${ramp.kind} ${amountText(isObject(value) ? value['days'] : null, String)}`;
  return `steps ${ramp.steps.map(({ day, fraction }) => `${day}:${Number((fraction * 100).toPrecision(6))}%`).join(' ')}`;
}

function readRamp(text: string): PipelineFields | string {
  const wrong = `“${text}” is not a ramp: at once, linear 60, s-curve 60, or steps 0:25% 30:100%`;
  if (/^(at once|immediate)$/i.test(text)) return { kind: 'immediate' };
  const smooth = /^(linear|s-curve)\s+([\d.@%]+)\s*(?:days|d)?$/i.exec(text);
  if (smooth !== null) {
    const days = readAmount(smooth[2] ?? '', (one) => (/^\d+(\.\d+)?$/.test(one) ? Number(one) : wrong));
    if (typeof days === 'string') return days;
    if (!((typeof days === 'number' ? days : days.low) > 0)) return wrong;
    return { kind: smooth[1]?.toLowerCase() === 'linear' ? 'linear' : 's-curve', days };
  }
  const steps = /^steps\s+(.+)$/i.exec(text)?.[1];
  if (steps === undefined) return wrong;
  const read = steps.split(/\s+/).map((step) => /^(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)%$/.exec(step));
  if (read.some((step) => step === null || Number(step[2]) > 100)) return wrong;
  return {
    kind: 'steps',
    steps: read.map((step) => ({
      day: Number(step?.[1]),
      fraction: Number((Number(step?.[2]) / 100).toPrecision(12)),
    })),
  };
}

/** `80%`, `80` and `0.8` alike. */
function share(text: string): number | string {
  const percent = text.endsWith('%');
  const digits = percent ? text.slice(0, -1).trim() : text;
  if (!PLAIN.test(digits)) return `“${text}” is not a probability, like 80%`;
  const value = percent || Number(digits) > 1 ? Number(digits) / 100 : Number(digits);
  return value > 1 ? `${text} is not between 0% and 100%` : Number(value.toPrecision(12));
}

/** Empty is certain. */
function readProbability(text: string, fields: PipelineFields): PipelineFields | string {
  if (text === '') return without(fields, 'probability');
  const probability = readAmount(text, share);
  return typeof probability === 'string' ? probability : { ...fields, probability };
}

const probabilityText = ({ probability }: PipelineFields): string =>
  amountText(probability, (value) => `${Number((value * 100).toPrecision(6))}%`);

const AMOUNT_NAMES: Readonly<Record<Amount, readonly [name: string, factor: number]>> = {
  connections: ['connections', 1],
  edgeThroughputBytesPerSecond: ['edge_throughput_mb_per_second', MB],
  edgePacketsPerSecond: ['edge_packets_per_second', 1],
  listenerPorts: ['listener_ports', 1],
  apiRequestsPerSecond: ['api_requests_per_second', 1],
  reconcileArrivalsPerSecond: ['reconcile_arrivals_per_second', 1],
  postgresConnections: ['postgres_connections', 1],
  postgresCpuCores: ['postgres_cpu_cores', 1],
};

export const PIPELINE_COLUMNS: readonly Column[] = [
  textColumn('customer', 'customer'),
  textColumn('region', 'region'),
  textColumn('cluster', 'cluster'),
  {
    ...textColumn('on', 'on'),
    read: (text, fields) => {
      if (text === '') return without(fields, 'on');
      return /^\d{4}-\d{2}-\d{2}$/.test(text)
        ? { ...fields, on: text }
        : `“${text}” is not a day like 2026-05-01`;
    },
  },
  { name: 'probability', text: probabilityText, read: readProbability },
  {
    name: 'microvms',
    text: ({ fleet }) => fleetText(fleet),
    read: (text, fields) => {
      const fleet = readFleet(text);
      return typeof fleet === 'string' ? fleet : { ...fields, fleet };
    },
  },
  ...AMOUNTS.map((key) => amountColumn(AMOUNT_NAMES[key][0], key, AMOUNT_NAMES[key][1])),
  volumeColumn('allocated_tb', 'allocatedBytes', TB),
  volumeColumn('used_tb', 'usedBytes', TB),
  volumeColumn('changed_gb_per_day', 'changedBytesPerDay', GB),
  volumeColumn('snapshot_retention_days', 'snapshotRetentionDays', 1),
  textColumn('pool', 'pool'),
  {
    name: 'ramp',
    text: ({ ramp }) => rampWords(ramp),
    read: (text, fields) => {
      if (text === '') return without(fields, 'ramp');
      const ramp = readRamp(text);
      return typeof ramp === 'string' ? ramp : { ...fields, ramp };
    },
  },
];

const columnOf = new Map(PIPELINE_COLUMNS.map((column) => [column.name, column]));

/** One field of a customer from what was typed, as a cell of that column; a string says what is wrong. */
export function withCell(fields: PipelineFields, column: string, text: string): PipelineFields | string {
  const found = columnOf.get(column);
  return found === undefined ? `there is no column ${column}` : found.read(text.trim(), fields);
}

export function cellOfColumn(fields: PipelineFields, column: string): string {
  return columnOf.get(column)?.text(fields) ?? '';
}

export function pipelineCsv(rows: readonly PipelineFields[], delimiter: ',' | '\t' = ','): string {
  const head = PIPELINE_COLUMNS.map(({ name }) => name);
  const lines = rows.map((fields) => PIPELINE_COLUMNS.map((column) => guarded(column.text(fields))));
  return `${Papa.unparse([head, ...lines], { delimiter, newline: '\r\n' })}\r\n`;
}

export interface PipelineProblem {
  /** Line of the text its row begins on, counted from 1; blank lines and breaks inside a cell count. */
  readonly line: number;
  readonly column: string;
  readonly message: string;
}

export interface PipelineRead {
  readonly rows: readonly PipelineFields[];
  readonly problems: readonly PipelineProblem[];
}

/** Columns of a block without a header: the first ones, in the table's order. */
const SHOWN_ORDER = ['customer', 'on', 'probability', 'microvms', 'connections', 'ramp'];

/** Rows in which something stands, each with the line of the text it begins on. */
function filledRows(text: string): readonly { readonly cells: readonly string[]; readonly line: number }[] {
  const { delimiter } = Papa.parse(text.trim(), { skipEmptyLines: 'greedy', preview: 10 }).meta;
  const rows: { cells: readonly string[]; line: number }[] = [];
  let read = 0;
  let line = 1;
  Papa.parse<string[]>(text, {
    delimiter,
    step({ data, meta }) {
      if (data.some((cell) => cell.trim() !== '')) rows.push({ cells: data, line });
      line += text.slice(read, meta.cursor).match(/\r\n|\r|\n/g)?.length ?? 0;
      read = meta.cursor;
    },
  });
  return rows;
}

/**
 * Customers from a file or from what was copied out of a spreadsheet, tabs or commas. A first row that names columns is a
 * header, in any order; without one the cells are customer, day, probability, microVMs, connections and ramp. Every bad cell
 * is located; rows with one are left out.
 */
export function readPipeline(text: string, region: string | null): PipelineRead {
  const data = filledRows(text);
  const [{ cells: first, line: headLine } = { cells: [], line: 1 }, ...others] = data;
  const named = first.map((cell) =>
    cell
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, '_'),
  );
  const isHeader = named.includes('customer');
  const columns = isHeader ? named : SHOWN_ORDER;
  const problems: PipelineProblem[] = [];
  if (isHeader)
    for (const name of named)
      if (!columnOf.has(name) && name !== '')
        problems.push({ line: headLine, column: name, message: 'is no column of a pipeline' });
  const rows: PipelineFields[] = [];
  for (const { cells, line } of isHeader ? others : data) {
    let fields: PipelineFields = { fleet: [], ...(region === null ? {} : { region }) };
    let isBad = false;
    for (const [index, name] of columns.entries()) {
      const cell = unguarded((cells[index] ?? '').trim());
      if (!columnOf.has(name) || cell === '') continue;
      const next = withCell(fields, name, cell);
      if (typeof next === 'string') {
        problems.push({ line, column: name, message: next });
        isBad = true;
      } else fields = next;
    }
    if (fields['customer'] === undefined) {
      problems.push({ line, column: 'customer', message: 'has no name' });
      isBad = true;
    }
    if (!isBad) rows.push(fields);
  }
  return { rows, problems };
}
