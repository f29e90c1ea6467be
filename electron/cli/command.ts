import type { Given, OptionSpecs } from './arguments.ts';
import type { Terminal } from './terminal.ts';

/** Exit codes of MODEL.md section 15. */
export const EXIT = { done: 0, targetMissed: 1, badInput: 2, internal: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A command's work, loaded only when it is called. */
export type Run = (given: Given, terminal: Terminal) => Promise<ExitCode>;

export interface Command {
  readonly name: string;
  /** What stands after the name in the usage line. */
  readonly usage: string;
  readonly summary: string;
  readonly options: OptionSpecs;
  readonly load: () => Promise<Run>;
}
