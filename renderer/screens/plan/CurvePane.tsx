import { useMemo, useState } from 'react';
import type { PlanAnswer } from '../../../shared/plan/build-plan.ts';
import type { PlanCurve } from '../../../shared/plan/plan-curves.ts';
import { dayText } from '../../../shared/model/instant.ts';
import { axisText } from '../../../shared/view/axis-unit.ts';
import { constraintScope } from '../../../shared/timeline/demand-sources.ts';
import { formatDay } from '../../../shared/view/date-format.ts';
import { demandTable } from '../../../shared/view/demand-table.ts';
import { formatChosenShare } from '../../../shared/view/number-format.ts';
import type { DemandChart as Chart } from '../../../shared/view/demand-chart.ts';
import { planChart } from '../../../shared/view/plan-chart.ts';
import { curveLabel } from '../../../shared/view/plan-words.ts';
import { ChartFigure } from '../../app/figure/ChartFigure.tsx';
import { DemandChart } from '../../charts/DemandChart.tsx';
import { ErrorNote } from '../../components/EmptyState.tsx';
import { Select } from '../../components/Select.tsx';
import { useBaselineForecast } from '../../state/baseline-forecast.ts';
import { explainForecast, useExplain } from '../../state/explain-store.ts';
import { useInventory } from '../../state/inventory-store.ts';

interface CurveProps {
  readonly curve: PlanCurve;
  readonly answer: PlanAnswer;
}

/** The target's chart, with what was measured where it is known well enough to be forecast. */
function usePlanChart({ curve, answer }: CurveProps) {
  const { asOf, lines } = answer.plan;
  const clusterRegion = useInventory((state) => state.regionOf);
  const { answer: forecast, failure, again } = useBaselineForecast(curve.id);
  // What was measured is drawn where it is known well enough to be forecast.
  const past = forecast?.reason === null ? forecast : null;
  const scope = constraintScope(curve.id);
  const own = useMemo(
    () =>
      lines.filter(
        ({ cluster }) =>
          scope === `cluster:${cluster}` || scope === `region:${clusterRegion(`cluster:${cluster}`) ?? ''}`,
      ),
    [lines, scope, clusterRegion],
  );
  const chart = useMemo(() => planChart(curve, own, past, asOf), [curve, own, past, asOf]);
  return { chart, failure, again };
}

function Drawn({ curve, answer, chart }: CurveProps & { readonly chart: Chart }) {
  const { asOf } = answer.plan;
  const regionName = useInventory((state) => state.regionName);
  const [moved, setMoved] = useState<number | null>(null);
  const title = curveLabel(curve.id, regionName);
  const cursor = moved ?? chart.baseline.crossing?.day ?? chart.today;
  const at = curve.days.indexOf(dayText(cursor));
  const read = (values: readonly number[]): string => {
    const value = values[at];
    return value === undefined ? 'not planned' : axisText(value, chart.unit);
  };
  const crossing = curve.missedFrom === null ? null : formatDay(curve.missedFrom, asOf);
  const ask = (day: number): void =>
    useExplain
      .getState()
      .open(
        explainForecast(
          curve.id,
          'after',
          dayText(day),
          'demand',
          `${title}, on ${formatDay(dayText(day), asOf)}`,
        ),
      );
  return (
    <ChartFigure
      label={`${title} with and without the plan`}
      description={`Demand of ${title} against its limit of ${formatChosenShare(1 - curve.ratio)} of what is available; without the plan ${crossing === null ? 'it holds' : `missed from ${crossing}`}.`}
      table={() => demandTable(chart)}
    >
      <DemandChart
        chart={chart}
        asOf={asOf}
        label={`Demand of ${title} against its limit, with and without the plan`}
        limitLabel={`limit: ${formatChosenShare(1 - curve.ratio)} of available`}
        isUntrusted={false}
        crossingLabel={crossing === null ? null : `missed from ${crossing}`}
        scenarioCrossingLabel={null}
        past={null}
        window={null}
        bounds={null}
        onWindow={() => undefined}
        cursor={cursor}
        cursorText={
          at < 0
            ? formatDay(dayText(cursor), asOf)
            : `${formatDay(dayText(cursor), asOf)}: ${read(curve.demand)} of ${read(curve.limit)}, ${read(curve.limitWithPlan)} with the plan ${chart.unit.label}`
        }
        onCursor={setMoved}
        onAsk={ask}
      />
    </ChartFigure>
  );
}

/** What the chart draws and in which unit; the parts of a plan are named where there are any. */
function noteOf({ unit }: Chart, hasLines: boolean): string {
  const parts = [
    ...(unit.label === '' ? [] : [unit.label]),
    'demand against the most that keeps the target',
    ...(hasLines ? ['dashed: the limit with the plan; ticks: order and in service'] : []),
  ];
  return parts.join('; ');
}

function Curve({ curve, answer, onPick }: CurveProps & { readonly onPick: (id: string) => void }) {
  const regionName = useInventory((state) => state.regionName);
  const { chart, failure, again } = usePlanChart({ curve, answer });
  return (
    <section className="pane rule-top pl-curve" aria-label="Headroom with and without the plan">
      <header>
        <Select
          plain
          small
          label="Target drawn"
          value={curve.id}
          options={answer.curves.map(({ id }) => ({ id, label: curveLabel(id, regionName) }))}
          onChange={onPick}
        />
        <span className="note">{noteOf(chart, answer.plan.lines.length > 0)}</span>
      </header>
      {failure === null ? null : (
        <ErrorNote title="The past of this target was not read." again={again}>
          {failure}
        </ErrorNote>
      )}
      <Drawn key={curve.id} curve={curve} answer={answer} chart={chart} />
    </section>
  );
}

/** A target's demand against its limit, with the plan as a dashed step of the limit. */
export function CurvePane({ answer }: { readonly answer: PlanAnswer }) {
  const [picked, setPicked] = useState<string | null>(null);
  const { curves } = answer;
  const curve = curves.find(({ id }) => id === picked) ?? curves[0];
  return curve === undefined ? null : <Curve curve={curve} answer={answer} onPick={setPicked} />;
}
