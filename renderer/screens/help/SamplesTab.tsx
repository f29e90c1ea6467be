import { useEffect, useState } from 'react';
import { sampleScenarios, type SampleScenario } from '../../../shared/help/sample-scenarios.ts';
import { EVENT_DEFINITIONS } from '../../../shared/events/event-registry.ts';
import { matchesSearch, searchWords } from '../../../shared/help/search.ts';
import { Button } from '../../components/Button.tsx';
import { loadFormModel } from '../../state/form-model.ts';
import { useHelp } from '../../state/help-store.ts';
import { saveActive, startDraft } from '../../state/scenario-store.ts';
import { useView } from '../../state/view-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';

const titleOf = (type: string): string =>
  EVENT_DEFINITIONS.find((definition) => definition.type === type)?.title ?? type;

/** Saved as version 1 at once: one step of the workspace, taken back as any other. */
async function open({ name, events }: SampleScenario): Promise<void> {
  startDraft(name, [...events]);
  if (await saveActive()) useView.getState().goTo('scenarios');
}

function useSamples(): readonly SampleScenario[] | null {
  const [samples, setSamples] = useState<readonly SampleScenario[] | null>(null);
  const revision = useWorkspace((state) => state.info?.revision);
  const region = useView((state) => state.region);
  useEffect(() => {
    let isCurrent = true;
    void loadFormModel().then((model) => {
      if (isCurrent && model !== null) setSamples(sampleScenarios(model, region));
    });
    return () => {
      isCurrent = false;
    };
  }, [revision, region]);
  return samples;
}

/** Scenarios to begin with, made for what this workspace has. */
export function SamplesTab() {
  const words = searchWords(useHelp((state) => state.search));
  const samples = useSamples();
  if (samples === null) return null;
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
