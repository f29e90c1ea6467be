import type { FailureDetail, FailureScope } from '../../../shared/ipc/failure-channels.ts';
import { counted } from '../../../shared/view/number-format.ts';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import { Button } from '../../components/Button.tsx';
import { Mark, Status } from '../../components/Status.tsx';
import { copyText } from '../../state/clipboard.ts';
import { explainConstraint } from '../../state/explain-store.ts';
import { scopeLabel, waitText } from './failure-rows.ts';

function ScopeAlerts({ scope }: { readonly scope: FailureScope }) {
  return (
    <ul className="fm-alerts">
      {scope.alerts.map(({ alert, severity, for: holds, constraint, says }, index) => (
        <li key={`${alert} ${index}`}>
          <span className="fm-alert">
            <b className="med">{alert}</b>
            <span className="badge plain">{severity}</span>
            <span className="mute">after {waitText(holds)}</span>
          </span>
          <span className="soft">
            {says}{' '}
            {constraint === null ? null : (
              <ExplainNumber target={explainConstraint(constraint, 'before')} className="mute">
                why this limit
              </ExplainNumber>
            )}
          </span>
        </li>
      ))}
      {scope.gaps.map(({ alert, reason }) => (
        <li key={`${alert} ${reason}`}>
          <span className="fm-alert">
            <b className="med">{alert}</b>
            <Status mark="unknown">no rule</Status>
          </span>
          <span className="soft">{reason}</span>
        </li>
      ))}
    </ul>
  );
}

interface PaneProps {
  readonly detail: FailureDetail;
  readonly scope: FailureScope | null;
}

function Tests({ detail, scope }: PaneProps) {
  const of = scope?.scope ?? null;
  const cases = detail.cases.filter((one) => one.scope === of);
  const isTried = of !== null && detail.tried.includes(of);
  const untested = detail.untested.filter((alert) => isTried && alert.endsWith(` ${of}`));
  return (
    <section className="fm-tests" aria-label="Unit tests">
      <h3>Unit tests</h3>
      <p className="mute">
        Written with the rules for <code>promtool test rules</code>; their series are those of the simulation.
        No alert may fire on today’s levels.
      </p>
      <ul>
        {cases.map(({ name, series, checks }) => (
          <li key={name}>
            <span className="med">{name}</span>
            <span className="soft">
              {counted(series, 'series', 'series')}; {checks.join('; ')}
            </span>
          </li>
        ))}
        {untested.map((alert) => (
          <li key={alert}>
            <Status mark="unknown">{alert} is in no test</Status>
          </li>
        ))}
        {of !== null && !isTried ? (
          <li className="mute">Not shown for so large a fleet; the exported file has them.</li>
        ) : null}
        {isTried && cases.length === 0 && untested.length === 0 ? (
          <li className="mute">no alert, no test</li>
        ) : null}
      </ul>
    </section>
  );
}

/** Alerts of the chosen scope in words, the rules of the mode as they stand in the file, and what they were tried on. */
export function AlertsPane({ detail, scope }: PaneProps) {
  return (
    <div className="fm-scroll">
      {scope === null ? (
        <p className="fm-note is-unknown">
          <Mark mark="unknown" /> There is nothing in this region it could happen to.
        </p>
      ) : (
        <section aria-label={`Alerts of ${scopeLabel(scope.scope)}`}>
          <ScopeAlerts scope={scope} />
        </section>
      )}
      <Tests detail={detail} scope={scope} />
      {detail.rulesText === '' ? null : (
        <section className="fm-rules" aria-label="Rules of this mode">
          <div className="fm-acts">
            <h3>Rules</h3>
            <span className="mute">all regions, as in the file</span>
            <span className="grow" />
            <Button
              small
              kind="quiet"
              icon="copy"
              onPress={() => void copyText('Rules of this mode', detail.rulesText)}
            >
              Copy
            </Button>
          </div>
          <pre className="fm-code" role="region" aria-label="Rules as text" tabIndex={0}>
            {detail.rulesText}
          </pre>
        </section>
      )}
    </div>
  );
}
