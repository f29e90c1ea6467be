import type { Problem } from '../model/problem.ts';

/** Bad cells are shown shortened; a megabyte in a toast helps nobody. */
const SHOWN_VALUE_LENGTH = 80;

export function shownValue(value: string): string {
  return value.length > SHOWN_VALUE_LENGTH ? `${value.slice(0, SHOWN_VALUE_LENGTH - 1)}…` : value;
}

/**
 * What was wrong in one file. `reject` drops one row and goes on; `refuse` gives up the whole file. Every rejection is
 * counted, only the first `limit` are kept, so that a file of ten million bad rows costs no memory.
 */
export class ProblemList {
  readonly file: string;
  readonly rejected: Problem[] = [];
  readonly refusals: Problem[] = [];
  rejectedCount = 0;
  private readonly limit: number;

  constructor(file: string, limit: number) {
    this.file = file;
    this.limit = limit;
  }

  get refused(): boolean {
    return this.refusals.length > 0;
  }

  reject(problem: Omit<Problem, 'file'>): void {
    this.rejectedCount += 1;
    if (this.rejected.length < this.limit) this.rejected.push(this.located(problem));
  }

  refuse(problem: Omit<Problem, 'file'>): void {
    if (this.refusals.length < this.limit) this.refusals.push(this.located(problem));
  }

  private located(problem: Omit<Problem, 'file'>): Problem {
    const value = problem.value === undefined ? {} : { value: shownValue(problem.value) };
    return { ...problem, ...value, file: this.file };
  }
}
