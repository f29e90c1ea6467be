/** One thing that is not as it was at the last review. */
export interface ReviewChange {
  readonly key: string;
  /** `euw-b crosses 3 days earlier`. */
  readonly text: string;
  /** `14 May (6 – 23 May), was 17 May`. */
  readonly detail: string;
  /** Whose it is; `null` = the whole workspace's. */
  readonly scope: string | null;
  /** What explains it; `null` where it is an input, not a result. */
  readonly constraintId: string | null;
}

/** A change with its place among the others. */
export interface RankedChange extends ReviewChange {
  /**
   * Smaller is said earlier: 0 missed · 1 lost from sight · 2 reached earlier · 3 ordered, built, assumed · 4 met again ·
   * 5 reached later · 6 measured now · 7 moved · 8 counted.
   */
  readonly rank: number;
  /** Within a rank the larger is said first. */
  readonly weight: number;
}
