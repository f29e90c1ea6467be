import Papa from 'papaparse';

/** Receives the records of a delimited text in order. Lines are counted from 1. */
export interface RecordConsumer {
  /** Whole lines `text[start, end)` without any quote, each ended by `\n` (the very last one perhaps not). */
  plainBlock(text: string, start: number, end: number, firstLine: number): void;
  /** One record of a block with quotes. */
  record(fields: readonly string[], line: number): void;
  /** The text cannot be cut into records from here on. */
  broken(line: number, reason: string): void;
}

interface PapaResult {
  readonly data: string[][];
  readonly errors: readonly { readonly type: string; readonly code: string; readonly row?: number }[];
  readonly meta: { readonly cursor: number };
}

/** A single record longer than this is a quote that never closes or a file without line ends. */
const LONGEST_RECORD = 8_000_000;

/**
 * Cuts text chunks into records. Blocks without a quote are handed on as text, so that a consumer may read them in
 * place; blocks with quotes go through papaparse, which knows quoting. Both count lines alike. Memory: one chunk and
 * one unfinished record.
 */
export class RecordFeed {
  private readonly delimiter: string;
  private readonly consumer: RecordConsumer;
  private readonly keepLast: number;
  private pending = '';
  private line = 1;
  private skip: number;
  private heldReturn = false;
  private failed = false;

  /** `skip`: records at the start that are not data; `keepLast`: lines at the end to leave out. */
  constructor(delimiter: string, skip: number, keepLast: number, consumer: RecordConsumer) {
    this.delimiter = delimiter;
    this.skip = skip;
    this.keepLast = keepLast;
    this.consumer = consumer;
  }

  push(text: string): void {
    if (this.failed || text === '') return;
    this.pending += this.normalised(text);
    const end = this.cut();
    if (end > 0) this.consume(end, false);
    if (this.pending.length > LONGEST_RECORD) this.fail('a record longer than 8 million characters');
  }

  end(): void {
    if (this.failed) return;
    if (this.heldReturn) this.pending += '\n';
    this.heldReturn = false;
    const end = this.keepLast === 0 ? this.pending.length : this.cut();
    if (end > 0) this.consume(end, true);
    this.pending = '';
  }

  /** `\r\n` and lone `\r` become `\n`; a `\r` at the end waits for what follows. */
  private normalised(text: string): string {
    let whole = text;
    if (this.heldReturn) whole = `\r${whole}`;
    this.heldReturn = whole.endsWith('\r');
    if (this.heldReturn) whole = whole.slice(0, -1);
    return whole.includes('\r') ? whole.replace(/\r\n?/g, '\n') : whole;
  }

  /** Just after the last line end, less the lines that may turn out to be the last ones of the file. */
  private cut(): number {
    let end = this.pending.length;
    // An unfinished last line counts as one of those left out.
    let leave = this.keepLast;
    if (leave > 0 && !this.pending.endsWith('\n') && this.pending !== '') leave -= 1;
    end = this.pending.lastIndexOf('\n') + 1;
    for (let i = 0; i < leave && end > 0; i += 1) {
      end = end < 2 ? 0 : this.pending.lastIndexOf('\n', end - 2) + 1;
    }
    return end;
  }

  private consume(end: number, last: boolean): void {
    const quote = this.pending.indexOf('"');
    if (quote < 0 || quote >= end) this.consumePlain(end);
    else this.consumeQuoted(end, last);
  }

  private consumePlain(end: number): void {
    const text = this.pending;
    let start = 0;
    while (this.skip > 0 && start < end) {
      const newline = text.indexOf('\n', start);
      start = newline < 0 ? end : newline + 1;
      this.skip -= 1;
      this.line += 1;
    }
    if (start < end) {
      this.consumer.plainBlock(text, start, end, this.line);
      this.line += countNewlines(text, start, end);
    }
    this.pending = text.slice(end);
  }

  private consumeQuoted(end: number, last: boolean): void {
    const text = end === this.pending.length ? this.pending : this.pending.slice(0, end);
    const parser = new Papa.Parser({ delimiter: this.delimiter, newline: '\n' });
    const result = parser.parse(text, 0, !last) as PapaResult;
    const broken = new Map<number, string>();
    for (const error of result.errors) if (error.type === 'Quotes') broken.set(error.row ?? 0, error.code);
    for (const [index, fields] of result.data.entries()) {
      const code = broken.get(index);
      if (code === 'MissingQuotes') {
        this.fail('a quote that is opened here never closes');
        return;
      }
      if (this.skip > 0) this.skip -= 1;
      else if (code !== undefined)
        this.consumer.broken(this.line, 'a quoted cell goes on after its closing quote');
      else if (fields.length > 1 || fields[0] !== '') this.consumer.record(fields, this.line);
      this.line += 1;
      for (const field of fields) this.line += countNewlines(field, 0, field.length);
    }
    this.pending = this.pending.slice(last ? end : result.meta.cursor);
  }

  private fail(reason: string): void {
    this.failed = true;
    this.pending = '';
    this.consumer.broken(this.line, reason);
  }
}

function countNewlines(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
