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

  push(chunk: string): void {
    if (this.failed || chunk === '') return;
    let text = this.normalised(chunk);
    let start = 0;
    if (this.pending !== '') {
      start = this.finishedLine(text);
      if (start === 0) {
        text = this.pending + text;
        this.pending = '';
      }
    }
    const end = this.cut(text, start);
    const done = end > start ? this.consume(text, start, end, false) : start;
    if (!this.failed) this.pending = text.slice(done);
    if (this.pending.length > LONGEST_RECORD) this.fail('a record longer than 8 million characters');
  }

  end(): void {
    if (this.failed) return;
    const text = this.heldReturn ? `${this.pending}\n` : this.pending;
    this.heldReturn = false;
    this.pending = '';
    const end = this.keepLast === 0 ? text.length : this.cut(text, 0);
    if (end > 0) this.consume(text, 0, end, true);
  }

  /**
   * Completes a pending line without quotes by the beginning of the next chunk, and returns where that chunk goes on (0:
   * not possible). So the large text itself is never joined: the engine reads joined texts much slower.
   */
  private finishedLine(text: string): number {
    if (this.keepLast > 0 || this.pending.includes('"')) return 0;
    const next = text.indexOf('\n') + 1;
    if (next === 0) return 0;
    const line = this.pending + text.slice(0, next);
    if (line.includes('"')) return 0;
    this.pending = '';
    this.consumePlain(line, 0, line.length);
    return next;
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
  private cut(text: string, start: number): number {
    let end = text.lastIndexOf('\n') + 1;
    // An unfinished last line counts as one of those left out.
    const unfinished = end < text.length ? 1 : 0;
    for (let i = unfinished; i < this.keepLast && end > start; i += 1) {
      end = end < 2 ? 0 : text.lastIndexOf('\n', end - 2) + 1;
    }
    return Math.max(start, end);
  }

  /** Returns how far the text was used up. */
  private consume(text: string, start: number, end: number, last: boolean): number {
    const quote = text.indexOf('"', start);
    if (quote >= 0 && quote < end) return this.consumeQuoted(text, start, end, last);
    this.consumePlain(text, start, end);
    return end;
  }

  private consumePlain(text: string, from: number, end: number): void {
    let start = from;
    while (this.skip > 0 && start < end) {
      const newline = text.indexOf('\n', start);
      start = newline < 0 ? end : newline + 1;
      this.skip -= 1;
      this.line += 1;
    }
    if (start === end) return;
    this.consumer.plainBlock(text, start, end, this.line);
    this.line += countNewlines(text, start, end);
  }

  private consumeQuoted(text: string, start: number, end: number, last: boolean): number {
    const parser = new Papa.Parser({ delimiter: this.delimiter, newline: '\n' });
    const result = parser.parse(text.slice(start, end), 0, !last) as PapaResult;
    const broken = new Map<number, string>();
    for (const error of result.errors) if (error.type === 'Quotes') broken.set(error.row ?? 0, error.code);
    for (const [index, fields] of result.data.entries()) {
      const code = broken.get(index);
      if (code === 'MissingQuotes') {
        this.fail('a quote that is opened here never closes');
        return end;
      }
      if (this.skip > 0) this.skip -= 1;
      else if (code !== undefined)
        this.consumer.broken(this.line, 'a quoted cell goes on after its closing quote');
      else if (fields.length > 1 || fields[0] !== '') this.consumer.record(fields, this.line);
      this.line += 1;
      for (const field of fields) this.line += countNewlines(field, 0, field.length);
    }
    return last ? end : start + result.meta.cursor;
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
