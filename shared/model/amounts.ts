/**
 * Ends of counts whose things are each made, placed or gone through, so that a document cannot ask for more work than a
 * machine has. Plain amounts end where `largestAmount` says.
 */

/** MicroVMs one row, and all rows of a document, may stand for; every one of them is placed. */
export const MOST_PER_ROW = 1_000_000;
export const MOST_MICROVMS = 10_000_000;
/** The largest `maxPerHost`: as good as none. */
export const MOST_PER_HOST = 1_000_000_000;

/** Hosts one order, and all orders of a document, may bring. */
export const MOST_PER_ORDER = 10_000;
export const MOST_ORDERED = 100_000;

/** Workers of a control plane, and retries of a client; waiting times and storms are computed step by step over them. */
export const MOST_WORKERS = 1_000_000;
export const MOST_RETRIES = 1_000;
