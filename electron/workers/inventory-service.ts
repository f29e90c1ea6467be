import type { RequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import type { InventoryChoices, InventoryRows } from '../../shared/ipc/inventory-channels.ts';
import { inventoryChoices, inventoryRows } from '../workspace/inventory-reader.ts';
import {
  duplicateRows,
  editInventory,
  pasteBlock,
  previewPaste,
  previewRemoval,
  removeRows,
} from '../workspace/inventory-edits.ts';
import type { InventoryTables } from '../workspace/inventory-tables.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The inventory looked at and edited as tables, on the thread that owns the database. */
export function createInventoryService(workspace: () => Workspace, tables: () => InventoryTables) {
  return {
    choices: (): InventoryChoices => inventoryChoices(workspace()),
    rows: (request: RequestOf<'inventory:rows'>): InventoryRows => inventoryRows(workspace(), request),
    inventoryCounts: (): ResponseOf<'inventory:tables'> => tables().counts(),
    inventoryTable: (request: RequestOf<'inventory:table'>) => tables().window(request),
    inventoryOptions: (request: RequestOf<'inventory:options'>) => tables().options(request),
    inventoryText: (request: RequestOf<'inventory:text'>) => tables().text(request),
    inventoryPlaces: (request: RequestOf<'inventory:places'>) => tables().places(request),
    inventoryEdit: (request: RequestOf<'inventory:edit'>) => editInventory(workspace(), tables(), request),
    inventoryDuplicate: (request: RequestOf<'inventory:duplicate'>) =>
      duplicateRows(workspace(), tables(), request),
    inventoryRemoval: (request: RequestOf<'inventory:removal'>) =>
      previewRemoval(workspace(), tables(), request),
    inventoryRemove: (request: RequestOf<'inventory:remove'>) => removeRows(workspace(), tables(), request),
    inventoryPastePreview: (request: RequestOf<'inventory:paste-preview'>) =>
      previewPaste(workspace(), tables(), request),
    inventoryPaste: (request: RequestOf<'inventory:paste'>) => pasteBlock(workspace(), tables(), request),
  };
}
