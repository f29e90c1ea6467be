import { useEffect, useMemo } from 'react';
import { DECISION_KINDS, type DecisionKind } from '../../../shared/view/decision.ts';
import { DECISION_KIND_WORDS } from '../../../shared/view/decision-words.ts';
import { counted } from '../../../shared/view/number-format.ts';
import { CopyCsv } from '../../app/figure/CopyCsv.tsx';
import { Button } from '../../components/Button.tsx';
import { NotYet, EmptyState } from '../../components/EmptyState.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Select } from '../../components/Select.tsx';
import { VerdictHead } from '../../components/VerdictHead.tsx';
import {
  filterDecisions,
  loadDecisions,
  searchDecisions,
  shownDecisions,
  startDecision,
  useDecisions,
} from '../../state/decision-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { DecisionPane } from './DecisionPane.tsx';
import { DecisionTable } from './DecisionTable.tsx';

const KINDS = [
  { id: 'all', label: 'All decisions' },
  { id: 'standing', label: 'Those that stand' },
  ...DECISION_KINDS.map((kind) => ({ id: kind, label: DECISION_KIND_WORDS[kind] })),
];

function Verdict() {
  const decisions = useDecisions((state) => state.list?.decisions);
  const detail = useDecisions((state) => state.detail);
  if (decisions === undefined) return null;
  const stands = decisions.filter(({ kind, revertedBy }) => kind !== 'revert' && revertedBy === null);
  const expecting = stands.filter(({ effect }) => effect !== null).length;
  return (
    <VerdictHead mark="ok">
      <b>
        {counted(stands.length, 'decision')} stand{stands.length === 1 ? 's' : ''}.
      </b>{' '}
      {expecting === 0
        ? 'None was expected to move a figure.'
        : stands.length === 1
          ? 'It was expected to move figures.'
          : `${counted(expecting, 'of them', 'of them')} ${expecting === 1 ? 'was' : 'were'} expected to move figures.`}
      {detail?.outcome.state === 'measured' ? ' The one shown has been measured since.' : ''}
    </VerdictHead>
  );
}

/** What was decided, searched and sorted, with the one chosen in full. */
export function LogTab() {
  const revision = useWorkspace((state) => state.info?.revision);
  const state = useDecisions();
  const rows = useMemo(() => shownDecisions(state), [state]);
  useEffect(() => void loadDecisions(), [revision]);
  if (state.list === null)
    return (
      <NotYet
        wait="Reading the log…"
        failed="The log cannot be read."
        failure={state.failure}
        again={() => void loadDecisions()}
      />
    );
  if (state.list.decisions.length === 0)
    return (
      <div className="screen-note">
        <EmptyState
          icon="decisions"
          title="Nothing has been decided yet"
          action={
            <Button onPress={() => startDecision({ kind: 'note', title: '' })}>Record decision…</Button>
          }
        >
          A decision keeps what, why and by whom, the scenario and the data it rests on, and what the engine
          expects of it. Record one here, from a saved scenario, or when an assumption is changed.
        </EmptyState>
      </div>
    );
  return (
    <>
      <Verdict />
      <div className="decisions split">
        <div className="dec-left">
          <div className="dec-tools">
            <div className="input small search">
              <Icon name="search" size={14} />
              <input
                type="search"
                aria-label="Search decisions"
                placeholder="Title, reason, person, scenario"
                value={state.query}
                onChange={(event) => searchDecisions(event.target.value)}
              />
            </div>
            <Select
              small
              label="Kind of decision"
              value={state.kind}
              options={KINDS}
              onChange={(id) => filterDecisions(id as DecisionKind | 'all' | 'standing')}
            />
            <CopyCsv what="Decisions" within=".dec-list" />
          </div>
          <DecisionTable rows={rows} chosen={state.chosen} />
        </div>
        {state.detail === null ? (
          <NotYet
            wait="Comparing with what came…"
            failed="This decision cannot be shown."
            failure={state.detailFailure}
            again={() => void loadDecisions()}
          />
        ) : (
          <DecisionPane key={state.detail.decision.id} detail={state.detail} />
        )}
      </div>
    </>
  );
}
