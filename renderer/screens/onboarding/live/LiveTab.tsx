import { useState } from 'react';
import type { RecordedOnboarding } from '../../../../shared/ipc/onboarding-channels.ts';
import type { ActualTarget, OnboardingActual } from '../../../../shared/timeline/onboarding-actual.ts';
import {
  ACTUAL_MARKS,
  ACTUAL_WORDS,
  actualSentence,
  decidedMove,
  predictionWords,
  daysText,
  ownRatioNode,
  ratioNode,
  ratioText,
  shapeAsMeasured,
  targetName,
} from '../../../../shared/view/actual-view.ts';
import type { DecidedFigure } from '../../../../shared/view/decision.ts';
import { formatDay } from '../../../../shared/view/date-format.ts';
import { formatPercent, NOT_MEASURED } from '../../../../shared/view/number-format.ts';
import type { Unit } from '../../../../shared/units.ts';
import { formatQuantity, quantityText } from '../../../../shared/view/quantity-format.ts';
import { CopyCsv } from '../../../app/figure/CopyCsv.tsx';
import { ExplainNumber } from '../../../app/explain/ExplainNumber.tsx';
import { SentenceText } from '../../../app/explain/SentenceText.tsx';
import { ChartFigure } from '../../../app/figure/ChartFigure.tsx';
import { ActualChart } from '../../../charts/ActualChart.tsx';
import { Button } from '../../../components/Button.tsx';
import { EmptyState, ErrorNote } from '../../../components/EmptyState.tsx';
import { Select } from '../../../components/Select.tsx';
import { Mark, Status } from '../../../components/Status.tsx';
import { useInventory } from '../../../state/inventory-store.ts';
import { startCustomer } from '../../../state/onboarding-store.ts';
import { saveTemplate, shapeOf } from '../../../state/pipeline-store.ts';
import { useView } from '../../../state/view-store.ts';
import { useWorkspace } from '../../../state/workspace-store.ts';
import { startDay } from '../start-day.ts';
import { useActual, useRecorded } from './use-actual.ts';

function Ratio({ target, what }: { readonly target: ActualTarget; readonly what: 'own' | 'all' }) {
  const regionName = useInventory((state) => state.regionName);
  const ratio = what === 'own' ? target.ownRatio : target.ratio;
  if (ratio === null) return <span className="mute">{NOT_MEASURED}</span>;
  const title = `${targetName(target.id, regionName)}: measured ÷ predicted`;
  const node = what === 'own' ? ownRatioNode(target) : ratioNode(target);
  return (
    <ExplainNumber target={{ key: `${what} ${target.id}`, title, side: 'before', node }}>
      {ratioText(ratio)}
    </ExplainNumber>
  );
}

