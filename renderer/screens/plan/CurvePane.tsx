import { useEffect, useMemo, useState } from 'react';
import type { PlanAnswer } from '../../../shared/plan/build-plan.ts';
import type { PlanCurve } from '../../../shared/plan/plan-curves.ts';
import type { ForecastDetail } from '../../../shared/timeline/forecast-result.ts';
import { dayText } from '../../../shared/model/instant.ts';
import { axisText } from '../../../shared/view/axis-unit.ts';
import { constraintScope } from '../../../shared/timeline/demand-sources.ts';
import { formatDay } from '../../../shared/view/date-format.ts';
import { demandTable } from '../../../shared/view/demand-table.ts';
import { formatPercent } from '../../../shared/view/number-format.ts';
import { planChart } from '../../../shared/view/plan-chart.ts';
import { curveLabel } from '../../../shared/view/plan-words.ts';
import { ChartFigure } from '../../app/figure/ChartFigure.tsx';
import { DemandChart } from '../../charts/DemandChart.tsx';
import { Select } from '../../components/Select.tsx';
import { bridge } from '../../state/bridge.ts';
import { explainForecast, useExplain } from '../../state/explain-store.ts';
import { useInventory } from '../../state/inventory-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';

interface Past {
  readonly key: string;
  readonly detail: ForecastDetail | null;
}

/** What was measured of a target; `null` while it is read, and where there is no forecast. */
function usePast(id: string): ForecastDetail | null {
  const revision = useWorkspace((state) => state.info?.revision ?? null);
  const [past, setPast] = useState<Past | null>(null);
  const key = `${revision} ${id}`;
  useEffect(() => {
    let isCurrent = true;
    void bridge()
      .invoke('forecast:get', { scenario: { kind: 'baseline' }, constraintId: id })
      .then((reply) => {
        const detail = reply.ok && reply.value.baseline.reason === null ? reply.value.baseline : null;
        if (isCurrent) setPast({ key, detail });
      });
    return () => {
      isCurrent = false;
    };
  }, [key, id]);
  return past?.key === key ? past.detail : null;
}

function Drawn({ curve, answer }: { readonly curve: PlanCurve; readonly answer: PlanAnswer }) {
  const { asOf, lines } = answer.plan;
  const clusterRegion = useInventory((state) => state.regionOf);
  const regionName = useInventory((state) => state.regionName);
  const past = usePast(curve.id);
  const [moved, setMoved] = useState<number | null>(null);
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
      description={`Demand of ${title} against its limit; without the plan ${crossing === null ? 'it holds' : `missed from ${crossing}`}.`}
      table={() => demandTable(chart)}
    >
      <DemandChart
        chart={chart}
        asOf={asOf}
        label={`Demand of ${title} against its limit, with and without the plan`}
        limitLabel={`limit: ${formatPercent(1 - curve.ratio, 0)} of available`}
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

/** A target's demand against its limit, with the plan as a dashed step of the limit. */
export function CurvePane({ answer }: { readonly answer: PlanAnswer }) {
  const regionName = useInventory((state) => state.regionName);
  const [picked, setPicked] = useState<string | null>(null);
  const { curves } = answer;
  const curve = curves.find(({ id }) => id === picked) ?? curves[0];
  if (curve === undefined) return null;
  return (
    <section className="pane rule-top pl-curve" aria-label="Headroom with and without the plan">
      <header>
        <Select
          plain
          small
          label="Target drawn"
          value={curve.id}
          options={curves.map(({ id }) => ({ id, label: curveLabel(id, regionName) }))}
          onChange={setPicked}
        />
        <span className="note">
          demand against the most that keeps the target; dashed: the limit with the plan; ticks: order and in
          service
        </span>
      </header>
      <Drawn key={curve.id} curve={curve} answer={answer} />
    </section>
  );
}
