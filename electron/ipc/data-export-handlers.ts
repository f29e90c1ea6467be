import type { ChannelName, Handlers } from '../../shared/ipc/contract.ts';
import type { Session } from './session.ts';

type DataExportChannels = Pick<Handlers, Extract<ChannelName, `data:${string}`>>;

const NAMES = {
  'series-csv': 'series.csv',
  'series-json': 'series.jsonl',
  'inventory-csv': 'inventory',
  'inventory-json': 'inventory.json',
} as const;

export function dataExportHandlers({ workspace, desktop }: Session): DataExportChannels {
  return {
    async 'data:export'({ what, table, entity, metric }) {
      const path = await desktop.askSaveData(table === undefined ? NAMES[what] : `${table}.csv`);
      if (path === null) return null;
      const choice = {
        ...(entity === undefined ? {} : { entity }),
        ...(metric === undefined ? {} : { metric }),
      };
      return workspace.call('exportData', { what, path, choice, table: table ?? null });
    },
  };
}
