import { useMemo, useState } from 'react';
import { dayNumber, dayText } from '../../../shared/model/instant.ts';
import type { ForecastAnswer } from '../../../shared/ipc/forecast-channels.ts';
import type { ForecastDetail } from '../../../shared/timeline/forecast-result.ts';
import { axisText } from '../../../shared/view/axis-unit.ts';
import { formatDay } from '../../../shared/view/date-format.ts';
import { dayReadout } from '../../../shared/view/day-readout.ts';
import { demandChart } from '../../../shared/view/demand-chart.ts';
import { bandPoints, linePoints } from '../../../shared/view/demand-side.ts';
import { demandTable } from '../../../shared/view/demand-table.ts';
import { windowBounds, type FitWindow } from '../../../shared/view/fit-window.ts';
import { crossingWords, type ForecastFrame } from '../../../shared/view/forecast-words.ts';
import { formatPercent } from '../../../shared/view/number-format.ts';
import { quantityText } from '../../../shared/view/quantity-format.ts';
import { limitPhrase } from '../../../shared/view/target-text.ts';
import { Button } from '../../components/Button.tsx';
import { ChartFigure } from '../../app/figure/ChartFigure.tsx';
import { DemandChart, type PastLine } from '../../charts/DemandChart.tsx';
import { explainForecast, useExplain } from '../../state/explain-store.ts';
import { setWindow, showRobust, useFitChoice, useForecasts } from '../../state/forecast-store.ts';
import { titleOf } from './forecast-title.ts';
import { Readout } from './Readout.tsx';
import { WindowFields } from './WindowFields.tsx';

/** `target 20%: 18,253 GiB` — what the limit line means, on the line. */
function limitLabel(detail: ForecastDetail): string | null {
  const limit = detail.capacity.limit.find((value) => value !== null);
  if (detail.target === null || limit === undefined || limit === null) return null;
  const said = limitPhrase(detail);
  return detail.target.on === 'demand' ? said : `${said}: ${quantityText(limit, detail.unit)}`;
}

function crossingLabel(detail: ForecastDetail, frame: ForecastFrame): string | null {
  const words = crossingWords(detail, frame);
  if (detail.crossing?.date == null) return null;
  return words.range === null ? words.text : `${words.text} (${words.range})`;
}

/** The days fitted now: the chosen window, or those of the fit. */
function windowOfFit(detail: ForecastDetail): FitWindow | null {
  return detail.fit === null ? null : { from: detail.fit.firstDay, to: detail.fit.lastDay };
}

/** The shift stays marked while the days since it are fitted, in which there is none. */
function withShift(detail: ForecastDetail, whole: ForecastDetail): ForecastDetail {
  if (detail === whole || detail.levelShift !== null) return detail;
  const shift = whole.markers.filter(({ kind }) => kind === 'level-shift');
  return { ...detail, markers: [...detail.markers, ...shift] };
}

interface DemandPaneProps {
  readonly answer: ForecastAnswer;
  /** The forecast over the policy's window. */
  readonly whole: ForecastAnswer;
  readonly frame: ForecastFrame;
}

/** The chart, the day read off it, and the days the line is fitted to. */
export function DemandPane({ answer, whole, frame }: DemandPaneProps) {
  const { baseline, scenario } = answer;
  const past = useForecasts((state) => state.past);
  const over = useFitChoice();
  const chosenWindow = useForecasts((state) => state.window);
  const savedShown = useForecasts((state) => state.savedShown);
  const asked = useForecasts((state) => state.showsRobust);
  const showsRobust = baseline.robust !== null && (asked ?? baseline.trust === 'untrusted');
  const chart = useMemo(
    () => demandChart(withShift(baseline, whole.baseline), scenario, frame.asOf, showsRobust),
    [baseline, whole, scenario, frame.asOf, showsRobust],
  );
  const firstCursor = dayNumber(baseline.crossing?.date ?? '') ?? chart.today;
  const [moved, setMoved] = useState<number | null>(null);
  const cursor = Math.min(chart.endDay, Math.max(chart.firstDay, moved ?? firstCursor));
  const readout = dayReadout(baseline, dayText(cursor));
  const bounds = windowBounds(whole.baseline.days);
  const window = chosenWindow ?? windowOfFit(baseline);
  const { saved } = whole;
  const pastLine = useMemo((): PastLine | null => {
    const kept = saved.find((score) => score.lastDay === savedShown);
    if (kept !== undefined) {
      const known = dayNumber(kept.lastDay) ?? 0;
      return { cutoff: known, line: linePoints(kept.line), band: bandPoints(kept.line, known) };
    }
    const cutoff = past === null ? null : dayNumber(past.cutoff);
    if (past === null || cutoff === null || past.id !== baseline.id) return null;
    return { cutoff, line: linePoints(past.line), band: bandPoints(past.line, cutoff) };
  }, [past, saved, savedShown, baseline.id]);
  const day = formatDay(readout.day, frame.asOf);
  const figure = readout.demand ?? readout.peak;
  const ask = (at: number): void =>
    useExplain
      .getState()
      .open(
        explainForecast(
          baseline.id,
          'before',
          dayText(at),
          'demand',
          `${titleOf(baseline)}, on ${formatDay(dayText(at), frame.asOf)}`,
          over,
        ),
      );
  return (
    <div className="pane f-demand">
      <header>
        <h2>{titleOf(baseline)}</h2>
        <span className="note">
          {[
            chart.unit.label,
            `daily p95 peaks of ${baseline.basis} demand`,
            `${formatPercent(frame.intervalLevel, 0)} band`,
          ]
            .filter((part) => part !== '')
            .join(', ')}
          {baseline.days.complete.includes(false) ? '; ring = incomplete day, not fitted' : ''}
          {baseline.outlierDays.length > 0 ? '; diamond = outlier, kept' : ''}
        </span>
        <span className="grow" />
        {baseline.robust === null ? null : (
          <Button kind="quiet" small pressed={showsRobust} onPress={() => showRobust(!showsRobust)}>
            Robust line
          </Button>
        )}
      </header>
      <Readout
        baseline={baseline}
        scenario={chart.scenario === null ? null : scenario}
        day={readout.day}
        frame={frame}
      />
      <ChartFigure
        label={`Forecast of ${titleOf(baseline)}`}
        description={`Demand of ${titleOf(baseline)} against its limit; ${crossingLabel(baseline, frame) ?? 'no crossing'}.`}
        table={() => demandTable(chart)}
      >
        <DemandChart
          chart={chart}
          asOf={frame.asOf}
          label={`Demand of ${titleOf(baseline)} against its limit`}
          limitLabel={limitLabel(baseline)}
          isUntrusted={baseline.trust === 'untrusted'}
          crossingLabel={crossingLabel(baseline, frame)}
          scenarioCrossingLabel={scenario === null ? null : crossingLabel(scenario, frame)}
          past={pastLine}
          window={window}
          bounds={bounds}
          onWindow={setWindow}
          cursor={cursor}
          cursorText={`${day}: ${figure === null ? 'nothing known' : `${axisText(figure, chart.unit)} ${chart.unit.label}`}`}
          onCursor={setMoved}
          onAsk={ask}
        />
      </ChartFigure>
      <WindowFields detail={baseline} window={window} bounds={bounds} isChosen={chosenWindow !== null} />
    </div>
  );
}
