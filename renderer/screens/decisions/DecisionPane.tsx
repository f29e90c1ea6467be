import { useState } from 'react';
import type { DecisionDetail } from '../../../shared/ipc/decision-channels.ts';
import { formatDay, formatInstant, formatMoment } from '../../../shared/view/date-format.ts';
import { DECISION_KIND_WORDS } from '../../../shared/view/decision-words.ts';
import { money } from '../../../shared/view/money.ts';
import { Button } from '../../components/Button.tsx';
import { Mark } from '../../components/Status.tsx';
import { chooseDecision } from '../../state/decision-store.ts';
import { activate } from '../../state/scenario-store.ts';
import { openData } from '../../state/data-view-store.ts';
import { useView } from '../../state/view-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { EffectTable } from './EffectTable.tsx';
import { PurchaseOutcomeTable } from './PurchaseOutcomeTable.tsx';
import { RevertDialog } from './RevertDialog.tsx';

const SCENARIO_STATES = {
  same: 'still the newest version',
  newer: 'newer versions follow',
  changed: 'that version holds something else now',
  gone: 'not in the workspace any more',
} as const;

const short = (hash: string): string => hash.slice(0, 12);

function Facts({ detail }: { readonly detail: DecisionDetail }) {
  const { decision, scenarioState, dataState } = detail;
  const { scenario, data, cost } = decision;
  return (
    <dl className="dec-facts">
      <dt>Scenario</dt>
      <dd>
        {scenario === null || scenarioState === null ? (
          <span className="mute">none</span>
        ) : (
          <>
            {scenarioState === 'gone' ? (
              `${scenario.name}, version ${scenario.version}`
            ) : (
              <button
                type="button"
                className="linkish"
                onClick={() => {
                  useView.getState().goTo('scenarios');
                  void activate(scenario.id);
                }}
              >
                {scenario.name}, version {scenario.version}
              </button>
            )}
            <span className="mute">
              {' '}
              {SCENARIO_STATES[scenarioState]} · SHA-256 <span className="mono">{short(scenario.hash)}</span>
            </span>
          </>
        )}
      </dd>
      <dt>Data</dt>
      <dd>
        <button
          type="button"
          className="linkish"
          onClick={() => {
            useView.getState().goTo('data');
            openData({ tab: 'imports' });
          }}
        >
          as of {formatInstant(data.asOf)}
        </button>
        <span className="mute">
          {data.lastMeasuredDay === null ? '' : `, measured to ${formatDay(data.lastMeasuredDay, data.asOf)}`}
          ,{' '}
          {dataState === 'same'
            ? 'still the inventory shown'
            : decision.kind === 'scenario'
              ? 'the inventory has changed since, by this decision or later'
              : 'the inventory has changed since'}{' '}
          ·{' '}
          <span className="nw">
            SHA-256 <span className="mono">{short(data.modelHash)}</span>
          </span>
        </span>
      </dd>
      <dt>Due</dt>
      <dd>{formatDay(decision.dueOn, null)}</dd>
      {cost === null ? null : (
        <>
          <dt>Cost</dt>
          <dd>{money(cost.amount, cost.currency)}</dd>
        </>
      )}
      {decision.goLiveOn === null ? null : (
        <>
          <dt>Goes live</dt>
          <dd>{formatDay(decision.goLiveOn, null)}</dd>
        </>
      )}
    </dl>
  );
}

/** The decision looked at: why, on what it rests, what was expected of it, what came, and the way back. */
export function DecisionPane({ detail }: { readonly detail: DecisionDetail }) {
  const [isReverting, setIsReverting] = useState(false);
  const readOnly = useWorkspace((state) => state.info?.readOnly ?? true);
  const { decision, revert } = detail;
  const by = decision.by ?? 'nobody named';
  return (
    <section className="dec-detail" aria-label={`Decision ${decision.id}`}>
      <header className="dec-head">
        <div>
          <h2>{decision.title}</h2>
          <p className="note">
            {DECISION_KIND_WORDS[decision.kind]} {decision.id}, {by}, {formatMoment(decision.atMs)}
          </p>
        </div>
        <Button icon="undo" disabled={readOnly || !revert.can} onPress={() => setIsReverting(true)}>
          Take back…
        </Button>
      </header>
      {revert.can ? null : (
        <p className="dec-state soft">
          <Mark mark="unknown" /> Cannot be taken back: {revert.reason}
        </p>
      )}
      <p className="dec-reason">{decision.reason}</p>
      {decision.reverts === null && decision.revertedBy === null ? null : (
        <p className="dec-state">
          <button
            type="button"
            className="linkish"
            onClick={() => chooseDecision(decision.reverts ?? decision.revertedBy ?? decision.id)}
          >
            {decision.revertedBy === null
              ? `Takes back decision ${decision.reverts ?? ''}`
              : `Taken back by decision ${decision.revertedBy}`}
          </button>
        </p>
      )}
      <h3>Rests on</h3>
      <Facts detail={detail} />
      <PurchaseOutcomeTable detail={detail} />
      <h3>Expected and actual</h3>
      <EffectTable detail={detail} />
      {isReverting ? <RevertDialog detail={detail} onClose={() => setIsReverting(false)} /> : null}
    </section>
  );
}
