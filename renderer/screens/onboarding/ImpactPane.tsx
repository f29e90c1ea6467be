import { useMemo } from 'react';
import type { OnboardOutcome } from '../../../shared/events/onboarding-preview.ts';
import type { ImmediateResult } from '../../../shared/timeline/result.ts';
import { formatPlain } from '../../../shared/view/number-format.ts';
import { actionRows, type ActionRow } from '../../../shared/view/onboarding-actions-view.ts';
import { onlyOnboarding, placementsOf } from '../../../shared/view/placement-view.ts';
import { scenarioVerdict } from '../../../shared/view/scenario-verdict.ts';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import { ScenarioHead } from '../../app/explain/SentenceHeads.tsx';
import { ErrorNote } from '../../components/EmptyState.tsx';
import { ProblemList } from '../../components/ProblemList.tsx';
import { VerdictHead } from '../../components/VerdictHead.tsx';
import { useInventory } from '../../state/inventory-store.ts';
import { runActive, useResults } from '../../state/result-store.ts';
import type { Desk } from '../../state/scenario-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { movedSince } from '../scenarios/moved-since.ts';
import { PlacementPane } from '../scenarios/PlacementPane.tsx';
import { ActionSearch } from './ActionSearch.tsx';
import { ClusterPane } from './ClusterPane.tsx';
import { DemandPane } from './DemandPane.tsx';
import { FitPane } from './FitPane.tsx';
import { MovesTable } from './MovesTable.tsx';
import { useOnboardingDetails } from './use-onboarding-details.ts';

function Action({ row }: { readonly row: ActionRow }) {
  return (
    <li>
      <b className="when">{row.when}</b>
      <span>{row.text}</span>
      <span className="mute r">
        {row.due}
        {row.cost === null ? null : (
          <>
            {row.due === '' ? '' : ', '}
            <ExplainNumber
              target={{
                key: `cost ${row.text}`,
                title: `Cost: ${row.text}`,
                side: 'after',
                node: row.cost.node,
              }}
            >
              {row.cost.text}
            </ExplainNumber>
          </>
        )}
      </span>
    </li>
  );
}

function Verdict({
  result,
  outcome,
}: {
  readonly result: ImmediateResult;
  readonly outcome: OnboardOutcome & { readonly awaitsDates: boolean };
}) {
  const clusterOf = useInventory((state) => state.clusterOf);
  const regionName = useInventory((state) => state.regionName);
  const model = useInventory((state) => state.formModel);
  const asOf = useWorkspace((state) => state.info?.asOf ?? null);
  const placements = placementsOf(result, clusterOf);
  const verdict = scenarioVerdict(result.before, result.after, placements, outcome, regionName);
  const rows = useMemo(() => actionRows(outcome.actions, asOf, model), [outcome.actions, asOf, model]);
  return (
    <>
      <ScenarioHead verdict={verdict} notes={result.notes} className="ob-say" />
      {outcome.awaitsActions === true ? <ActionSearch /> : null}
      {rows.length === 0 || outcome.awaitsDates ? null : (
        <ol className="ob-actions" aria-label="What to do first">
          {rows.map((row) => (
            <Action key={row.text} row={row} />
          ))}
        </ol>
      )}
    </>
  );
}

function Failure() {
  const failure = useResults((state) => state.failure);
  if (failure === null) return null;
  return (
    <div className="screen-note">
      <ErrorNote
        title="This customer cannot be computed as it stands."
        {...(failure.problems.length > 0 ? {} : { again: () => void runActive() })}
      >
        {failure.problems.length > 0 ? null : <p>{failure.message}</p>}
        <ProblemList problems={failure.problems} />
      </ErrorNote>
    </div>
  );
}

/** A customer that is left out of the plain result, because it is unlikely: nothing is moved, and that is said. */
function LeftOut({ result }: { readonly result: ImmediateResult }) {
  return (
    <VerdictHead
      mark="unknown"
      isLive
      below={<p className="soft">The pipeline weighs it by its probability. {result.notes.join(' ')}</p>}
    >
      <b>Left out.</b> A customer less likely than 50% does not count in the plain result.
    </VerdictHead>
  );
}

/** What the customer does, live: verdict, actions with dates, what moves, how many fit, where it goes. */
export function ImpactPane({ desk, customer }: { readonly desk: Desk; readonly customer: string }) {
  const result = useResults((state) => (state.resultOf === desk.key ? state.result : null));
  const failure = useResults((state) => state.failure);
  const isComputing = useResults((state) => state.isComputing);
  const elapsedMs = useResults((state) => state.elapsedMs);
  const held = useResults((state) => state.held);
  const asOf = useWorkspace((state) => state.info?.asOf ?? null);
  const dates = useResults((state) => state.dates);
  const outcome = result === null ? null : onlyOnboarding(result, dates === null);
  const {
    details,
    failure: detailsFailure,
    again,
  } = useOnboardingDetails(desk, outcome === null ? undefined : outcome.cluster);
  const moving = useMemo(
    () => (result === null ? new Set<string>() : movedSince(held, result)),
    [held, result],
  );
  if (failure !== null)
    return (
      <section className="result impact" aria-label="Impact">
        <Failure />
      </section>
    );
  if (result === null)
    return (
      <section className="result impact screen-wait mute" aria-label="Impact">
        Computing…
      </section>
    );
  if (outcome === null)
    return (
      <section className="result impact" aria-label="Impact">
        <LeftOut result={result} />
      </section>
    );
  return (
    <section className="result impact" aria-label="Impact" aria-busy={isComputing}>
      <Verdict result={result} outcome={outcome} />
      <MovesTable
        result={result}
        dates={dates}
        customer={customer}
        fullOn={outcome.fullRampOn}
        asOf={asOf}
        moving={moving}
      />
      <div className="split ob-bottom rule-top">
        <DemandPane result={result} dates={dates} cluster={outcome.cluster} />
        <FitPane outcome={outcome} details={details} isAwaited={detailsFailure === null} />
      </div>
      {detailsFailure === null ? null : (
        <div className="screen-note">
          <ErrorNote title="Clusters were not tried." again={again}>
            {detailsFailure}
          </ErrorNote>
        </div>
      )}
      {detailsFailure === null ? <ClusterPane outcome={outcome} details={details} /> : null}
      <div className="sc-low-single rule-top">
        <PlacementPane result={result} />
      </div>
      <p className="pane note took">
        {isComputing
          ? 'computing'
          : elapsedMs === null
            ? ''
            : `computed in ${formatPlain(elapsedMs, elapsedMs < 10 ? 1 : 0)} ms`}
      </p>
    </section>
  );
}
