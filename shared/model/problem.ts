/**
 * A problem found in input, located so that a person can put a finger on it. Refusal is data: parsers return problems,
 * they do not throw. JSON input is located by `path` (`hosts[3].memoryBytes`), text files by `file`, `line` and `column`
 * (both counted from 1, `column` the name or number of the column).
 */
export interface Problem {
  readonly message: string;
  readonly path?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: string;
  /** The offending value as it stood in the input, shortened to 80 characters. */
  readonly value?: string;
  readonly expected?: string;
}

export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };

/** One line for the command line and for toasts: `hosts.csv, line 41, memory_gib: is "512G", expected a number`. */
export function problemText(problem: Problem): string {
  const place = [
    problem.file,
    problem.path,
    problem.line === undefined ? undefined : `line ${problem.line}`,
    problem.column,
  ].filter((part) => part !== undefined && part !== '');
  const facts = [
    problem.value === undefined ? undefined : `is ${JSON.stringify(problem.value)}`,
    problem.expected === undefined ? undefined : `expected ${problem.expected}`,
  ].filter((part) => part !== undefined);
  const said = facts.length > 0 ? `${problem.message} (${facts.join(', ')})` : problem.message;
  return place.length > 0 ? `${place.join(', ')}: ${said}` : said;
}
