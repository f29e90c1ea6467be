/** What ships with Headroom under a licence of its own; the build makes the list of them (`scripts/build/licences.ts`). */
export interface ShippedLicence {
  readonly name: string;
  /** `null` where it has none of its own: it comes inside another one. */
  readonly version: string | null;
  /** SPDX expression, such as `MIT`; `Public domain`. */
  readonly licence: string;
  /** The licence as its author wrote it. */
  readonly text: string;
}

/** Where the list lies beside the page, relative to it. */
export const LICENCES_FILE = 'licences.json';
