import { createContext } from 'react';
import type { Problem } from '../../../shared/model/problem.ts';

/** What the engine refuses about the customer on the desk, by the field's path within its event: `fleet[1].flavor`. */
export type FieldProblems = ReadonlyMap<string, string>;

const NONE: FieldProblems = new Map();

export const FieldProblemsPlace = createContext<FieldProblems>(NONE);

/** Located problems of the scenario's only event; those of anything else stay where the whole failure is shown. */
export function fieldProblems(problems: readonly Problem[]): FieldProblems {
  const found = new Map<string, string>();
  for (const { path, message, expected } of problems) {
    const field = /^events\[0\]\.(.+)$/.exec(path ?? '')?.[1];
    if (field === undefined || found.has(field)) continue;
    found.set(field, expected === undefined ? message : `${message}: expected ${expected}`);
  }
  return found;
}
