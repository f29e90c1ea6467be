import { ErrorNote } from '../components/EmptyState.tsx';
import { useInventory } from '../state/inventory-store.ts';

/** Why the forms have nothing to choose from, where the inventory could not be read for them. */
export function UnreadModel() {
  const failure = useInventory((state) => state.modelFailure);
  if (failure === null) return null;
  return (
    <div className="screen-note">
      <ErrorNote
        title="What the forms choose from was not read."
        again={() => void useInventory.getState().loadModel()}
      >
        {failure}
      </ErrorNote>
    </div>
  );
}
