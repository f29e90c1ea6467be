import { MenuButton } from '../../components/MenuButton.tsx';
import { exportReview } from '../../state/document-export.ts';
import { exportOverview } from '../../state/overview-export.ts';
import { useView } from '../../state/view-store.ts';

/** The review as a document; the region's constraints, clusters and triggers as a file. */
export function ExportOverview() {
  const region = useView((state) => state.region);
  if (region === null) return null;
  return (
    <MenuButton
      label="Export"
      icon="export"
      items={[
        { id: 'pdf', label: 'Review', beside: 'PDF' },
        { id: 'html', label: 'Review', beside: 'HTML' },
        { id: 'csv', label: 'CSV', beside: 'one table' },
        { id: 'json', label: 'JSON', beside: 'one document' },
      ]}
      onAction={(id) => {
        if (id === 'pdf' || id === 'html') void exportReview(id);
        else void exportOverview(id === 'json' ? 'json' : 'csv');
      }}
    />
  );
}
