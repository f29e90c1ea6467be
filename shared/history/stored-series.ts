import type { Quality } from './quality.ts';

export interface SeriesName {
  readonly entity: string;
  readonly metric: string;
}

/** What the catalogue of stored series says of one before its samples are looked through. */
export interface SeriesRow extends SeriesName {
  /** Unit of the values; `null` where the import did not say. */
  readonly unit: string | null;
  /** What the entity is in the inventory: `host`, `cluster`, …; `null`: nothing of that name is there. */
  readonly kind: string | null;
  readonly samples: number;
  /** First and last UTC day with a sample, days since the epoch, and on how many there are any. */
  readonly firstDay: number;
  readonly lastDay: number;
  readonly days: number;
}

/** Quality of a series without the places of its gaps and outliers. */
export interface SeriesQuality extends Omit<Quality, 'gaps' | 'outliers' | 'samples'>, SeriesName {
  readonly outliers: number;
  readonly firstMs: number;
  readonly lastMs: number;
}

export interface SeriesDetail extends SeriesName {
  readonly quality: Quality;
  /** Times and values of the outliers. */
  readonly outlierTimes: readonly number[];
  readonly outlierValues: readonly number[];
}
