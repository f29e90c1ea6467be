import type { ExportedData } from '../../shared/ipc/data-export-channels.ts';
import type { SeriesChoice } from '../documents/write-data.ts';
import type { Workspace } from '../workspace/workspace.ts';

interface ExportArgument {
  readonly what: 'series-csv' | 'series-json' | 'inventory-csv' | 'inventory-json';
  readonly path: string;
  readonly choice: SeriesChoice;
  /** One kind of the inventory; `null` for all. */
  readonly table: string | null;
}

/** The part of the workspace's service that gives back what was imported. */
export function createDataExportService(workspace: () => Workspace) {
  return {
    async exportData({ what, path, choice, table }: ExportArgument): Promise<ExportedData> {
      const { writeInventory, writeInventoryTable, writeSeries } = await import('../documents/write-data.ts');
      if (table !== null) {
        await writeInventoryTable(workspace(), path, table);
        return { displayPath: path, files: 1, series: 0, samples: 0 };
      }
      if (what === 'inventory-csv' || what === 'inventory-json') {
        const files = await writeInventory(workspace(), path, what === 'inventory-csv' ? 'csv' : 'json');
        return { displayPath: path, files: files.length, series: 0, samples: 0 };
      }
      const written = await writeSeries(workspace(), path, choice, what === 'series-csv' ? 'csv' : 'json');
      return { displayPath: path, files: 1, ...written };
    },
  };
}
