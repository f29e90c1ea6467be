import { byHarm, constraintRow, pairConstraints } from '../../../shared/view/constraint-rows.ts';
import { CopyPane } from '../../app/figure/CopyPane.tsx';
import { ConstraintTable } from '../../app/explain/ConstraintTable.tsx';
import { Button } from '../../components/Button.tsx';
import { useInventory } from '../../state/inventory-store.ts';
import { acceptOverhead, chooseOverhead, useOverhead } from '../../state/overhead-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';

/** What taking the chosen estimates would move, before they are taken. Nothing while none is chosen. */
export function OverheadEffect() {
  const chosen = useOverhead((state) => state.chosen);
  const preview = useOverhead((state) => state.preview);
  const failure = useOverhead((state) => state.failure);
  const regionName = useInventory((state) => state.regionName);
  const isReadOnly = useWorkspace((state) => state.info?.readOnly ?? false);
  if (chosen.length === 0) return null;
  const moved =
    preview === null
      ? null
      : byHarm(
          pairConstraints(preview.before.constraints, preview.after.constraints).flatMap(
            (pair) => constraintRow(pair, regionName) ?? [],
          ),
        );
  return (
    <div className="pane effect rule-top">
      <header>
        <h2>Effect of the measured overhead</h2>
        <span className="note">on today’s constraints, before it is taken</span>
        <CopyPane what="Effect of the measured overhead" />
      </header>
      {moved === null ? (
        <p className="mute">{failure === null ? 'Computing…' : 'Not computed.'}</p>
      ) : moved.rows.length === 0 ? (
        <p className="soft">No constraint moves by more than 2% of its limit.</p>
      ) : (
        <ConstraintTable rows={moved.rows} hasScenario heads={['Now', 'Measured']} />
      )}
      <div className="effect-acts">
        <Button onPress={() => void chooseOverhead([])}>Leave it</Button>
        <Button kind="primary" disabled={moved === null || isReadOnly} onPress={() => void acceptOverhead()}>
          Take the measured overhead
        </Button>
      </div>
    </div>
  );
}
