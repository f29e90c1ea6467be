import { Button } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { chooseFiles } from '../state/import-store.ts';

/** What a screen about hosts shows before there are any: the way to bring them in. */
export function NoHosts() {
  return (
    <div className="screen-note">
      <EmptyState
        icon="server"
        title="This workspace has no hosts yet"
        action={<Button onPress={() => void chooseFiles()}>Import files</Button>}
      >
        Import a model document, or the inventory as CSV: regions, clusters, hosts, flavors, microVMs.
      </EmptyState>
    </div>
  );
}
