/** The text is not JSON, or ends early. */
export class DamagedJson extends Error {}

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
const DEEPEST = 64;

/** Powers of ten that a double holds exactly. */
const POWERS = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);
const MANTISSA_LIMIT = Number.MAX_SAFE_INTEGER;

/**
 * Reads JSON from bytes front to back without building objects for it: millions of `[1700000000,"12.5"]` would cost a
 * multiple of the numbers they hold. Strict: whatever `JSON.parse` refuses is refused here, but for the inside of what is
 * skipped, where only its structure is looked at.
 */
export class JsonBytes {
  readonly bytes: Buffer;
  at = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  /** The next byte that is no white space, not taken; -1 at the end. */
  peek(): number {
    const { bytes } = this;
    let at = this.at;
    let byte = bytes[at];
    while (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) {
      at += 1;
      byte = bytes[at];
    }
    this.at = at;
    return byte ?? -1;
  }

  take(byte: number): void {
    if (this.peek() !== byte) this.fail();
    this.at += 1;
  }

  fail(): never {
    throw new DamagedJson(
      this.at >= this.bytes.length ? 'it ends early' : `unexpected character at byte ${this.at}`,
    );
  }

  end(): void {
    if (this.peek() !== -1) this.fail();
  }

  /** Calls `field` with each key; it must take the value. */
  object(field: (key: string) => void): void {
    this.take(OPEN_OBJECT);
    if (this.peek() === CLOSE_OBJECT) {
      this.at += 1;
      return;
    }
    for (;;) {
      const key = this.string();
      this.take(COLON);
      field(key);
      const next = this.peek();
      this.at += 1;
      if (next === CLOSE_OBJECT) return;
      if (next !== COMMA) this.#failBefore();
    }
  }

  /** Calls `item` before each element; it must take it. */
  array(item: () => void): void {
    this.take(OPEN_ARRAY);
    if (this.peek() === CLOSE_ARRAY) {
      this.at += 1;
      return;
    }
    for (;;) {
      item();
      const next = this.peek();
      this.at += 1;
      if (next === CLOSE_ARRAY) return;
      if (next !== COMMA) this.#failBefore();
    }
  }

  #failBefore(): never {
    this.at -= 1;
    this.fail();
  }

  string(): string {
    this.take(QUOTE);
    const start = this.at;
    const { bytes } = this;
    const limit = bytes.length;
    let plain = true;
    let at = start;
    while (at < limit && bytes[at] !== QUOTE) {
      if (bytes[at] === BACKSLASH) {
        plain = false;
        at += 1;
      }
      at += 1;
    }
    this.at = Math.min(at, limit);
    if (at >= limit) this.fail();
    this.at = at + 1;
    if (plain) return bytes.toString('utf8', start, at);
    try {
      return JSON.parse(bytes.toString('utf8', start - 1, at + 1)) as string;
    } catch {
      throw new DamagedJson(`a text at byte ${start} is not JSON`);
    }
  }

  /** A number that stands as such. */
  number(): number {
    const byte = this.peek();
    if (byte !== 0x2d && (byte < 0x30 || byte > 0x39)) this.fail();
    const start = this.at;
    let end = start;
    const { bytes } = this;
    for (
      let b = bytes[end];
      b !== undefined && b !== COMMA && b !== CLOSE_ARRAY && b !== CLOSE_OBJECT && b > 0x20;
    ) {
      end += 1;
      b = bytes[end];
    }
    this.at = end;
    if (end >= bytes.length) this.fail();
    return numberOf(bytes, start, end);
  }

  /** A number that stands in quotes, as Prometheus writes values: `NaN`, `+Inf` and `-Inf` are such too. */
  quotedNumber(): number {
    this.take(QUOTE);
    const start = this.at;
    const { bytes } = this;
    let end = start;
    while (end < bytes.length && bytes[end] !== QUOTE) end += 1;
    this.at = end;
    if (end >= bytes.length) this.fail();
    this.at = end + 1;
    return numberOf(bytes, start, end);
  }

  boolean(): boolean {
    const word = this.#word();
    if (word !== 'true' && word !== 'false') throw new DamagedJson(`${word} is not true or false`);
    return word === 'true';
  }

  #word(): string {
    this.peek();
    const start = this.at;
    while ((this.bytes[this.at] ?? 0) >= 0x61 && (this.bytes[this.at] ?? 0) <= 0x7a) this.at += 1;
    return this.bytes.toString('latin1', start, this.at);
  }

  /** Passes over any value. */
  skip(depth = 0): void {
    if (depth > DEEPEST) throw new DamagedJson('it is nested too deeply');
    const byte = this.peek();
    if (byte === QUOTE) this.string();
    else if (byte === OPEN_OBJECT) this.object(() => this.skip(depth + 1));
    else if (byte === OPEN_ARRAY) this.array(() => this.skip(depth + 1));
    else if (byte === 0x2d || (byte >= 0x30 && byte <= 0x39)) this.number();
    else if (!['true', 'false', 'null'].includes(this.#word())) this.fail();
  }
}

/**
 * The number written from `start` to `end`. Up to 15 digits with a small exponent are put together directly, which is exact
 * (both mantissa and power of ten are exact doubles); all else goes through `Number`.
 * @throws DamagedJson when it is no number.
 */
function numberOf(bytes: Buffer, start: number, end: number): number {
  let at = start;
  const negative = bytes[at] === 0x2d;
  if (negative) at += 1;
  let mantissa = 0;
  let digits = 0;
  let fraction = 0;
  let seenPoint = false;
  for (; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x30 && byte <= 0x39) {
      mantissa = mantissa * 10 + (byte - 0x30);
      digits += 1;
      if (seenPoint) fraction += 1;
    } else if (byte === 0x2e && !seenPoint) seenPoint = true;
    else break;
  }
  const power = POWERS[fraction];
  if (at === end && digits > 0 && digits <= 16 && mantissa <= MANTISSA_LIMIT && power !== undefined) {
    const value = mantissa / power;
    return negative ? -value : value;
  }
  return slowNumber(bytes.toString('latin1', start, end));
}

function slowNumber(text: string): number {
  if (text === 'NaN') return Number.NaN;
  if (text === '+Inf' || text === 'Inf') return Number.POSITIVE_INFINITY;
  if (text === '-Inf') return Number.NEGATIVE_INFINITY;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isNaN(value)) throw new DamagedJson(`${JSON.stringify(text.slice(0, 40))} is not a number`);
  return value;
}
