import { memo, useMemo } from 'react';
import type { ImmediateResult } from '../../../shared/timeline/result.ts';
import { byHarm, constraintRow, pairConstraints } from '../../../shared/view/constraint-rows.ts';
import { counted, formatPlain } from '../../../shared/view/number-format.ts';
import { constraintTable } from '../../../shared/view/overview-tables.ts';
import { onlyOnboarding, placementsOf } from '../../../shared/view/placement-view.ts';
import { scenarioVerdict } from '../../../shared/view/scenario-verdict.ts';
import { newlyMissed } from '../../../shared/view/constraint-clauses.ts';
import { CopyPane } from '../../app/figure/CopyPane.tsx';
import { ConstraintTable } from '../../app/explain/ConstraintTable.tsx';
import { ErrorNote } from '../../components/EmptyState.tsx';
import { ProblemList } from '../../components/ProblemList.tsx';
import { ScenarioHead } from '../../app/explain/SentenceHeads.tsx';
import { useInventory } from '../../state/inventory-store.ts';
import { runActive, useResults } from '../../state/result-store.ts';
import { CascadePane } from './CascadePane.tsx';
import { DaysPane } from './DaysPane.tsx';
import { OddsPane } from './OddsPane.tsx';
import { movedSince } from './moved-since.ts';
import { OutcomePane } from './OutcomePane.tsx';
import { PlacementPane } from './PlacementPane.tsx';
import { TornadoPane } from './TornadoPane.tsx';
import { TransientsPane } from './TransientsPane.tsx';
import { WorstSearch } from './WorstSearch.tsx';

function Verdict({ result }: { readonly result: ImmediateResult }) {
  const clusterOf = useInventory((state) => state.clusterOf);
  const regionName = useInventory((state) => state.regionName);
  const awaitsDates = useResults((state) => state.dates === null);
  const verdict = scenarioVerdict(
    result.before,
    result.after,
    placementsOf(result, clusterOf),
    onlyOnboarding(result, awaitsDates),
    regionName,
  );
  return <ScenarioHead verdict={verdict} notes={result.notes} />;
}

/** What the last answer took, or that the next is being made. */
function Took() {
  const elapsedMs = useResults((state) => state.elapsedMs);
  const isComputing = useResults((state) => state.isComputing);
  if (isComputing) return 'computing';
  return elapsedMs === null ? '' : `${formatPlain(elapsedMs, elapsedMs < 10 ? 1 : 0)} ms`;
}

function Changes({ result }: { readonly result: ImmediateResult }) {
  const held = useResults((state) => state.held);
  const regionName = useInventory((state) => state.regionName);
  const { rows, little } = useMemo(() => {
    const pairs = pairConstraints(result.before.constraints, result.after.constraints);
    return byHarm(pairs.flatMap((pair) => constraintRow(pair, regionName) ?? []));
  }, [result, regionName]);
  const moving = useMemo(() => movedSince(held, result), [held, result]);
  const judged = result.after.constraints.filter(({ verdict }) => verdict === 'ok' || verdict === 'breach');
  const missed = judged.filter(({ verdict }) => verdict === 'breach').length;
  const before = missed - newlyMissed(result.before, result.after).length;
  return (
    <div className="pane chg">
      <header>
        <h2>Constraints, most harmed first</h2>
        <span className="note">
          {missed} of {counted(judged.length, 'target')} missed
          {before > 0 ? `, ${before} of them without it too` : ''}
        </span>
        <span className="grow" />
        <span className="note took">
          {moving.size > 0 ? (
            <>
              <span className="live">tinted</span> moves with the slider ·{' '}
            </>
          ) : null}
          <Took />
        </span>
        <CopyPane
          what="Constraints"
          table={() =>
            constraintTable(
              rows.map(({ id }) => id),
              result.before.constraints,
              result.after.constraints,
            )
          }
        />
      </header>
      {rows.length === 0 ? (
        <p className="soft">No constraint moves by more than 2% of its limit.</p>
      ) : (
        <ConstraintTable rows={rows} hasScenario moving={moving} />
      )}
      {little.length > 0 && rows.length > 0 ? (
        <p className="more mute">{little.length} more, moved by less than 2% of their limit</p>
      ) : null}
    </div>
  );
}

function Failure() {
  const failure = useResults((state) => state.failure);
  if (failure === null) return null;
  return (
    <div className="screen-note">
      <ErrorNote
        title="This scenario cannot be computed as it stands."
        {...(failure.problems.length > 0 ? {} : { again: () => void runActive() })}
      >
        <p>{failure.message}</p>
        <ProblemList problems={failure.problems} />
      </ErrorNote>
    </div>
  );
}

/** Has any event a course over seconds, or would it have one if everything were measured? */
function hasCourse(result: ImmediateResult): boolean {
  return result.events.some((entry) => entry.transients.length > 0);
}

/**
 * What the scenario does: the sentence, the constraints by harm, who moves where, the first seconds, what follows. Drawn
 * again when a result comes, not while its question is being changed.
 */
export const ResultPane = memo(function ResultPane() {
  const result = useResults((state) => state.result);
  const failure = useResults((state) => state.failure);
  if (failure !== null) {
    return (
      <section className="result" aria-label="Result">
        <Failure />
      </section>
    );
  }
  if (result === null)
    return (
      <section className="result screen-wait mute" aria-label="Result">
        Computing…
        <WorstSearch />
      </section>
    );
  return (
    <section className="result" aria-label="Result">
      <Verdict result={result} />
      <WorstSearch />
      <Changes result={result} />
      <div className={hasCourse(result) ? 'split sc-low rule-top' : 'sc-low-single rule-top'}>
        <PlacementPane result={result} />
        {hasCourse(result) ? <TransientsPane result={result} /> : null}
      </div>
      <OutcomePane result={result} />
      <DaysPane />
      <TornadoPane result={result} />
      <OddsPane />
      <CascadePane result={result} />
    </section>
  );
});
