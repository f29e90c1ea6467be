import * as v from 'valibot';
import { planSettingsSchema } from '../plan/plan-settings.ts';
import { returns } from './channel.ts';
import { selectionSchema, taskSchema } from './requests.ts';

export const documentChannels = {
  /**
   * Save dialog, then a document of the workspace: the purchase plan as asked for (a workbook, CSV, or a report), the
   * one-pager of the customer a scenario brings, or the review of every region. `null` when the dialog was closed. `task:cancel` stops it before anything is written.
   */
  'document:export': returns<{ readonly displayPath: string } | null>()(
    v.variant('what', [
      v.strictObject({
        what: v.literal('procurement'),
        form: v.picklist(['xlsx', 'csv', 'html', 'pdf']),
        scenario: selectionSchema,
        settings: planSettingsSchema,
        horizonDays: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(3650))),
        task: taskSchema,
      }),
      v.strictObject({
        what: v.literal('onboarding'),
        form: v.picklist(['xlsx', 'html', 'pdf']),
        scenario: selectionSchema,
        task: taskSchema,
      }),
      v.strictObject({
        what: v.literal('review'),
        form: v.picklist(['html', 'pdf']),
        scenario: selectionSchema,
        task: taskSchema,
      }),
    ]),
    ['no-workspace', 'not-found', 'bad-input', 'io', 'cancelled'],
  ),
};
