import * as v from 'valibot';
import { INVENTORY_TABLES } from '../model/columns.ts';
import { returns } from './channel.ts';
import { idSchema } from './requests.ts';

/** What was written, and where. */
export interface ExportedData {
  readonly displayPath: string;
  /** Files of the inventory; 1 for series. */
  readonly files: number;
  readonly series: number;
  readonly samples: number;
}

export const dataExportChannels = {
  /** Save dialog, then what was imported as a file; `null` when the dialog was closed. */
  'data:export': returns<ExportedData | null>()(
    v.strictObject({
      /** Series as long CSV or JSON lines; the inventory as a folder of CSV files or a model document. */
      what: v.picklist(['series-csv', 'series-json', 'inventory-csv', 'inventory-json']),
      /** Only this kind of the inventory (`hosts`), as one CSV file. */
      table: v.exactOptional(v.picklist(INVENTORY_TABLES.map(({ file }) => file))),
      /** Only series of this entity, or of this metric. */
      entity: v.exactOptional(idSchema),
      metric: v.exactOptional(idSchema),
    }),
    ['no-workspace', 'not-found', 'io'],
  ),
};
