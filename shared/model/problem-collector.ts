import type { Parsed, Problem } from './problem.ts';

/** More than this helps nobody; the rest is counted. */
const LISTED_PROBLEMS = 200;
const SHOWN_VALUE_LENGTH = 80;

/** A value as a message shows it: JSON, at most 80 characters. */
export function shownJson(value: unknown): string {
  const whole = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return whole.length > SHOWN_VALUE_LENGTH ? `${whole.slice(0, SHOWN_VALUE_LENGTH - 1)}…` : whole;
}

/**
 * Where a reader stands in a JSON document. Readers push and pop names and indices; the path is spelled out only when
 * something is wrong there.
 */
class JsonPlace {
  private readonly segments: (string | number)[] = [];

  push(segment: string | number): void {
    this.segments.push(segment);
  }

  pop(): void {
    this.segments.pop();
  }

  /** `hosts[3].used.memoryBytes`; names that are no identifiers are quoted in brackets. */
  path(...further: readonly (string | number)[]): string {
    let path = '';
    for (const segment of [...this.segments, ...further]) {
      if (typeof segment === 'number') path += `[${segment}]`;
      else if (/^[A-Za-z_$][\w$]*$/.test(segment)) path += path === '' ? segment : `.${segment}`;
      else path += `[${JSON.stringify(shownJson(segment))}]`;
    }
    return path;
  }
}

/** Collects what is wrong with one document: the first 200 problems, and how many more there were. */
export class ProblemCollector {
  readonly place = new JsonPlace();
  private readonly listed: Problem[] = [];
  private total = 0;

  get any(): boolean {
    return this.total > 0;
  }

  /** A problem at the current place, or below it at `further`. */
  add(message: string, value: unknown, expected?: string, ...further: readonly (string | number)[]): void {
    this.total += 1;
    if (this.listed.length >= LISTED_PROBLEMS) return;
    const path = this.place.path(...further);
    this.listed.push({
      message,
      ...(path === '' ? {} : { path }),
      ...(value === undefined ? {} : { value: shownJson(value) }),
      ...(expected === undefined ? {} : { expected }),
    });
  }

  problems(): readonly Problem[] {
    const more = this.total - this.listed.length;
    return more > 0 ? [...this.listed, { message: `and ${more} more` }] : this.listed;
  }

  refusal(): Extract<Parsed<never>, { ok: false }> {
    return { ok: false, problems: this.problems() };
  }
}
