import * as v from 'valibot';
import type { SeriesDetail, SeriesQuality, SeriesRow } from '../history/stored-series.ts';
import { returns } from './channel.ts';
import { idSchema, nothing } from './requests.ts';

const nameSchema = v.strictObject({ entity: idSchema, metric: idSchema });
const namesSchema = v.pipe(v.array(nameSchema), v.minLength(1), v.maxLength(20_000));
const editErrors = ['no-workspace', 'not-found', 'bad-input', 'read-only', 'busy'] as const;

export const seriesChannels = {
  /** Every stored series, by entity and metric. */
  'series:list': returns<{ readonly revision: number; readonly rows: readonly SeriesRow[] }>()(nothing, [
    'no-workspace',
    'bad-input',
  ]),
  /** Reads their samples where they were not looked through since they last changed; asked for in parts. */
  'series:quality': returns<readonly SeriesQuality[]>()(
    v.strictObject({ series: v.pipe(v.array(nameSchema), v.maxLength(500)) }),
    ['no-workspace', 'bad-input'],
  ),
  'series:detail': returns<SeriesDetail>()(nameSchema, ['no-workspace', 'not-found', 'bad-input']),
  /** One undoable step. */
  'series:remove': returns<{ readonly label: string }>()(v.strictObject({ series: namesSchema }), editErrors),
  /**
   * Gives series another entity or metric, as one undoable step. A canonical metric's unit is converted to where the
   * series has a unit that can be; one that cannot is refused, as is a name that is taken.
   */
  'series:rename': returns<{ readonly label: string }>()(
    v.strictObject({
      series: v.pipe(
        v.array(v.strictObject({ from: nameSchema, to: nameSchema })),
        v.minLength(1),
        v.maxLength(20_000),
      ),
    }),
    editErrors,
  ),
};