interface TargetsProps {
  readonly targets: readonly ActualTarget[];
  /** What the decision expected of each constraint; `null`: nobody decided. */
  readonly decided: readonly DecidedFigure[] | null;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

function Targets({ targets, decided, chosen, onChoose }: TargetsProps) {
  const regionName = useInventory((state) => state.regionName);
  return (
    <table className="tbl actual-list">
      <thead>
        <tr>
          <th>Constraint</th>
          <th>Verdict</th>
          {decided === null ? null : <th className="r">decided on</th>}
          <th className="r">customer’s part</th>
          <th className="r">whole</th>
          <th className="r">days inside</th>
          <th>not measured because</th>
        </tr>
      </thead>
      <tbody>
        {targets.map((target) => (
          <tr key={target.id} className={target.id === chosen ? 'is-selected' : ''}>
            <th scope="row">
              {target.days.length === 0 ? (
                targetName(target.id, regionName)
              ) : (
                <button
                  type="button"
                  className="linkish"
                  aria-pressed={target.id === chosen}
                  onClick={() => onChoose(target.id)}
                >
                  {targetName(target.id, regionName)}
                </button>
              )}
            </th>
            <td>
              <Status mark={ACTUAL_MARKS[target.verdict]}>{ACTUAL_WORDS[target.verdict]}</Status>
            </td>
            {decided === null ? null : <td className="r">{decidedMove(decided, target.id)}</td>}
            <td className="r">
              <Ratio target={target} what="own" />
            </td>
            <td className="r">
              <Ratio target={target} what="all" />
            </td>
            <td className="r">
              {target.inside === null ? (
                <span className="mute">{NOT_MEASURED}</span>
              ) : (
                formatPercent(target.inside, 0)
              )}
            </td>
            <td className="mute ell why" title={target.reason ?? undefined}>
              {target.reason ?? ''}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** `307,510 to 320,649`: the unit stands with the figure before it, and twice only where the ends need two. */
function rangeText(low: number, high: number, unit: Unit): string {
  const [from, to] = [formatQuantity(low, unit), formatQuantity(high, unit)];
  return from.unit === to.unit
    ? `${from.text} to ${to.text}`
    : `${quantityText(low, unit)} to ${quantityText(high, unit)}`;
}

/** One constraint day by day: predicted in its band, measured as dots. */
function Days({ target }: { readonly target: ActualTarget }) {
  const regionName = useInventory((state) => state.regionName);
  const asOf = useWorkspace((state) => state.info?.asOf ?? null);
  const [moved, setMoved] = useState<number | null>(null);
  const cursor = Math.min(target.days.length - 1, moved ?? target.days.length - 1);
  const day = target.days[cursor];
  if (day === undefined) return null;
  const text = (value: number | null): string => quantityText(value, target.unit);
  const name = targetName(target.id, regionName);
  const ratio =
    day.actual === null || day.predicted === 0 ? '' : `, ${ratioText(day.actual / day.predicted)}`;
  const cursorText = `${formatDay(day.day, asOf)}: predicted ${text(day.predicted)} (${rangeText(day.low, day.high, target.unit)}), measured ${text(day.actual)}${ratio}; without the customer ${text(day.without)}`;
  return (
    <section className="pane rule-top" aria-label="Day by day">
      <header>
        <h2>{name}</h2>
        <span className="note">
          {daysText(target, asOf)}; accent predicted in its band, dots measured, thin line without the
          customer
        </span>
      </header>
      <p className="note actual-note" aria-hidden="true">
        {cursorText}
      </p>
      <ChartFigure
        label={`Predicted and measured, ${name}`}
        description={`Predicted against measured demand of ${name} by day. ${cursorText}`}
        table={() => ({
          columns: ['day', 'without', 'load', 'predicted', 'low', 'high', 'measured'],
          rows: target.days.map((row) => [
            row.day,
            row.without,
            row.load,
            row.predicted,
            row.low,
            row.high,
            row.actual,
          ]),
        })}
      >
        <ActualChart
          target={target}
          label={`Predicted against measured, ${name}`}
          cursor={cursor}
          cursorText={cursorText}
          onCursor={setMoved}
        />
      </ChartFigure>
    </section>
  );
}

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
  const { actual, failure } = useActual(recorded);
  const [chosen, setChosen] = useState<string | null>(null);
  if (failure !== null)
    return (
      <div className="screen-note">
        <ErrorNote title="The comparison was not made.">
          <p>{failure}</p>
        </ErrorNote>
      </div>
    );
  if (actual === null) return <p className="pane mute">Comparing…</p>;
  const { mark, sentence } = actualSentence(actual, regionName);
  const shown =
    actual.targets.find(({ id }) => id === chosen) ?? actual.targets.find(({ days }) => days.length > 0);
  return (
    <>
      <div className="say">
        <Mark mark={mark} big />
        <div>
          <p className="v-say" aria-live="polite">
            <SentenceText sentence={sentence} side="before" />
          </p>
          <p className="soft">
            {formatPercent(actual.fraction, 0)} of the ramp is reached. The line is fitted to the days before;
            what came on top is taken for the customer’s, as far as nothing else changed.
          </p>
          <p className="soft">{predictionWords(recorded, asOf)}</p>
        </div>
      </div>
      <section className="pane" aria-label="Predicted against measured">
        <header>
          <h2>Predicted against measured</h2>
          <span className="grow" />
          <TakeShape actual={actual} />
          <CopyCsv what="Predicted against measured" />
        </header>
        <Targets
          targets={actual.targets}
          decided={recorded.decision?.figures ?? null}
          chosen={shown?.id ?? null}
          onChoose={setChosen}
        />
      </section>
      {shown === undefined ? null : <Days key={shown.id} target={shown} />}
    </>
  );
}

/** After a customer went live: what was said, and what came. */
export function LiveTab() {
  const recorded = useRecorded();
  const asOf = useWorkspace((state) => state.info?.asOf ?? null);
  const [picked, setPicked] = useState<string | null>(null);
  if (recorded === null) return <p className="pane mute">Looking for recorded onboardings…</p>;
  const chosen = recorded.find(({ id }) => id === picked) ?? recorded[0];
  if (chosen === undefined)
    return (
      <EmptyState icon="onboarding" title="Nobody has come yet">
        A customer of a saved scenario or of the pipeline is compared once the data reach the day they start.
      </EmptyState>
    );
  return (
    <div className="pipeline">
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
