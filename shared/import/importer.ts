import { readCsvHead } from './csv/csv-head.ts';
import type { CsvHead, CsvHeadOptions } from './csv/csv-head.ts';
import { binaryKind, TextFeed } from './decode-text.ts';
import { fileStem } from './file-stem.ts';
import type { FileFormat, FileHead, FormatReader, FormatResult, Observed } from './formats/format.ts';
import { FILE_FORMATS, isTable, recogniseFormat } from './formats/registry.ts';
import { matchingTables } from './inventory/headers.ts';
import type { Mapping } from './mapping.ts';
import type { FileOutcome, FileSource, RefusedFile } from './outcome.ts';
import { ProblemList } from './problem-list.ts';
import { SeriesSink, type SampleDrain } from './series-sink.ts';
import { tableSignature } from './table-signature.ts';
import { suggestedMapping } from './suggest-mapping.ts';

export interface ImportOptions {
  /** Name shown in problems; decides only where content leaves a tie. Never opened. */
  readonly file: string;
  /** IANA name; the zone of stamps that have none. Default UTC. */
  readonly timeZone?: string;
  /** Used whatever the file is. */
  readonly mapping?: Mapping | null;
  /** Asked where no `mapping` is given: what is known of files of this signature (see `tableSignature`) and stem. */
  readonly mappingFor?: (signature: string, stem: string) => Mapping | null;
  /** When samples without a time were observed. */
  readonly observed?: Observed | null;
  /** Takes samples while the file is read; then the outcome's arrays are empty. */
  readonly drain?: SampleDrain | null;
  /** How many rejected rows are kept for listing; all are counted. */
  readonly maxRejectedListed?: number;
}

export interface FileImporter {
  /** The next bytes of the file, chunks of any size. After a refusal they are ignored. */
  push(bytes: Uint8Array): void;
  /** `cut`: only the beginning of the file was given, for a preview. */
  end(cut?: boolean): FileOutcome;
  /** Nothing of the file will be imported: reading on is useless. */
  readonly refused: boolean;
  /** As soon as it is recognised. */
  readonly formatId: string | null;
  progress(): { readonly bytes: number; readonly rows: number; readonly samples: number };
}

/** Characters looked at before a format is chosen. */
const HEAD_LENGTH = 65_536;
/** First rows of a table, for showing. */
const SOURCE_ROWS = 10;

/**
 * Reads one file, chunk by chunk: bytes → text → format chosen by content → series or inventory rows (MODEL.md
 * section 14). Nothing is thrown for bad input; the outcome lists what was wrong and where.
 * @throws RangeError for a time zone the runtime does not know.
 */
export function openFileImport(options: ImportOptions): FileImporter {
  return new Importer(options);
}

class Importer implements FileImporter {
  private readonly options: ImportOptions;
  private readonly feed = new TextFeed();
  private readonly problems: ProblemList;
  private readonly sink: SeriesSink;
  private readonly notes: string[] = [];
  private bytes = 0;
  private waiting = '';
  private head: FileHead | null = null;
  private format: FileFormat | null = null;
  private reader: FormatReader | null = null;
  private binaryChecked = false;
  private signature: string | null = null;
  private mapping: Mapping | null = null;

  constructor(options: ImportOptions) {
    this.options = options;
    this.problems = new ProblemList(options.file, options.maxRejectedListed ?? 1000);
    this.sink = new SeriesSink(options.drain ?? null);
  }

  get refused(): boolean {
    return this.problems.refused;
  }

  get formatId(): string | null {
    return this.format?.id ?? null;
  }

  progress(): { bytes: number; rows: number; samples: number } {
    return { bytes: this.bytes, rows: this.reader?.rows() ?? 0, samples: this.sink.samples };
  }

  push(bytes: Uint8Array): void {
    this.bytes += bytes.length;
    if (this.refused || bytes.length === 0) return;
    if (!this.binaryChecked && this.refuseBinary(bytes)) return;
    this.text(this.feed.push(bytes, false));
  }

