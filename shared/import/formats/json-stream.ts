import { JSONParser } from '@streamparser/json';
import { parseJsonText } from '../../model/json-text.ts';
import type { ProblemList } from '../problem-list.ts';

/** So much text is kept while it is the whole document, so that a mistake in it can be shown by line and column. */
const KEPT_CHARACTERS = 4_000_000;

/** Where a value stands: keys and indices from the root. Only valid during the call it is given to. */
export interface JsonPlace {
  /** `data.result[3].metric` → at(0) = 'data', at(2) = 3; `undefined` beyond the end. */
  at(level: number): string | number | undefined;
  text(): string;
}

/**
 * Reads JSON piece by piece and tells the values at `paths` (`$.data.result.*.values.*`) as soon as they are complete;
 * everything else is checked for syntax and forgotten. A text that is no JSON refuses the file, with line and column while
 * the document is small, else with the last value that could be read.
 */
export class JsonStream {
  private readonly parser: JSONParser;
  private readonly problems: ProblemList;
  private kept: string[] | null = [];
  private length = 0;
  private lastPlace = '';
  private failed = false;

  constructor(
    problems: ProblemList,
    paths: readonly string[],
    onValue: (value: unknown, place: JsonPlace) => void,
  ) {
    this.problems = problems;
    this.parser = new JSONParser({ paths: [...paths], keepStack: false });
    const place = new Place();
    this.parser.onValue = ({ value, key, stack }) => {
      place.set(key, stack);
      onValue(value, place);
    };
    this.parser.onError = () => {
      if (!this.failed) this.lastPlace = place.text();
      this.failed = true;
    };
  }

  push(text: string): void {
    if (this.failed || this.problems.refused || text === '') return;
    const json = this.length === 0 && text.startsWith('\uFEFF') ? text.slice(1) : text;
    this.length += json.length;
    this.kept?.push(json);
    if (this.length > KEPT_CHARACTERS) this.kept = null;
    this.parser.write(json);
    if (this.failed) this.refuse();
  }

  /** `false`: the text was no complete document, and the file is refused. */
  end(): boolean {
    if (this.problems.refused) return false;
    // A number alone only ends with its file; everything else has ended by now.
    if (!this.parser.isEnded && (this.kept === null || !parseJsonText(this.kept.join('')).ok))
      this.failed = true;
    if (this.failed) this.refuse();
    return !this.failed;
  }

  private refuse(): void {
    const parsed = this.kept === null ? null : parseJsonText(this.kept.join(''));
    if (parsed !== null && !parsed.ok) for (const problem of parsed.problems) this.problems.refuse(problem);
    if (this.problems.refused) return;
    this.problems.refuse({
      ...(this.lastPlace === '' ? {} : { path: this.lastPlace }),
      message: `is not valid JSON, within ${this.length} characters, after this value`,
      expected: 'one whole JSON document',
    });
  }
}

type Level = { readonly key?: string | number | undefined };

class Place implements JsonPlace {
  private key: string | number | undefined = undefined;
  /** The root stands first, without a key. Live: it goes on changing after a value was told. */
  private stack: readonly Level[] = [];
  private top: Level | undefined = undefined;
  private container = '';

  set(key: string | number | undefined, stack: readonly Level[]): void {
    this.key = key;
    this.stack = stack;
    const top = stack.at(-1);
    if (top === this.top) return;
    this.top = top;
    this.container = stack.slice(1).reduce((text, level) => text + keyText(level.key, text), '');
  }

  at(level: number): string | number | undefined {
    return level === this.stack.length - 1 ? this.key : this.stack[level + 1]?.key;
  }

  /** Empty before the first value. */
  text(): string {
    return this.top === undefined ? '' : this.container + keyText(this.key, this.container);
  }
}

function keyText(key: string | number | undefined, before: string): string {
  if (key === undefined) return '';
  return typeof key === 'number' ? `[${key}]` : `${before === '' ? '' : '.'}${key}`;
}
