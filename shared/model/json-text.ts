import type { Parsed } from './problem.ts';

/** Deeper documents than this are nobody's; the platform's own parser would overflow its stack. */
const DEEPEST = 500;

/**
 * `JSON.parse` with located errors: line and column (both from 1) of the first character that cannot stand where it is,
 * what is there, and what was expected. A byte order mark at the start is allowed.
 */
export function parseJsonText(text: string, file?: string): Parsed<unknown> {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    return { ok: true, value: JSON.parse(json) as unknown };
  } catch {
    const fault = new JsonScanner(json).firstFault();
    const before = json.slice(0, fault.offset);
    const line = before.split('\n').length;
    const column = fault.offset - (before.lastIndexOf('\n') + 1) + 1;
    const there = json.slice(fault.offset, fault.offset + 20).split('\n')[0] ?? '';
    return {
      ok: false,
      problems: [
        {
          message: fault.offset >= json.length ? 'the JSON text ends too early' : 'is not valid JSON',
          ...(file === undefined ? {} : { file }),
          line,
          column: `column ${column}`,
          ...(there === '' ? {} : { value: there }),
          expected: fault.expected,
        },
      ],
    };
  }
}

class Fault extends Error {
  readonly offset: number;
  readonly expected: string;

  constructor(offset: number, expected: string) {
    super(expected);
    this.offset = offset;
    this.expected = expected;
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /[ \t\r\n]*/y;
const WORDS = ['true', 'false', 'null'];

/** Walks a text that is no JSON to the first place where it stops being one. Runs only after `JSON.parse` refused. */
class JsonScanner {
  private readonly text: string;
  private at = 0;
  private depth = 0;

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
    if (next === '{') return this.list('}', () => this.member(), 'a key in double quotes or }');
    if (next === '[') return this.list(']', () => this.value(), 'a value or ]');
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

  private member(): void {
    this.space();
    if (this.text[this.at] !== '"') throw new Fault(this.at, 'a key in double quotes');
    this.string();
    this.space();
    if (this.text[this.at] !== ':') throw new Fault(this.at, ':');
    this.at += 1;
    this.value();
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