  private refuseBinary(bytes: Uint8Array): boolean {
    this.binaryChecked = true;
    const kind = binaryKind(bytes);
    if (kind === null) return false;
    const unpack = kind === 'gzip' ? 'unpacked text' : 'text: CSV, JSON or OpenMetrics';
    this.problems.refuse({ message: `the file is ${kind}, not text`, expected: unpack });
    return true;
  }

  private text(text: string | null): void {
    if (text === null) {
      const message = `the bytes after ${this.bytes > 1024 ? 'the first ' : ''}part read so far are neither ${this.feed.encoding} nor any text`;
      this.problems.refuse({ message, expected: 'UTF-8, UTF-16 or Windows-1252 text' });
      return;
    }
    if (this.reader !== null) {
      this.reader.push(text);
      return;
    }
    this.waiting += text;
    if (this.waiting.length >= HEAD_LENGTH) this.open(false);
  }

  private open(complete: boolean): void {
    const text = this.waiting.replace(/^\ufeff/, '');
    this.waiting = '';
    const head = this.headOf(text, complete);
    this.head = head;
    if (text.slice(0, HEAD_LENGTH).includes('\u0000')) {
      this.problems.refuse({
        message: 'the file holds zero bytes: it is not text',
        expected: 'CSV, JSON or OpenMetrics text',
      });
      return;
    }
    const recognised = recogniseFormat(head);
    if (recognised === null) {
      this.refuseUnknown(head);
      return;
    }
    this.format = recognised.format;
    this.notes.push(...encodingNotes(this.feed.encoding));
    const mapping = isTable(recognised.format)
      ? head.mapping
      : this.nameMapping(recognised.format.id, head.stem);
    this.mapping = mapping;
    this.reader = this.format.open({
      head: { ...head, mapping },
      sink: this.sink,
      problems: this.problems,
      timeZone: mapping?.timeZone ?? this.options.timeZone ?? 'UTC',
      entityPattern:
        mapping === null || mapping.entityPattern === null ? null : new RegExp(mapping.entityPattern, 'u'),
      observed: this.options.observed ?? null,
      notes: this.notes,
    });
    this.reader.push(text);
  }

  /** For formats without columns only what a mapping says of names counts; one that names columns is about tables. */
  private nameMapping(formatId: string, stem: string): Mapping | null {
    this.signature = formatId;
    const mapping = this.options.mapping ?? this.options.mappingFor?.(formatId, stem) ?? null;
    const ofTable =
      mapping !== null && (mapping.time !== null || mapping.values !== null || mapping.metric !== null);
    return ofTable ? null : mapping;
  }

