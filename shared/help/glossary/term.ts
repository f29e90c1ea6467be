import type { ListedCommand } from '../../ipc/menu-commands.ts';

/** A word of the domain as the window uses it. */
export interface Term {
  /** As it stands in a label, lower case but for names. */
  readonly term: string;
  /** Other words for the same thing that stand in labels. */
  readonly also?: readonly string[];
  /** One or two sentences: what is meant, and what is not. */
  readonly meaning: string;
  /** The unit it is shown in; `null` where it has none. */
  readonly unit: string | null;
  /** The file that computes or defines it, from the root of the source. */
  readonly file: string;
  /** The screen it is seen on. */
  readonly seen: ListedCommand;
}
