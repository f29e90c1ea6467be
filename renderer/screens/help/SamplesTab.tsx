import { sampleScenarios, type SampleScenario } from '../../../shared/help/sample-scenarios.ts';
import { EVENT_DEFINITIONS } from '../../../shared/events/event-registry.ts';
import { matchesSearch, searchWords } from '../../../shared/help/search.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState, NotYet } from '../../components/EmptyState.tsx';
import { useAsked, type Asked } from '../../state/asked.ts';
import { loadFormModel } from '../../state/form-model.ts';
import { useHelp } from '../../state/help-store.ts';
import { once } from '../../state/once.ts';
import { saveActive, startDraft } from '../../state/scenario-store.ts';
import { useView } from '../../state/view-store.ts';
import { openSample, useWorkspace } from '../../state/workspace-store.ts';

const titleOf = (type: string): string =>
  EVENT_DEFINITIONS.find((definition) => definition.type === type)?.title ?? type;

/** Saved as version 1 at once: one step of the workspace, taken back as any other. */
async function open({ name, events }: SampleScenario): Promise<void> {
  await once(`open sample ${name}`, async () => {
    startDraft(name, [...events]);
    if (await saveActive()) useView.getState().goTo('scenarios');
  });
}

function useSamples(): Asked<readonly SampleScenario[]> {
  const revision = useWorkspace((state) => state.info?.revision ?? null);
  const region = useView((state) => state.region);
  return useAsked(`in ${region}`, revision, async () => {
    const reply = await loadFormModel();
    return reply.ok ? { ok: true, value: sampleScenarios(reply.value, region) } : reply;
  });
}

/** Before there is anything they could be made for. */
function NoWorkspace() {
  return (
    <div className="help-scroll">
      {' '}
      <EmptyState
        icon="scenarios"
        title="No workspace is open"
        action={<Button onPress={() => void openSample()}>Open sample region</Button>}
      >
        Sample scenarios are made for the hosts and services of a workspace. The sample region has something
        for each of them.
      </EmptyState>
    </div>
  );
}

/** Scenarios to begin with, made for what this workspace has. */
export function SamplesTab() {
  const isOpen = useWorkspace((state) => state.info !== null);
  return isOpen ? <Samples /> : <NoWorkspace />;
}

function Samples() {
  const words = searchWords(useHelp((state) => state.search));
  const { answer: samples, failure, again } = useSamples();
  if (samples === null)
    return (
      <NotYet
        wait="Reading the workspace…"
        failed="The samples were not made for this workspace."
        failure={failure}
        again={again}
      />
    );
  return (
    <div className="help-scroll">
      <p className="v-say help-samples-say">
        A scenario to begin with: <b>one press</b> saves it into this workspace, undo takes it back.
      </p>
      <ul className="help-samples">
        {samples
          .filter(({ name, shows }) => matchesSearch(words, [name, shows]))
          .map((sample) => (
            <li key={sample.id}>
              <div>
                <b className="med">{sample.name}</b>
                <p className="soft">{sample.shows}</p>
                <p className="mute small-text">
                  {sample.refused === null
                    ? sample.events.map(({ type }) => titleOf(type)).join(' · ')
                    : `Not in this workspace: ${sample.refused}.`}
                </p>
              </div>
              <Button
                disabled={sample.refused !== null}
                label={`Open ${sample.name}`}
                onPress={() => void open(sample)}
              >
                Open
              </Button>
            </li>
          ))}
      </ul>
    </div>
  );
}
