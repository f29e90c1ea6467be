import * as v from 'valibot';
import { returns } from './channel.ts';
import { idSchema } from './requests.ts';

/** One stored series as a chart draws it. `times` ms since the epoch, rising. */
export interface ShownSeries {
  readonly entity: string;
  readonly metric: string;
  /** Unit of the values; `null` where the import did not say. */
  readonly unit: string | null;
  /** Median distance of the samples; points further apart than 1.5 times this have a gap between them. `null` for fewer than two. */
  readonly stepSeconds: number | null;
  /** Both empty where nothing of it was ever imported. */
  readonly times: Float64Array;
  readonly values: Float64Array;
}

export interface SeriesAnswer {
  readonly revision: number;
  /** One per series asked for, in that order. */
  readonly series: readonly ShownSeries[];
}

const daySchema = v.pipe(v.string(), v.isoDate());

export const historyChannels = {
  /**
   * Measured series as they were imported. `samples`: every sample. `days`: the 0.95 quantile of each day in the workspace's
   * zone (complete or not), at the day's start. `from`: first day (UTC) that is read.
   */
  'history:series': returns<SeriesAnswer>()(
    v.strictObject({
      series: v.pipe(v.array(v.strictObject({ entity: idSchema, metric: idSchema })), v.maxLength(2000)),
      resolution: v.picklist(['samples', 'days']),
      from: v.exactOptional(daySchema),
    }),
    ['no-workspace'],
  ),
};
