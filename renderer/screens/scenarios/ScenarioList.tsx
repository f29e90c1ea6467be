import { GuideButton } from '../../app/GuideButton.tsx';
import { definitionOf } from '../../../shared/events/event-registry.ts';
import type { Model } from '../../../shared/model/document.ts';
import { CopyCsv } from '../../app/figure/CopyCsv.tsx';
import { Button } from '../../components/Button.tsx';
import { EmptyState, ErrorNote } from '../../components/EmptyState.tsx';
import { Icon } from '../../components/Icon.tsx';
import { simulateFailure } from '../../state/failure-store.ts';
import { BASELINE_COLUMN, compare, savedColumn } from '../../state/compare-store.ts';
import { useInventory } from '../../state/inventory-store.ts';
import { importScenario, loadScenarios, startDraft, useScenarios } from '../../state/scenario-store.ts';
import { useView } from '../../state/view-store.ts';
import { eventIcon } from './event-icons.ts';
import { FailurePresetMenu } from './FailurePresets.tsx';
import { startPreset } from './new-event.ts';
import { SavedScenarios } from './SavedScenarios.tsx';

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
  const failure = useScenarios((state) => state.listFailure);
  const count = useScenarios(
    (state) => state.list.length + [...state.desks.values()].filter((desk) => desk.savedId === null).length,
  );
  return (
    <>
      <div className="head">
        <h1>Scenarios</h1>
        <GuideButton />
        <span className="meta" title="what would happen, beside what is">
          what would happen, beside what is
        </span>
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
          {failure === null ? null : (
            <ErrorNote title="The saved scenarios were not read." again={() => void loadScenarios()}>
              {failure}
            </ErrorNote>
          )}
          {count === 0 && failure !== null ? null : count === 0 ? (
            <EmptyState icon="scenarios" title="No scenario yet">
              Start from one of the four questions above, or from “What if” on the Overview.
            </EmptyState>
          ) : (
            <SavedScenarios />
          )}
        </div>
      </div>
    </>
  );
}
