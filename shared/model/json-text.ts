import type { Parsed, Problem } from './problem.ts';

/** Deeper documents than this are nobody's; the platform's own parser would overflow its stack. */
const DEEPEST = 500;

/**
 * `JSON.parse` with located errors: line and column (both from 1) of the first character that cannot stand where it is,
 * what is there, and what was expected. A byte order mark at the start is allowed. A key that stands twice in one object
 * is an error, too: the parser would take the last and drop the others without a word.
 */
export function parseJsonText(text: string, file?: string): Parsed<unknown> {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    const value = JSON.parse(json) as unknown;
    if (membersIn(json) === keysIn(value)) return { ok: true, value };
  } catch {
    // Located below.
  }
  return { ok: false, problems: [located(json, file)] };
}

function located(json: string, file: string | undefined): Problem {
  const fault = new JsonScanner(json).firstFault();
  const before = json.slice(0, fault.offset);
  const there = json.slice(fault.offset, fault.offset + 20).split('\n')[0] ?? '';
  const known = fault.offset >= json.length ? 'the JSON text ends too early' : 'is not valid JSON';
  return {
    message: fault.complaint ?? known,
    ...(file === undefined ? {} : { file }),
    line: before.split('\n').length,
    column: `column ${fault.offset - (before.lastIndexOf('\n') + 1) + 1}`,
    ...(fault.path === undefined ? {} : { path: fault.path }),
    ...(there === '' ? {} : { value: fault.value ?? there }),
    expected: fault.expected,
  };
}

/** Members of all objects as they are written: colons outside of strings. */
function membersIn(json: string): number {
  let members = 0;
  for (let at = 0; at < json.length; at += 1) {
    const char = json.charCodeAt(at);
    if (char === COLON) members += 1;
    if (char !== QUOTE) continue;
    for (let escaped = true; escaped;) {
      at = json.indexOf('"', at + 1);
      let slashes = 0;
      while (json.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes += 1;
      escaped = slashes % 2 === 1;
    }
  }
  return members;
}

/** Keys of all objects as they were read. */
function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let keys = 0;
  const parts: unknown[] = Array.isArray(value) ? value : Object.values(value);
  for (const part of parts) if (typeof part === 'object') keys += keysIn(part);
  return Array.isArray(value) ? keys : keys + parts.length;
}

const COLON = 58;
const QUOTE = 34;
const BACKSLASH = 92;

class Fault extends Error {
  readonly offset: number;
  readonly expected: string;
  /** What is wrong, where it is not simply no JSON, and the path of it. */
  complaint?: string;
  path?: string;
  value?: string;

  constructor(offset: number, expected: string) {
    super(expected);
    this.offset = offset;
    this.expected = expected;
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /[ \t\r\n]*/y;
const WORDS = ['true', 'false', 'null'];

/** Walks a text to the first place where it stops being JSON or says a key again. Runs only where something is known to be wrong. */
class JsonScanner {
  private readonly text: string;
  private at = 0;
  private depth = 0;
  /** Where the scanner is, as `.hosts[3].id`. */
  private path = '';

  constructor(text: string) {
    this.text = text;
  }

  firstFault(): Fault {
    try {
      this.value();
      this.space();
      return new Fault(this.at, 'the end of the document');
    } catch (fault) {
      if (fault instanceof Fault) return fault;
      throw fault;
    }
  }

  private space(): void {
    SPACE.lastIndex = this.at;
    SPACE.exec(this.text);
    this.at = SPACE.lastIndex;
  }

  private value(): void {
    this.space();
    const next = this.text[this.at];
    if (next === '{') {
      const keys = new Set<string>();
      return this.list('}', () => this.member(keys), 'a key in double quotes or }');
    }
    if (next === '[') {
      let index = 0;
      return this.list(']', () => this.within(`[${index++}]`, () => this.value()), 'a value or ]');
    }
    if (next === '"') return this.string();
    const word = WORDS.find((candidate) => this.text.startsWith(candidate, this.at));
    if (word !== undefined) {
      this.at += word.length;
      return;
    }
    NUMBER.lastIndex = this.at;
    if (!NUMBER.test(this.text)) throw new Fault(this.at, 'a value');
    this.at = NUMBER.lastIndex;
  }

  private list(close: string, item: () => void, expected: string): void {
    this.depth += 1;
    if (this.depth > DEEPEST) throw new Fault(this.at, `at most ${DEEPEST} levels`);
    this.at += 1;
    this.space();
    if (this.text[this.at] === close) this.at += 1;
    else {
      if (this.text[this.at] === ',') throw new Fault(this.at, expected);
      for (;;) {
        item();
        this.space();
        const next = this.text[this.at];
        if (next !== ',' && next !== close) throw new Fault(this.at, `, or ${close}`);
        this.at += 1;
        if (next === close) break;
      }
    }
    this.depth -= 1;
  }

  private within(step: string, work: () => void): void {
    const outside = this.path;
    this.path += step;
    work();
    this.path = outside;
  }

  private member(keys: Set<string>): void {
    this.space();
    const from = this.at;
    if (this.text[from] !== '"') throw new Fault(from, 'a key in double quotes');
    this.string();
    const key = JSON.parse(this.text.slice(from, this.at)) as string;
    if (keys.has(key)) {
      const fault = new Fault(from, 'each key once');
      throw Object.assign(fault, {
        complaint: 'the key stands twice in one object',
        path: `${this.path}.${key}`.slice(1),
        value: key,
      });
    }
    keys.add(key);
    this.space();
    if (this.text[this.at] !== ':') throw new Fault(this.at, ':');
    this.at += 1;
    this.within(`.${key}`, () => this.value());
  }

  private string(): void {
    for (let i = this.at + 1; ; i += 1) {
      const char = this.text[i];
      if (char === undefined || char < ' ') throw new Fault(i, 'the closing double quote');
      if (char === '"') {
        this.at = i + 1;
        return;
      }
      if (char !== '\\') continue;
      i += 1;
      if (this.text[i] === 'u') {
        if (!/^[0-9a-fA-F]{4}$/.test(this.text.slice(i + 1, i + 5)))
          throw new Fault(i, 'four hexadecimal digits');
        i += 4;
      } else if (!'"\\/bfnrt'.includes(this.text[i] ?? ' ')) throw new Fault(i, 'an escape such as \\n');
    }
  }
}
