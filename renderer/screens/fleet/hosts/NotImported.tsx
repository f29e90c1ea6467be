import { Button } from '../../../components/Button.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { openData } from '../../../state/data-view-store.ts';

/** A metric nobody imported: says so, and leads to where it is imported. Nothing is drawn as zero. */
export function NotImported({ what }: { readonly what: string }) {
  return (
    <div className="screen-note">
      <EmptyState
        icon="data"
        title={`${what} was never imported`}
        action={<Button onPress={() => openData({ tab: 'imports' })}>Import it on Data</Button>}
      >
        It comes with hosts.csv, or as a metric file per host.
      </EmptyState>
    </div>
  );
}
