import { useMemo, useState, type ReactNode } from 'react';
import type { ImmediateResult } from '../../../shared/timeline/result.ts';
import type { ForecastDetail } from '../../../shared/timeline/forecast-result.ts';
import type { Timeline } from '../../../shared/timeline/timeline-result.ts';
import { dayText } from '../../../shared/model/instant.ts';
import { axisText } from '../../../shared/view/axis-unit.ts';
import { constraintNameOf } from '../../../shared/view/constraint-name.ts';
import { formatDay } from '../../../shared/view/date-format.ts';
import { intervalText } from '../../../shared/view/forecast-words.ts';
import type { DemandChart as Chart } from '../../../shared/view/demand-chart.ts';
import { demandTable } from '../../../shared/view/demand-table.ts';
import { formatPercent } from '../../../shared/view/number-format.ts';
import { onboardingChart } from '../../../shared/view/onboarding-chart.ts';
import { limitPhrase } from '../../../shared/view/target-text.ts';
import { ChartFigure } from '../../app/figure/ChartFigure.tsx';
import { DemandChart } from '../../charts/DemandChart.tsx';
import { NotYet } from '../../components/EmptyState.tsx';
import { Select } from '../../components/Select.tsx';
import { useBaselineForecast } from '../../state/baseline-forecast.ts';
import { explainForecast, useExplain } from '../../state/explain-store.ts';
import { useInventory } from '../../state/inventory-store.ts';
import { policyValue, usePolicy } from '../../state/policy-store.ts';

interface DemandPaneProps {
  readonly result: ImmediateResult;
  /** `null`: they follow, and nothing is drawn until then. */
  readonly dates: Timeline | null;
  readonly cluster: string | null;
}

/** Memory of the cluster and of the region first, then whatever else the days know with a limit. */
function choicesOf(result: ImmediateResult, dates: Timeline, cluster: string | null): readonly string[] {
  const own = cluster === null ? null : `compute.memory@cluster:${cluster}`;
  const moved = dates.constraints.filter(
    ({ limit, demand, crossing }) =>
      crossing !== null && limit.some((value) => value !== null) && demand.length > 0,
  );
  const touched = new Set(result.changes.map(({ id }) => id));
  const ids = moved.map(({ id }) => id).filter((id) => touched.has(id));
  return own !== null && ids.includes(own) ? [own, ...ids.filter((id) => id !== own)] : ids;
}

/** Demand against its limit with and without the customer; drawn anew when the dates of the newest result are there. */
export function DemandPane({ result, dates, cluster }: DemandPaneProps) {
  if (dates !== null) return <Demand result={result} dates={dates} cluster={cluster} />;
  return (
    <section className="pane ob-demand" aria-label="Demand with the customer" aria-busy>
      <p className="mute">The days follow.</p>
    </section>
  );
}

function Demand({ result, dates, cluster }: DemandPaneProps & { readonly dates: Timeline }) {
  const asOf = dates.days[0] ?? null;
  const regionName = useInventory((state) => state.regionName);
  const choices = useMemo(() => choicesOf(result, dates, cluster), [result, dates, cluster]);
  const [picked, setPicked] = useState<string | null>(null);
  const id = picked !== null && choices.includes(picked) ? picked : (choices[0] ?? null);
  const options = choices.map((choice) => {
    const { name, where } = constraintNameOf(choice, regionName);
    return { id: choice, label: `${name}, ${where}` };
  });
  const choose = (
    <Select plain small label="Constraint drawn" value={id} options={options} onChange={setPicked} />
  );
  return (
    <section className="pane ob-demand" aria-label="Demand with the customer">
      <h2 className="vh">Demand with the customer</h2>
      {id === null || asOf === null ? (
        <>
          <header>{choose}</header>
          <p className="mute">Nothing the customer touches has days to draw.</p>
        </>
      ) : (
        <Shown id={id} timeline={dates} asOf={asOf} choose={choose} />
      )}
    </section>
  );
}

interface DrawnProps {
  readonly id: string;
  readonly timeline: Timeline;
  readonly asOf: string;
}

/** The head with unit and band, and the chart or why there is none. */
function Shown({ id, timeline, asOf, choose }: DrawnProps & { readonly choose: ReactNode }) {
  const level = usePolicy((state) => policyValue(state.entries, 'intervalLevel'));
  const { answer: detail, failure, again } = useBaselineForecast(id);
  const chart = useMemo(
    () => (detail === null ? null : onboardingChart(detail, timeline, asOf)),
    [detail, timeline, asOf],
  );
  const note = [chart?.unit.label ?? '', typeof level === 'number' ? `${formatPercent(level, 0)} band` : ''];
  return (
    <>
      <header>
        {choose}
        {chart === null ? null : (
          <span className="note">{note.filter((part) => part !== '').join(', ')}</span>
        )}
      </header>
      {detail === null || chart === null ? (
        <NotYet inside wait="Drawing…" failed="It was not drawn." failure={failure} again={again} />
      ) : (
        <Drawn key={id} id={id} timeline={timeline} asOf={asOf} detail={detail} chart={chart} />
      )}
    </>
  );
}

function Drawn({
  id,
  timeline,
  asOf,
  detail,
  chart,
}: DrawnProps & { readonly detail: ForecastDetail; readonly chart: Chart }) {
  const [moved, setMoved] = useState<number | null>(null);
  const { name, where } = constraintNameOf(id);
  const title = `${name}, ${where}`;
  const cursor = moved ?? chart.scenario?.crossing?.day ?? chart.today;
  const entry = timeline.constraints.find((constraint) => constraint.id === id);
  const at = timeline.days.indexOf(dayText(cursor));
  const value = entry?.demand[at] ?? null;
  const crossing = entry?.crossing ?? null;
  const range = crossing === null ? null : intervalText(crossing, timeline.days.at(-1) ?? asOf, asOf);
  const label =
    crossing === null || crossing.date === null || crossing.already
      ? null
      : `${formatDay(crossing.date, asOf)}${range === null || crossing.early === crossing.late ? '' : ` (${range})`}`;
  const ask = (day: number): void =>
    useExplain
      .getState()
      .open(
        explainForecast(id, 'after', dayText(day), 'demand', `${title}, on ${formatDay(dayText(day), asOf)}`),
      );
  return (
    <ChartFigure
      label={`${title} with the customer`}
      description={`Demand of ${title} against its limit; with the customer ${label ?? 'no crossing'}.`}
      table={() => demandTable(chart)}
    >
      <DemandChart
        chart={chart}
        asOf={asOf}
        label={`Demand of ${title} against its limit, with the customer`}
        limitLabel={detail.target === null ? null : limitPhrase(detail)}
        isUntrusted={detail.trust === 'untrusted'}
        crossingLabel={null}
        scenarioCrossingLabel={chart.scenario?.crossing === null ? null : label}
        past={null}
        window={null}
        bounds={null}
        onWindow={() => undefined}
        cursor={cursor}
        cursorText={`${formatDay(dayText(cursor), asOf)}: ${value === null ? 'not measured' : `${axisText(value, chart.unit)} ${chart.unit.label}`}`}
        onCursor={setMoved}
        onAsk={ask}
      />
    </ChartFigure>
  );
}
