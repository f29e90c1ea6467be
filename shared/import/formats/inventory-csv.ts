import { unguarded } from '../../model/formula-guard.ts';
import type { CsvHead } from '../csv/csv-head.ts';
import { RecordFeed } from '../csv/record-feed.ts';
import type { RecordConsumer } from '../csv/record-feed.ts';
import type { InventoryTableSpec } from '../../model/columns.ts';
import { NULL_WORDS } from '../parse-number.ts';
import { TimeReader } from '../parse-time.ts';
import { headerRole, matchingTables } from '../inventory/headers.ts';
import type { HeaderRole } from '../inventory/headers.ts';
import { readCell, readNumber } from '../inventory/read-cell.ts';
import type { CellStyle, CellValue } from '../inventory/read-cell.ts';
import type { InventoryRow, InventoryTable } from '../inventory/table.ts';
import type { FileFormat, FileHead, FormatContext, FormatResult } from './format.ts';

/** The table a file's headers belong to. Several fit equally well: the file's name decides, or nobody. */
function tableOf(head: FileHead): InventoryTableSpec | null {
  if (head.csv === null || !head.csv.hasHeader) return null;
  const matches = matchingTables(head.csv.columns);
  const [best] = matches;
  if (best === undefined) return null;
  const equal = matches.filter((match) => match.share === best.share);
  const name = head.stem.toLowerCase().replace(/[\s-]+/g, '_');
  const named = equal.find(
    (match) =>
      name === match.spec.file ||
      name.endsWith(`_${match.spec.file}`) ||
      name.startsWith(`${match.spec.file}_`),
  );
  return named?.spec ?? (equal.length === 1 ? best.spec : null);
}

/** One CSV per kind of the model document (MODEL.md sections 2 and 14), recognised by its headers. */
export const inventoryCsv: FileFormat = {
  id: 'inventory-csv',
  name: 'Inventory CSV',
  recognise(head) {
    const spec = tableOf(head);
    return spec === null ? null : { confidence: 0.95, why: `columns of ${spec.file}` };
  },
  open(context) {
    const { csv } = context.head;
    const spec = tableOf(context.head);
    if (csv === null || spec === null) throw new Error('opened without being recognised');
    const reader = new InventoryReader(context, csv, spec);
    const feed = new RecordFeed(csv.delimiter, csv.recordsBeforeData, 0, reader);
    return {
      push: (text) => feed.push(text),
      rows: () => reader.rows.length,
      end: (cut) => {
        if (!cut) feed.end();
        return reader.result();
      },
    };
  },
};

class InventoryReader implements RecordConsumer {
  readonly rows: InventoryRow[] = [];
  private readonly context: FormatContext;
  private readonly csv: CsvHead;
  private readonly spec: InventoryTableSpec;
  private readonly roles: readonly (HeaderRole | null)[];
  private readonly style: CellStyle;
  private asOf: string | null = null;

  constructor(context: FormatContext, csv: CsvHead, spec: InventoryTableSpec) {
    this.context = context;
    this.csv = csv;
    this.spec = spec;
    this.roles = csv.columns.map((header) => headerRole(spec, header));
    this.style = {
      numbers: { decimal: csv.decimal, nullWords: NULL_WORDS },
      times: new TimeReader(context.timeZone, 'auto'),
    };
    this.checkHeaders();
  }

  /** Unknown and doubled columns refuse the file: a typing mistake must not lose a measurement silently. */
  private checkHeaders(): void {
    const seen = new Map<string, string>();
    const line = this.csv.recordsBeforeData;
    for (const [index, role] of this.roles.entries()) {
      const header = this.csv.columns[index] ?? '';
      if (role === null) {
        const expected = `a column of ${this.spec.file}.csv: ${knownColumns(this.spec).join(', ')}`;
        this.context.problems.refuse({
          line,
          column: header,
          value: header,
          message: 'unknown column',
          expected,
        });
        continue;
      }
      const path = pathOf(role);
      const before = seen.get(path);
      if (before !== undefined) {
        this.context.problems.refuse({
          line,
          column: header,
          message: `means the same as column ${before}`,
          expected: 'one of them',
        });
      }
      seen.set(path, header);
    }
  }

