/** What may be in a report beyond what is always in it. */
export interface Permitted {
  /** Names of entities, of the file, and messages of errors, which may hold names. */
  readonly names: boolean;
  /** Figures of constraints. */
  readonly values: boolean;
}
