import { useMemo, type ReactNode } from 'react';
import type { Constraint, Domain } from '../../../../shared/assess/constraint.ts';
import { byUrgency, constraintRow, pairConstraints } from '../../../../shared/view/constraint-rows.ts';
import { domainVerdict } from '../../../../shared/view/domain-verdict.ts';
import { constraintsOfRegion } from '../../../../shared/view/region-constraints.ts';
import { CopyPane } from '../../../app/figure/CopyPane.tsx';
import { ConstraintTable } from '../../../app/explain/ConstraintTable.tsx';
import { BothSidesHead } from '../../../app/explain/SentenceHeads.tsx';
import { Button } from '../../../components/Button.tsx';
import { EmptyState, ErrorNote, NotYet } from '../../../components/EmptyState.tsx';
import { openData } from '../../../state/data-view-store.ts';
import { useInventory } from '../../../state/inventory-store.ts';
import { loadBaseline, useResults } from '../../../state/result-store.ts';
import { loadServices, useServices } from '../../../state/services-store.ts';
import { useView } from '../../../state/view-store.ts';

interface DomainConstraints {
  readonly before: readonly Constraint[];
  readonly after: readonly Constraint[] | null;
}

/** Constraints of one domain of the chosen region on both sides; `null` until the baseline has come. */
function useDomainConstraints(domain: Domain): DomainConstraints | null {
  const region = useView((state) => state.region);
  const baseline = useResults((state) => state.baseline);
  const after = useResults((state) => state.result?.after ?? null);
  const regionOf = useInventory((state) => state.regionOf);
  return useMemo(() => {
    if (region === null || baseline === null) return null;
    const own = (list: readonly Constraint[]) => list.filter((constraint) => constraint.domain === domain);
    return {
      before: own(constraintsOfRegion(baseline, region, regionOf)),
      after: after === null ? null : own(constraintsOfRegion(after, region, regionOf)),
    };
  }, [region, baseline, after, regionOf, domain]);
}

function Verdict({ domain, sides }: { readonly domain: Domain; readonly sides: DomainConstraints }) {
  const said = domainVerdict(sides.before, domain);
  const scenario = sides.after === null ? null : domainVerdict(sides.after, domain);
  return <BothSidesHead before={said} after={scenario} />;
}

interface ServiceTabProps {
  readonly domain: Domain;
  /** What the list of limits is called: `Edge`. */
  readonly name: string;
  /** The inventory file it comes with. */
  readonly file: string;
  readonly children: ReactNode;
}

/** The frame of a tab of the Fleet: its verdict, its panes, and every limit of its domain on one scale. */
export function ServiceTab({ domain, name, file, children }: ServiceTabProps) {
  const sides = useDomainConstraints(domain);
  const rows = useMemo(
    () =>
      sides === null
        ? []
        : byUrgency(pairConstraints(sides.before, sides.after).flatMap((pair) => constraintRow(pair) ?? [])),
    [sides],
  );
  const notAssessed = useResults((state) => state.baselineFailure);
  const notRead = useServices((state) => state.failure);
  if (sides === null)
    return (
      <NotYet
        wait="Assessing…"
        failed={`${name} cannot be assessed.`}
        failure={notAssessed?.message ?? null}
        again={() => void loadBaseline()}
      />
    );
  return (
    <div className="screen-scroll services">
      <Verdict domain={domain} sides={sides} />
      {notRead === null ? (
        children
      ) : (
        <div className="screen-note">
          <ErrorNote title={`${name} was not read.`} again={() => void loadServices()}>
            {notRead}
          </ErrorNote>
        </div>
      )}
      {rows.length === 0 ? (
        <div className="screen-note">
          <EmptyState
            icon="data"
            title={`${name} of this region was never imported`}
            action={<Button onPress={() => openData({ tab: 'imports' })}>Import it on Data</Button>}
          >
            It comes with a model document, or as {file}.
          </EmptyState>
        </div>
      ) : (
        <section className="sv-pane sv-limits rule-top" aria-label={`${name}: every limit`}>
          <header>
            <h2>{name}, every limit</h2>
            <span className="note">closest first; what has no target stands last</span>
            <CopyPane what={`${name}, every limit`} />
          </header>
          <ConstraintTable rows={rows} hasScenario={sides.after !== null} />
        </section>
      )}
    </div>
  );
}
