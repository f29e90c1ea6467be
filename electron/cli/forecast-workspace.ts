import type { ForecastDetail, ForecastSummary } from '../../shared/timeline/forecast-result.ts';
import { quantityText } from '../../shared/view/quantity-format.ts';
import { ForecastAnswers } from '../workspace/forecast-answers.ts';
import { flagOption, textOption, type Given } from './arguments.ts';
import { EXIT, type ExitCode } from './command.ts';
import { Elements, printJson } from './json-out.ts';
import { withSource, workspaceOf } from './source.ts';
import { tableText } from './table.ts';
import type { Terminal } from './terminal.ts';

const BASELINE = { kind: 'baseline' } as const;

function dateText({ crossing, reason, robustCrossing, trust }: ForecastSummary): string {
  if (reason !== null) return reason;
  if (crossing === null) return '';
  if (crossing.already) return `missed on ${crossing.date ?? ''}`;
  const edges = crossing.early === null ? '' : ` (${crossing.early} – ${crossing.late ?? 'beyond'})`;
  const robust = trust === 'untrusted' ? `; robust line: ${robustCrossing ?? 'beyond'}` : '';
  return `${crossing.date ?? 'beyond the horizon'}${edges}${robust}`;
}

function table(rows: readonly ForecastSummary[]): string {
  return tableText(
    [
      { title: 'constraint' },
      { title: 'now', align: 'right' },
      { title: 'per day', align: 'right' },
      { title: 'basis' },
      { title: 'state' },
      { title: 'misses its target (early – late)' },
      { title: 'backtest' },
    ],
    rows.map((row) => [
      row.id,
      row.now === null ? '' : quantityText(row.now.demand, row.unit),
      row.slopePerDay === null ? '' : quantityText(row.slopePerDay, row.unit),
      row.basis,
      row.state,
      dateText(row),
      row.metric === null ? '' : row.trust,
    ]),
  );
}

/** Columns as a list of days, as `forecast --metrics` has them (MODEL.md section 16). */
function detailJson(detail: ForecastDetail): Record<string, unknown> {
  const { days, line, ...rest } = detail;
  return {
    ...rest,
    days: days.day.map((day, i) => ({
      day,
      peak: days.peak[i],
      samples: days.samples[i],
      complete: days.complete[i],
    })),
    projected: line.day.flatMap((day, i) =>
      detail.lastDay !== null && day <= detail.lastDay
        ? []
        : [{ day, value: line.value[i], low: line.low[i], high: line.high[i] }],
    ),
  };
}

async function printOne(
  terminal: Terminal,
  forecasts: ForecastAnswers,
  constraintId: string,
  json: boolean,
): Promise<void> {
  const { baseline, saved } = forecasts.get({ scenario: BASELINE, constraintId });
  if (!json) {
    await terminal.out(table([baseline]));
    return;
  }
  const { triggerHorizonDays, asOf } = forecasts.list(BASELINE);
  const day = baseline.atTriggerHorizon?.day ?? null;
  const explain =
    day === null || baseline.reason !== null
      ? null
      : forecasts.explain({ scenario: BASELINE, constraintId, side: 'baseline', day, what: 'shown' });
  await printJson(terminal, { ...detailJson(baseline), asOf, triggerHorizonDays, saved, explain });
}

/** `forecast --workspace W [--constraint ID]`: every constraint that a metric feeds, or one in full. */
export function forecastWorkspace(given: Given, terminal: Terminal): Promise<ExitCode> {
  return withSource(given, async (source) => {
    const forecasts = new ForecastAnswers(workspaceOf(source), () => source.policy);
    const json = flagOption(given, 'json');
    const constraint = textOption(given, 'constraint');
    if (constraint !== null) await printOne(terminal, forecasts, constraint, json);
    else {
      const { rows, asOf, timeZone, horizonDays, intervalLevel } = forecasts.list(BASELINE);
      const summaries = rows.map((row) => row.baseline);
      if (json)
        await printJson(terminal, {
          asOf,
          timeZone,
          horizonDays,
          intervalLevel,
          forecasts: new Elements(summaries),
        });
      else await terminal.out(table(summaries));
    }
    return EXIT.done;
  });
}