  plainBlock(text: string, start: number, end: number, firstLine: number): void {
    let line = firstLine;
    for (const row of text.slice(start, end).split('\n')) {
      if (row.trim() !== '') this.record(row.split(this.csv.delimiter), line);
      line += 1;
    }
  }

  broken(line: number, reason: string): void {
    this.context.problems.refuse({ line, message: reason });
  }

  record(fields: readonly string[], line: number): void {
    if (fields.every((field) => field.trim() === '')) return;
    const { columns } = this.csv;
    const extra = fields.length - columns.length;
    if (extra !== 0 && !(extra === 1 && (fields.at(-1) ?? '').trim() === '')) {
      const expected = `${columns.length} columns`;
      this.context.problems.refuse({
        line,
        message: `${fields.length} columns`,
        value: fields.join(this.csv.delimiter),
        expected,
      });
      return;
    }
    const object: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    let parent: string | null = null;
    for (const [index, role] of this.roles.entries()) {
      if (role === null) continue;
      const text = fields[index] ?? '';
      if (role.kind === 'parent') parent = unguarded(text.trim());
      else this.cell(object, role, text, columns[index] ?? '', line);
    }
    if (this.spec.parent !== undefined && parent === '') {
      this.context.problems.refuse({
        line,
        column: this.spec.parent.column,
        message: 'is missing',
        expected: 'the id it belongs to',
      });
    }
    this.rows.push({ line, object, parent });
  }

  private cell(
    object: Record<string, unknown>,
    role: Exclude<HeaderRole, { kind: 'parent' }>,
    text: string,
    header: string,
    line: number,
  ): void {
    const read = this.read(role, text);
    if (read.kind === 'bad') {
      this.context.problems.refuse({
        line,
        column: header,
        value: text.trim(),
        message: read.message,
        expected: read.expected,
      });
    } else if (role.kind === 'field' && role.column.required && read.kind === 'absent') {
      this.context.problems.refuse({ line, column: header, message: 'is missing', expected: 'a value' });
    } else if (read.kind === 'value') {
      if (role.kind === 'asOf') this.noteAsOf(String(read.value));
      else put(object, role.kind === 'field' ? role.column.path : role.path, read.value);
    }
  }

  private read(role: Exclude<HeaderRole, { kind: 'parent' }>, text: string): CellValue {
    if (role.kind === 'asOf') return readCell(text, { kind: 'instant' }, null, this.style);
    if (role.kind === 'field') return readCell(text, role.column.field, role.unit, this.style);
    const field = this.spec.fields[role.path[0]];
    if (field?.kind !== 'numbers') return { kind: 'absent' };
    return readNumber(text.trim(), field, role.unit, this.style.numbers);
  }

  private noteAsOf(value: string): void {
    const instant = value.length === 10 ? `${value}T00:00:00Z` : value;
    if (this.asOf === null || instant > this.asOf) this.asOf = instant;
  }

  result(): FormatResult | null {
    if (this.context.problems.refused) return null;
    const headers = new Map<string, string>();
    for (const [index, role] of this.roles.entries()) {
      if (role !== null) headers.set(pathOf(role), this.csv.columns[index] ?? '');
    }
    const table: InventoryTable = {
      file: this.context.head.file,
      spec: this.spec,
      rows: this.rows,
      headers,
      asOf: this.asOf,
    };
    return { kind: 'inventory', table };
  }
}

function knownColumns(spec: InventoryTableSpec): string[] {
  return [
    ...(spec.parent === undefined ? [] : [spec.parent.column]),
    ...spec.columns.map((column) => column.name),
  ];
}

function pathOf(role: HeaderRole): string {
  if (role.kind === 'field') return role.column.path.join('.');
  return role.kind === 'named' ? role.path.join('.') : `(${role.kind})`;
}

function put(object: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let at = object;
  for (const key of path.slice(0, -1)) {
    const inner = (at[key] ?? Object.create(null)) as Record<string, unknown>;
    at[key] = inner;
    at = inner;
  }
  const last = path.at(-1);
  if (last !== undefined) at[last] = value;
}
