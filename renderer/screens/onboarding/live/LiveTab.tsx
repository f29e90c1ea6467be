import { useState } from 'react';
import type { RecordedOnboarding } from '../../../../shared/ipc/onboarding-channels.ts';
import type { OnboardingActual } from '../../../../shared/timeline/onboarding-actual.ts';
import { actualSentence, predictionWords, shapeAsMeasured } from '../../../../shared/view/actual-view.ts';
import { formatDay } from '../../../../shared/view/date-format.ts';
import { formatPercent } from '../../../../shared/view/number-format.ts';
import { CopyCsv } from '../../../app/figure/CopyCsv.tsx';
import { SentenceText } from '../../../app/explain/SentenceText.tsx';
import { Button } from '../../../components/Button.tsx';
import { NotYet, EmptyState } from '../../../components/EmptyState.tsx';
import { Select } from '../../../components/Select.tsx';
import { VerdictHead } from '../../../components/VerdictHead.tsx';
import { useInventory } from '../../../state/inventory-store.ts';
import { startCustomer } from '../../../state/onboarding-store.ts';
import { saveTemplate, shapeOf } from '../../../state/pipeline-store.ts';
import { useView } from '../../../state/view-store.ts';
import { useWorkspace } from '../../../state/workspace-store.ts';
import { startDay } from '../start-day.ts';
import { DaysPane } from './DaysPane.tsx';
import { TargetsTable } from './TargetsTable.tsx';
import { useActual, useRecorded } from './use-actual.ts';

/** The customer's measured shape, kept as a template or taken for the next customer. */
function TakeShape({ actual }: { readonly actual: OnboardingActual }) {
  const asOf = useWorkspace((state) => state.info?.asOf ?? null);
  const measured = async () => {
    const inventory = await shapeOf(actual.customer);
    return inventory === null ? null : shapeAsMeasured(inventory, actual);
  };
  const keep = async (): Promise<void> => {
    const found = await measured();
    if (found !== null) await saveTemplate(`${actual.customer}, as measured`, found.shape);
  };
  const start = async (): Promise<void> => {
    const region = useView.getState().region;
    const found = await measured();
    if (found === null || region === null) return;
    const source = {
      name: `${actual.customer}, as measured`,
      customer: actual.customer,
      factor: 1,
      ...found,
    };
    startCustomer('new customer', { region, ...startDay(asOf) }, source);
  };
  return (
    <>
      <Button small onPress={() => void keep()}>
        Keep the measured shape as a template
      </Button>
      <Button small onPress={() => void start()}>
        New customer of this shape
      </Button>
    </>
  );
}

function Comparison({ recorded }: { readonly recorded: RecordedOnboarding }) {
  const regionName = useInventory((state) => state.regionName);
  const asOf = useWorkspace((state) => state.info?.asOf ?? null);
  const { answer: actual, failure, again } = useActual(recorded);
  const [chosen, setChosen] = useState<string | null>(null);
  if (actual === null)
    return <NotYet wait="Comparing…" failed="The comparison was not made." failure={failure} again={again} />;
  const { mark, sentence } = actualSentence(actual, regionName);
  const shown =
    actual.targets.find(({ id }) => id === chosen) ?? actual.targets.find(({ days }) => days.length > 0);
  return (
    <>
      <VerdictHead
        mark={mark}
        isLive
        below={
          <>
            <p className="soft">
              {formatPercent(actual.fraction, 0)} of the ramp is reached. The line is fitted to the days
              before; what came on top is taken for the customer’s, as far as nothing else changed.
            </p>
            <p className="soft">{predictionWords(recorded, asOf)}</p>
          </>
        }
      >
        <SentenceText sentence={sentence} side="before" />
      </VerdictHead>
      <section className="pane" aria-label="Predicted against measured">
        <header>
          <h2>Predicted against measured</h2>
          <span className="grow" />
          <TakeShape actual={actual} />
          <CopyCsv what="Predicted against measured" />
        </header>
        <TargetsTable
          targets={actual.targets}
          decided={recorded.decision?.figures ?? null}
          chosen={shown?.id ?? null}
          onChoose={setChosen}
        />
      </section>
      {shown === undefined ? null : <DaysPane key={shown.id} target={shown} />}
    </>
  );
}

/** After a customer went live: what was said, and what came. */
export function LiveTab() {
  const { answer, failure, again } = useRecorded();
  const asOf = useWorkspace((state) => state.info?.asOf ?? null);
  const [picked, setPicked] = useState<string | null>(null);
  if (answer === null)
    return (
      <NotYet
        wait="Looking for recorded onboardings…"
        failed="The recorded onboardings were not read."
        failure={failure}
        again={again}
      />
    );
  const { recorded } = answer;
  const chosen = recorded.find(({ id }) => id === picked) ?? recorded[0];
  if (chosen === undefined)
    return (
      <EmptyState icon="onboarding" title="Nobody has come yet">
        A customer of a saved scenario or of the pipeline is compared once the data reach the day they start.
      </EmptyState>
    );
  return (
    <div className="screen-scroll">
      <div className="pane live-pick">
        <Select
          small
          showLabel
          label="Customer who came"
          value={chosen.id}
          options={recorded.map(({ id, customer, on, source, version, decision }) => ({
            id,
            label: `${customer}, ${formatDay(on, asOf)}`,
            beside:
              decision !== null
                ? `decision ${decision.number}`
                : source === 'pipeline'
                  ? 'pipeline'
                  : `scenario, version ${version ?? ''}`,
          }))}
          onChange={setPicked}
        />
      </div>
      <Comparison key={chosen.id} recorded={chosen} />
    </div>
  );
}
