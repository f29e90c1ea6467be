import { useEffect, useState } from 'react';
import { definitionOf } from '../../../shared/events/event-registry.ts';
import type { ScenarioSummary } from '../../../shared/ipc/scenario-channels.ts';
import { formatMoment } from '../../../shared/view/date-format.ts';
import { counted } from '../../../shared/view/number-format.ts';
import { newlyMissed } from '../../../shared/view/constraint-clauses.ts';
import { Button } from '../../components/Button.tsx';
import { MenuButton } from '../../components/MenuButton.tsx';
import { Status } from '../../components/Status.tsx';
import { bridge } from '../../state/bridge.ts';
import { BASELINE_COLUMN, compare, savedColumn } from '../../state/compare-store.ts';
import {
  activate,
  deleteScenario,
  duplicateScenario,
  exportScenario,
  putAway,
  useScenarios,
} from '../../state/scenario-store.ts';
import { useView } from '../../state/view-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';

type Outcome =
  { readonly kind: 'ok'; readonly newly: number } | { readonly kind: 'failed'; readonly why: string } | null;

/** Asks what a saved scenario comes to; again whenever it or the data changed. */
function useOutcome(summary: ScenarioSummary): Outcome {
  const revision = useWorkspace((state) => state.info?.revision);
  const [outcome, setOutcome] = useState<Outcome>(null);
  useEffect(() => {
    let isCurrent = true;
    void bridge()
      .invoke('assess:run', { scenario: { kind: 'saved', id: summary.id } })
      .then((reply) => {
        if (!isCurrent) return;
        setOutcome(
          reply.ok
            ? { kind: 'ok', newly: newlyMissed(reply.value.before, reply.value.after).length }
            : { kind: 'failed', why: reply.message },
        );
      });
    return () => {
      isCurrent = false;
    };
  }, [summary.id, summary.version, revision]);
  return outcome;
}

function OutcomeBadge({ summary }: { readonly summary: ScenarioSummary }) {
  const outcome = useOutcome(summary);
  if (outcome === null) return <span className="mute">Computing…</span>;
  if (outcome.kind === 'failed') {
    return (
      <span title={outcome.why}>
        <Status badge mark="unknown">
          Cannot be computed
        </Status>
      </span>
    );
  }
  return outcome.newly > 0 ? (
    <Status badge mark="breach">
      Misses {counted(outcome.newly, 'target')}
    </Status>
  ) : (
    <Status badge mark="ok">
      Holds
    </Status>
  );
}

const open = (key: string): void => {
  void activate(key).then((done) => {
    if (done) useView.getState().goTo('scenarios');
  });
};

function Acts({ summary }: { readonly summary: ScenarioSummary }) {
  const act = (id: string) => {
    if (id === 'compare')
      void savedColumn(summary.id).then((column) => {
        if (column !== null) compare([BASELINE_COLUMN, column]);
      });
    else if (id === 'duplicate')
      void duplicateScenario(summary.id).then(() => useView.getState().goTo('scenarios'));
    else if (id === 'export') void exportScenario(summary.id);
    else void deleteScenario(summary.id);
  };
  return (
    <MenuButton
      iconOnly
      small
      icon="more"
      label={`Acts on ${summary.name}`}
      items={[
        { id: 'compare', label: 'Compare with the baseline' },
        { id: 'duplicate', label: 'Duplicate' },
        { id: 'export', label: 'Export as JSON' },
        { id: 'delete', label: 'Delete scenario', danger: true },
      ]}
      onAction={act}
    />
  );
}

function eventWords(types: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const type of types) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts]
    .map(([type, count]) => `${definitionOf(type)?.title ?? type}${count > 1 ? ` × ${count}` : ''}`)
    .join(', ');
}

/** Drafts first, then every saved scenario with what it comes to against the data of now. */
export function SavedScenarios() {
  const list = useScenarios((state) => state.list);
  const desks = useScenarios((state) => state.desks);
  const active = useScenarios((state) => state.active);
  const drafts = [...desks.values()].filter((desk) => desk.savedId === null);
  return (
    <table aria-label="Scenarios" className="tbl scenario-list">
      <thead>
        <tr>
          <th>Scenario</th>
          <th>Outcome</th>
          <th>Events</th>
          <th className="r">Version</th>
          <th>Changed</th>
          <th>
            <span className="vh">Act</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {drafts.map((desk) => (
          <tr key={desk.key}>
            <td>
              <button type="button" className="linkish" onClick={() => open(desk.key)}>
                {desk.document.name}
              </button>
            </td>
            <td>
              <span className="badge plain">draft, not saved</span>
            </td>
            <td className="soft ell">{eventWords(desk.document.events.map((event) => event.type))}</td>
            <td className="r mute">—</td>
            <td className="mute">—</td>
            <td className="r">
              <Button kind="quiet" small icon="x" label="Discard draft" onPress={() => putAway(desk.key)} />
            </td>
          </tr>
        ))}
        {list.map((summary) => (
          <tr key={summary.id} className={summary.id === active ? 'is-selected' : ''}>
            <td>
              <button type="button" className="linkish" onClick={() => open(summary.id)}>
                {summary.name}
              </button>
            </td>
            <td>
              <OutcomeBadge summary={summary} />
            </td>
            <td className="soft ell">{eventWords(summary.eventTypes)}</td>
            <td className="r">{summary.version}</td>
            <td className="mute">{formatMoment(summary.changedAtMs)}</td>
            <td className="r">
              <Acts summary={summary} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
