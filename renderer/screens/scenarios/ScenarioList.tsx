import { useEffect, useState } from 'react';
import { GuideButton } from '../../app/GuideButton.tsx';
import { definitionOf } from '../../../shared/events/event-registry.ts';
import type { ScenarioSummary } from '../../../shared/ipc/scenario-channels.ts';
import type { Model } from '../../../shared/model/document.ts';
import { counted } from '../../../shared/view/number-format.ts';
import { newlyMissed } from '../../../shared/view/scenario-verdict.ts';
import { CopyCsv } from '../../app/figure/CopyCsv.tsx';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Icon } from '../../components/Icon.tsx';
import { MenuButton } from '../../components/MenuButton.tsx';
import { Status } from '../../components/Status.tsx';
import { bridge } from '../../state/bridge.ts';
import { simulateFailure } from '../../state/failure-store.ts';
import { BASELINE_COLUMN, compare, savedColumn } from '../../state/compare-store.ts';
import { useInventory } from '../../state/inventory-store.ts';
import {
  activate,
  deleteScenario,
  duplicateScenario,
  exportScenario,
  importScenario,
  putAway,
  startDraft,
  useScenarios,
} from '../../state/scenario-store.ts';
import { useView } from '../../state/view-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { eventIcon } from './event-icons.ts';
import { FailurePresetMenu } from './FailurePresets.tsx';
import { startPreset } from './new-event.ts';

const PRESETS = [
  { type: 'hostLoss', name: 'Lose a host', say: 'Where do its microVMs go, and what stays stranded?' },
  {
    type: 'edgeLoss',
    name: 'Lose an edge node',
    say: 'How full are the others, and how fast is everyone back?',
  },
  { type: 'postgresFailover', name: 'Fail over Postgres', say: 'How long is it gone, and what is lost?' },
  {
    type: 'onboardCustomer',
    name: 'Onboard a customer',
    say: 'Does it fit, what breaks, and how many more fit?',
  },
] as const;

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

const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

function eventWords(types: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const type of types) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts]
    .map(([type, count]) => `${definitionOf(type)?.title ?? type}${count > 1 ? ` × ${count}` : ''}`)
    .join(', ');
}

function Saved() {
  const list = useScenarios((state) => state.list);
  const desks = useScenarios((state) => state.desks);
  const active = useScenarios((state) => state.active);
  const drafts = [...desks.values()].filter((desk) => desk.savedId === null);
  return (
    <table className="tbl scenario-list">
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
            <td className="mute">{day.format(summary.changedAtMs)}</td>
            <td className="r">
              <Acts summary={summary} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Presets({ model }: { readonly model: Model | null }) {
  return (
    <section className="presets" aria-label="Start from a question">
      {PRESETS.map(({ type, name, say }) => {
        const refused = model === null ? 'loading' : definitionOf(type)?.defaults(model);
        const why = typeof refused === 'string' ? refused : null;
        return (
          <button
            key={type}
            type="button"
            className="preset"
            disabled={model === null || why !== null}
            onClick={() => {
              if (model !== null) startPreset(name, type, model);
            }}
          >
            <Icon name={eventIcon(type)} />
            <b className="med">{name}</b>
            <span className="mute">{why === null || model === null ? say : `Not here: ${why}`}</span>
          </button>
        );
      })}
    </section>
  );
}

/** So many saved scenarios side by side can still be read. */
const MOST_COLUMNS = 4;

/** The baseline beside the saved scenarios that changed last. */
async function compareAll(): Promise<void> {
  const newest = [...useScenarios.getState().list].sort((a, b) => b.changedAtMs - a.changedAtMs);
  const columns = await Promise.all(newest.slice(0, MOST_COLUMNS).map(({ id }) => savedColumn(id)));
  compare([BASELINE_COLUMN, ...columns.filter((column) => column !== null)]);
}

/** Every scenario with what it comes to, and four questions to start from. */
export function ScenarioList() {
  const isEmpty = useScenarios((state) => state.list.length === 0);
  const model = useInventory((state) => state.formModel);
  const count = useScenarios(
    (state) => state.list.length + [...state.desks.values()].filter((desk) => desk.savedId === null).length,
  );
  return (
    <>
      <div className="head">
        <h1>Scenarios</h1>
        <GuideButton />
        <span className="meta">what would happen, beside what is</span>
        <span className="grow" />
        <Button kind="quiet" icon="table" onPress={() => useView.getState().openPortfolios()}>
          Portfolios
        </Button>
        <Button kind="quiet" icon="compare" disabled={isEmpty} onPress={() => void compareAll()}>
          Compare all
        </Button>
        <FailurePresetMenu onChoose={({ mode, scope }) => void simulateFailure(mode, scope)} />
        <Button kind="quiet" icon="file" onPress={() => void importScenario()}>
          Import
        </Button>
        <Button
          icon="plus"
          onPress={() => {
            startDraft('New scenario');
            useView.getState().goTo('scenarios');
          }}
        >
          New scenario
        </Button>
      </div>
      <div className="screen-scroll">
        <Presets model={model} />
        <div className="pane">
          <header>
            <h2>Saved</h2>
            <span className="note">
              outcome against today’s data; targets missed without the scenario are not counted
            </span>
            <CopyCsv what="Scenarios" />
          </header>
          {count === 0 ? (
            <EmptyState icon="scenarios" title="No scenario yet">
              Start from one of the four questions above, or from “What if” on the Overview.
            </EmptyState>
          ) : (
            <Saved />
          )}
        </div>
      </div>
    </>
  );
}
