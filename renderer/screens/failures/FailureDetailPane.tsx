import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { FailureScope } from '../../../shared/ipc/failure-channels.ts';
import { Button } from '../../components/Button.tsx';
import { NotYet } from '../../components/EmptyState.tsx';
import { Select } from '../../components/Select.tsx';
import { Mark } from '../../components/Status.tsx';
import { loadFailures, simulateFailure, useFailures } from '../../state/failure-store.ts';
import { loadedLater } from '../../app/loaded-later.tsx';
import { AlertsPane } from './AlertsPane.tsx';
import { scopeLabel, type RegionMode } from './failure-rows.ts';

// Markdown is a large library for a screen that is seldom the first: it is loaded when a runbook is looked at.
const RunbookPane = loadedLater(async () => (await import('./RunbookPane.tsx')).RunbookPane);

interface SimulationProps {
  readonly row: RegionMode;
  readonly scope: FailureScope;
  readonly onPick: (scope: string) => void;
}

/** What it happens to, and its preset, one press from the Scenarios screen. */
function Simulation({ row, scope, onPick }: SimulationProps) {
  const { simulation } = scope;
  return (
    <div className="fm-sim">
      {row.scopes.length > 1 ? (
        <Select
          small
          label="Happens to"
          value={scope.scope}
          options={row.scopes.map((one) => ({
            id: one.scope,
            label: scopeLabel(one.scope),
            ...(one.simulation === null ? { beside: 'gap' } : {}),
          }))}
          onChange={onPick}
        />
      ) : null}
      {simulation === null ? (
        <span className="is-unknown">
          <Mark mark="unknown" /> not simulated
        </span>
      ) : (
        <span className="soft">{simulation}</span>
      )}
      <span className="grow" />
      <Button
        kind="primary"
        icon="scenarios"
        disabled={simulation === null}
        onPress={() => void simulateFailure(row.mode.id, scope.scope)}
      >
        Simulate
      </Button>
    </div>
  );
}

/** The chosen mode: its simulation, its runbook, its alerts. */
export function FailureDetailPane({ row }: { readonly row: RegionMode }) {
  const detail = useFailures((state) => (state.detail?.id === row.mode.id ? state.detail : null));
  const failure = useFailures((state) => state.detailFailure);
  const [picked, setPicked] = useState<string | null>(null);
  const scope = row.scopes.find((one) => one.scope === picked) ?? row.scopes[0] ?? null;
  const [tab, setTab] = useState<'runbook' | 'alerts'>('runbook');
  const awaited = (
    <NotYet
      wait="Computing…"
      failed="This mode cannot be shown in full."
      failure={failure}
      again={() => void loadFailures()}
    />
  );
  return (
    <section className="fm-detail" aria-label={row.mode.title}>
      <header className="fm-head">
        <h2>{row.mode.title}</h2>
        <p className="soft">{row.mode.summary}</p>
        {row.gaps.length === 0 ? null : (
          <ul className="fm-gaps">
            {row.gaps.map((gap) => (
              <li key={gap} className="is-unknown">
                <Mark mark="unknown" /> {gap}
              </li>
            ))}
          </ul>
        )}
        {scope === null ? null : <Simulation row={row} scope={scope} onPick={setPicked} />}
      </header>
      <Tabs
        className="fm-tabs"
        selectedKey={tab}
        onSelectionChange={(key) => setTab(key === 'alerts' ? 'alerts' : 'runbook')}
      >
        <TabList aria-label="Parts of the mode" className="tabs">
          <Tab id="runbook" className={({ isSelected }) => (isSelected ? 'on' : '')}>
            Runbook
          </Tab>
          <Tab id="alerts" className={({ isSelected }) => (isSelected ? 'on' : '')}>
            Alert rules <span className="mute">{scope?.alerts.length ?? 0}</span>
          </Tab>
        </TabList>
        <TabPanel id="runbook" className="fm-panel">
          {detail === null ? awaited : <RunbookPane.View key={detail.id} detail={detail} />}
        </TabPanel>
        <TabPanel id="alerts" className="fm-panel">
          {detail === null ? awaited : <AlertsPane detail={detail} scope={scope} />}
        </TabPanel>
      </Tabs>
    </section>
  );
}
