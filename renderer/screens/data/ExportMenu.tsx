import { MenuButton } from '../../components/MenuButton.tsx';
import { exportData, type ExportRequest } from '../../state/data-export.ts';

const ITEMS: readonly { readonly id: ExportRequest['what']; readonly label: string }[] = [
  { id: 'series-csv', label: 'All series, long CSV' },
  { id: 'series-json', label: 'All series, JSON lines' },
  { id: 'inventory-csv', label: 'Inventory, a CSV per kind' },
  { id: 'inventory-json', label: 'Inventory, model document' },
];

/** What was imported, as files that import reads again without a change. */
export function ExportMenu() {
  return (
    <MenuButton
      label="Export"
      icon="export"
      items={ITEMS}
      onAction={(id) => {
        const item = ITEMS.find((one) => one.id === id);
        if (item !== undefined) void exportData({ what: item.id });
      }}
    />
  );
}
