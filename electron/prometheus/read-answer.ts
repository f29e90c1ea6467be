import { DamagedJson, JsonBytes } from './json-bytes.ts';

/** One series of an answer, as columns. */
export interface AnswerSeries {
  readonly labels: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** Points left out: `NaN` means not measured; infinite values cannot be summed or drawn. */
  readonly notNumbers: number;
  readonly infinite: number;
}

/** What `/api/v1/query` and `/query_range` answer. */
export interface Answer {
  readonly series: readonly AnswerSeries[];
  /** The server's own words about what it answers: a store that did not answer, an expression that is odd. */
  readonly warnings: readonly string[];
  /** The server says that something is missing in the answer. */
  readonly partial: boolean;
}

/** An answer that says what was wrong with the question. */
export interface ErrorAnswer {
  readonly errorType: string;
  readonly error: string;
}

/**
 * Reads an answer's bytes. Fields not known are passed over: servers of the family add their own.
 * @throws DamagedJson when it is not JSON, ends early, or holds no result.
 */
export function readAnswer(bytes: Buffer): Answer | ErrorAnswer {
  const reader = new AnswerReader(bytes);
  return reader.read();
}

/** Annotations of Prometheus itself are remarks on the expression; any other warning is about missing data. */
const isRemark = (warning: string): boolean => /^PromQL (info|warning)/.test(warning);

class AnswerReader {
  readonly #json: JsonBytes;
  readonly #series: AnswerSeries[] = [];
  readonly #warnings: string[] = [];
  #partial = false;
  #status = '';
  #error = '';
  #errorType = '';
  #found = false;
  #times = new Float64Array(1024);
  #values = new Float64Array(1024);
  #length = 0;
  #notNumbers = 0;
  #infinite = 0;

  constructor(bytes: Buffer) {
    this.#json = new JsonBytes(bytes);
  }

  read(): Answer | ErrorAnswer {
    const json = this.#json;
    json.object((key) => {
      if (key === 'status') this.#status = json.string();
      else if (key === 'data' && json.peek() === 0x7b) this.#data();
      else if (key === 'error') this.#error = json.string();
      else if (key === 'errorType') this.#errorType = json.string();
      else if (key === 'warnings' || key === 'infos') this.#said();
      else if (key === 'isPartial') this.#partial = json.boolean() || this.#partial;
      else json.skip();
    });
    json.end();
    if (this.#status === 'error') return { errorType: this.#errorType, error: this.#error };
    if (this.#status !== 'success' || !this.#found) throw new DamagedJson('it holds no result');
    const partial = this.#partial || this.#warnings.some((warning) => !isRemark(warning));
    return { series: this.#series, warnings: [...new Set(this.#warnings)], partial };
  }

  #said(): void {
    const json = this.#json;
    if (json.peek() !== 0x5b) json.skip();
    else
      json.array(() => {
        this.#warnings.push(json.string());
      });
  }

  #data(): void {
    const json = this.#json;
    let type = '';
    json.object((key) => {
      if (key === 'resultType') type = json.string();
      else if (key === 'result') {
        if (json.peek() !== 0x5b) json.fail();
        // A scalar's result is one point; its type stands before it in all servers of the family.
        if (type === 'scalar' || type === 'string') json.skip();
        else json.array(() => this.#oneSeries());
        this.#found = true;
      } else json.skip();
    });
  }

  #oneSeries(): void {
    const json = this.#json;
    const labels: Record<string, string> = {};
    this.#length = 0;
    this.#notNumbers = 0;
    this.#infinite = 0;
    json.object((key) => {
      if (key === 'metric')
        json.object((label) => {
          const value = json.string();
          if (label !== '__proto__') labels[label] = value;
        });
      else if (key === 'values') json.array(() => this.#point());
      else if (key === 'value') this.#point();
      else json.skip();
    });
    this.#series.push({
      labels,
      times: this.#times.slice(0, this.#length),
      values: this.#values.slice(0, this.#length),
      notNumbers: this.#notNumbers,
      infinite: this.#infinite,
    });
  }

  #point(): void {
    const json = this.#json;
    json.take(0x5b);
    const seconds = json.number();
    json.take(0x2c);
    if (json.peek() !== 0x22) json.fail();
    const value = json.quotedNumber();
    json.take(0x5d);
    if (Number.isNaN(value)) {
      this.#notNumbers += 1;
      return;
    }
    if (!Number.isFinite(value)) {
      this.#infinite += 1;
      return;
    }
    if (this.#length === this.#times.length) {
      this.#times = grown(this.#times);
      this.#values = grown(this.#values);
    }
    this.#times[this.#length] = Math.round(seconds * 1000);
    this.#values[this.#length] = value;
    this.#length += 1;
  }
}

function grown(array: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(array.length * 2);
  larger.set(array);
  return larger;
}
