import { useMemo, useState } from 'react';
import {
  byHarm,
  byUrgency,
  constraintRow,
  pairConstraints,
  type ConstraintRow,
} from '../../../shared/view/constraint-rows.ts';
import { counted } from '../../../shared/view/number-format.ts';
import { foldHosts } from '../../../shared/view/region-constraints.ts';
import { constraintTable } from '../../../shared/view/overview-tables.ts';
import { CopyPane } from '../../app/figure/CopyPane.tsx';
import { ConstraintTable } from '../../app/explain/ConstraintTable.tsx';
import { openData } from '../../state/data-view-store.ts';
import type { RegionView } from './use-region-view.ts';

interface Ordered {
  readonly rows: readonly ConstraintRow[];
  readonly hidden: number;
}

/** What the scenario harms comes first, then what stands closest to its limit; without a target last. */
function ordered(view: RegionView): Ordered {
  const before = foldHosts(view.constraintsBefore);
  const after = view.constraintsAfter === null ? null : foldHosts(view.constraintsAfter);
  const hidden = before.hidden - before.hiddenUnmeasured;
  // A host folded away on one side stays beside its other half.
  const ids = new Set([...before.shown, ...(after?.shown ?? [])].map((constraint) => constraint.id));
  const pairs = pairConstraints(
    view.constraintsBefore.filter((constraint) => ids.has(constraint.id)),
    view.constraintsAfter?.filter((constraint) => ids.has(constraint.id)) ?? null,
  );
  const rows = pairs.flatMap((pair) => constraintRow(pair) ?? []);
  const withTarget = rows.filter((row) => row.state !== 'no-target');
  if (view.constraintsAfter === null) return { rows: byUrgency(withTarget), hidden };
  const { rows: harmed } = byHarm(withTarget);
  const moved = new Set(harmed.map((row) => row.id));
  return {
    rows: [...harmed, ...byUrgency(withTarget.filter((row) => !moved.has(row.id)))],
    hidden,
  };
}

/** Every limit of the region on one scale, most harmed or closest first. */
export function ConstraintsPane({ view }: { readonly view: RegionView }) {
  const { rows, hidden } = useMemo(() => ordered(view), [view]);
  const [showsUnmeasured, setShowsUnmeasured] = useState(false);
  const measured = rows.filter((row) => row.state !== 'not-measured');
  const unmeasured = rows.length - measured.length;
  const hasScenario = view.constraintsAfter !== null;
  const missed = rows.filter((row) => row.state === 'missed').length;
  return (
    <div className="pane limits">
      <header>
        <h2>{hasScenario ? 'Constraints, most harmed first' : 'Constraints, closest first'}</h2>
        <span className="note">
          {missed} of {counted(measured.length, 'target')} missed
        </span>
        <CopyPane
          what="Constraints"
          table={() =>
            constraintTable(
              (showsUnmeasured ? rows : measured).map(({ id }) => id),
              view.constraintsBefore,
              view.constraintsAfter,
            )
          }
        />
      </header>
      <div className="limits-scroll" tabIndex={0} role="region" aria-label="Constraints of the region">
        <ConstraintTable rows={showsUnmeasured ? rows : measured} hasScenario={hasScenario} />
        <p className="more mute">
          {hidden > 0 ? `${counted(hidden, 'more host')} with more OS disk free. ` : ''}
          {unmeasured > 0 ? (
            <button type="button" className="linkish" onClick={() => setShowsUnmeasured(!showsUnmeasured)}>
              {showsUnmeasured ? 'Hide' : 'Show'} {unmeasured} not measured
            </button>
          ) : null}
          {unmeasured > 0 ? (
            <>
              {' · '}
              <button type="button" className="linkish" onClick={() => openData({ tab: 'quality' })}>
                What is missing
              </button>
            </>
          ) : null}
        </p>
      </div>
    </div>
  );
}