  private headOf(text: string, complete: boolean): FileHead {
    const cut = complete ? text.length : text.slice(0, HEAD_LENGTH).lastIndexOf('\n') + 1;
    const head = cut > 0 ? text.slice(0, cut) : text.slice(0, HEAD_LENGTH);
    const stem = fileStem(this.options.file);
    const json = /^\s*[{[]/.test(head);
    const plain = json ? null : readCsvHead(head);
    this.signature = plain === null ? null : tableSignature(plain);
    const known = this.signature === null ? null : (this.options.mappingFor?.(this.signature, stem) ?? null);
    const mapping = this.options.mapping ?? known;
    const given =
      mapping === null
        ? {}
        : {
            delimiter: mapping.delimiter,
            header: mapping.header,
            skipFirst: mapping.skipFirst,
            decimal: mapping.decimal,
          };
    const csv = json ? null : mapping === null ? plain : tableHead(plain, head, given);
    return { file: this.options.file, stem, text: head, complete, csv, mapping };
  }

  private refuseUnknown(head: FileHead): void {
    const { csv } = head;
    if (csv === null) {
      const names = FILE_FORMATS.map((format) => format.name).join('; ');
      this.problems.refuse({
        line: 1,
        value: head.text.split('\n', 1)[0] ?? '',
        message: 'no known format',
        expected: names,
      });
      return;
    }
    const mapping = JSON.stringify(suggestedMapping(csv, head.stem, null));
    this.problems.refuse({
      line: csv.recordsBeforeData,
      message: `a table whose shape is not recognised. Columns found: ${csv.columns.join(', ')}. A mapping to start from: ${mapping}`,
      expected:
        'timestamp,entity,metric,value; a time and one column per series; timestamp,value; or a mapping',
    });
  }

  end(cut = false): FileOutcome {
    if (!this.refused) this.text(this.feed.push(new Uint8Array(0), !cut));
    if (!this.refused && this.reader === null) {
      if (this.waiting.trim() === '') this.problems.refuse({ message: 'the file is empty' });
      else this.open(!cut);
    }
    const result = this.refused ? null : (this.reader?.end(cut) ?? null);
    const outcome = result === null || this.refused ? this.refusal() : this.outcome(result);
    this.reader = null;
    return outcome;
  }

  private refusal(): RefusedFile {
    const source = this.source();
    return {
      kind: 'refused',
      file: this.options.file,
      format: this.format?.id ?? null,
      problems: this.problems.refusals.map((problem) => this.withFormat(problem)),
      columns: source.columns,
      suggestedMapping: this.format === null ? source.suggestedMapping : null,
      source,
    };
  }

  /** What the file looks like and how it was told to be read; for whoever corrects that. */
  private source(): FileSource {
    const table = this.format === null || isTable(this.format);
    const csv = table ? (this.head?.csv ?? null) : null;
    return {
      signature: csv === null && table ? null : this.signature,
      mapping: this.mapping ?? (table ? (this.head?.mapping ?? null) : null),
      columns: csv?.columns ?? [],
      rows: csv?.rows.slice(0, SOURCE_ROWS) ?? [],
      hasHeader: csv?.hasHeader ?? false,
      stem: this.head?.stem ?? fileStem(this.options.file),
      suggestedMapping:
        csv === null ? null : suggestedMapping(csv, this.head?.stem ?? '', this.format?.id ?? null),
    };
  }

  private withFormat<P extends { message: string }>(problem: P): P {
    return this.format === null
      ? problem
      : { ...problem, message: `${problem.message} [${this.format.name}]` };
  }

  private outcome(result: FormatResult): FileOutcome {
    const { file } = this.options;
    const named = { file, format: this.format?.id ?? '', formatName: this.format?.name ?? '' };
    if (result.kind === 'mapping') return { kind: 'mapping', file, mapping: result.mapping };
    if (result.kind === 'model') return { kind: 'model', ...named, document: result.document };
    if (result.kind === 'inventory')
      return { kind: 'inventory', ...named, table: result.table, notes: this.notes };
    if (this.sink.samples === 0) {
      this.refuseEmpty(result.rows);
      return this.refusal();
    }
    return {
      kind: 'metrics',
      ...named,
      series: this.sink.series(),
      rows: result.rows,
      samples: this.sink.samples,
      empty: result.empty,
      fromMs: this.sink.fromMs,
      toMs: this.sink.toMs,
      rejected: this.problems.rejected,
      rejectedCount: this.problems.rejectedCount,
      notes: this.notes,
      timeZone: this.mapping?.timeZone ?? this.options.timeZone ?? 'UTC',
      source: this.source(),
      zoneless: result.zoneless ?? 0,
      timeless: result.timeless ?? 0,
    };
  }

  /** A file of which nothing could be used is refused with its first mistakes, not imported as nothing. */
  private refuseEmpty(rows: number): void {
    const what = rows === 0 ? 'no rows' : `${rows} rows, of which none could be read`;
    this.problems.refuse({ message: `the file holds ${what}` });
    for (const { file: _, ...problem } of this.problems.rejected.slice(0, 20)) this.problems.refuse(problem);
  }
}

/** The mapping of an import also meets inventory files beside the metric files; those are read as they are. */
function tableHead(plain: CsvHead | null, text: string, given: CsvHeadOptions): CsvHead | null {
  if (plain !== null && matchingTables(plain.columns).length > 0) return plain;
  return readCsvHead(text, given);
}

function encodingNotes(encoding: string): string[] {
  return encoding === 'windows-1252' ? ['The text is not UTF-8; it was read as Windows-1252.'] : [];
}
