import { forecastSeries, type SeriesForecast } from '../../shared/forecast/series-forecast.ts';
import { calendarOf } from '../../shared/history/calendar.ts';
import { dailyPeaks } from '../../shared/history/daily-peaks.ts';
import { orderedSeries, type Series } from '../../shared/history/series.ts';
import { POLICY_DEFAULTS } from '../../shared/model/policy.ts';
import { collectedSeries, type CollectedSeries } from '../import/collected-series.ts';
import { readImport, type ImportBatch } from '../import/import-reader.ts';
import { removeSpill } from '../import/sample-collector.ts';
import { counted, formatPercent } from '../../shared/view/number-format.ts';
import { DAY_MS } from '../../shared/units.ts';
import {
  didYouMean,
  flagOption,
  MOST_DAYS,
  noRest,
  onlyOptions,
  textOption,
  wholeOption,
  type Given,
} from './arguments.ts';
import { EXIT, type Run } from './command.ts';
import { readMappingOption } from './mapping-option.ts';
import { printJson } from './json-out.ts';
import { sayRejected } from './say-rejected.ts';
import { tableText } from './table.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { zoneOption } from './zone-option.ts';

const LISTED_SERIES = 8;
const OF_FILE = ['metrics', 'limit', 'window', 'horizon', 'entity', 'metric', 'mapping', 'time-zone', 'json'];
const OF_WORKSPACE = ['workspace', 'constraint', 'policy', 'json'];

/** Its samples, from wherever the reading left them; the batch is used up. */
function unpacked(wanted: CollectedSeries, batch: ImportBatch): Series {
  const times: number[] = [];
  const values: number[] = [];
  for (const { days } of collectedSeries([wanted], batch.spill)) {
    for (const { day, offsetsMs, values: readings } of days) {
      for (const [i, offset] of offsetsMs.entries()) {
        times.push(day * DAY_MS + offset);
        values.push(readings[i] ?? Number.NaN);
      }
    }
  }
  return orderedSeries(wanted.entity, wanted.metric, times, values);
}

/** The one series asked for. @throws UsageError where the file has several and the options do not say which. */
function chosen(all: readonly CollectedSeries[], given: Given): CollectedSeries {
  const [entity, metric] = [textOption(given, 'entity'), textOption(given, 'metric')];
  const fitting = all.filter(
    (series) =>
      (entity === null || series.entity === entity) && (metric === null || series.metric === metric),
  );
  const [first, ...others] = fitting;
  if (first !== undefined && others.length === 0) return first;
  const named = (series: CollectedSeries): string => `--entity ${series.entity} --metric ${series.metric}`;
  if (first === undefined) {
    if (all.length === 0) throw new UsageError('There is no series in the file.');
    const near = entity === null ? '' : didYouMean(entity, [...new Set(all.map((series) => series.entity))]);
    throw new UsageError(`The file has no such series.${near}`);
  }
  const listed = fitting.slice(0, LISTED_SERIES).map(named).join('\n  ');
  const rest = fitting.length > LISTED_SERIES ? `\n  and ${fitting.length - LISTED_SERIES} more` : '';
  throw new UsageError(`The file has ${fitting.length} series; say which:\n  ${listed}${rest}`);
}

/** A finite number of an option; `null` when absent. @throws UsageError otherwise. */
function numberOption(given: Given, name: string): number | null {
  const text = textOption(given, name);
  if (text === null) return null;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw new UsageError(`--${name} is ${JSON.stringify(text)}, expected a number.`);
  return value;
}

function crossingLine({ crossing }: SeriesForecast, horizonDays: number): string {
  if (crossing === null) return 'no limit given';
  if (crossing.already) return `since ${crossing.date} or before`;
  if (crossing.date === null)
    return `none within ${horizonDays} days${crossing.early === null ? '' : `, earliest ${crossing.early}`}`;
  return `${crossing.date} (${crossing.early ?? '?'} – ${crossing.late ?? 'beyond the horizon'})`;
}

/** A figure to six digits, and what is not there by name. */
const number = (value: number | null): string => (value === null ? 'not measured' : value.toPrecision(6));

function backtestLine({ verdict, cutoffs, mape, coverage, skill }: SeriesForecast['backtest']): string {
  const told = `${verdict}: ${counted(cutoffs, 'cut-off')}`;
  if (cutoffs === 0) return `${told}; too few days`;
  const share = (value: number | null): string => (value === null ? 'not measured' : formatPercent(value));
  return `${told}, off by ${share(mape)}, ${share(coverage)} in the band, skill ${number(skill)}`;
}

async function printTable(terminal: Terminal, forecast: SeriesForecast, level: number): Promise<void> {
  const { fit, backtest, robust } = forecast;
  const end = forecast.projected.at(-1);
  const horizonDays = forecast.projected.length;
  const complete = forecast.days.filter((day) => day.complete).length;
  const rows: [string, string][] = [
    ['step', forecast.step === null ? 'not measured' : `${forecast.step} s`],
    ['days', `${forecast.days.length}, ${complete} complete`],
    ['now (last complete daily peak)', number(forecast.now)],
    [
      'fit',
      fit === null ? 'none: needs 7 complete days' : `${fit.n} days, ${fit.firstDay} to ${fit.lastDay}`,
    ],
    ['slope per day', number(fit?.slopePerDay ?? null)],
    [
      'robust slope per day',
      robust === null
        ? number(null)
        : `${number(robust.slopePerDay)} (${number(robust.slopeLow)} – ${number(robust.slopeHigh)})`,
    ],
    ['days off the line', fit === null ? number(null) : `±${number(fit.residualStd)}`],
    [
      end === undefined ? 'at the horizon' : `on ${end.day}, ${formatPercent(level, 0)} band`,
      end === undefined ? number(null) : `${number(end.value)} (${number(end.low)} – ${number(end.high)})`,
    ],
    ['reaches the limit', fit === null ? 'not measured' : crossingLine(forecast, horizonDays)],
    ['backtest', backtestLine(backtest)],
  ];
  await terminal.out(tableText([{ title: 'forecast' }, { title: '' }], rows));
}

/** `forecast --metrics FILE` (with `--workspace` see forecast-workspace.ts): daily peaks, fit, projection, crossing and backtest of one series (MODEL.md section 16). */
export const forecastCommand: Run = async (given, terminal) => {
  noRest(given);
  const path = textOption(given, 'metrics');
  const asked = textOption(given, 'workspace') !== null;
  if (path === null && asked) {
    onlyOptions(given, OF_WORKSPACE, 'forecast --workspace, which takes such figures from the policy');
    return (await import('./forecast-workspace.ts')).forecastWorkspace(given, terminal);
  }
  if (path === null || asked)
    throw new UsageError(
      'forecast needs either a metric file or a workspace: headroom forecast --metrics FILE --limit N',
    );
  onlyOptions(given, OF_FILE, 'forecast --metrics');
  const limit = numberOption(given, 'limit');
  const options = {
    windowDays: wholeOption(given, 'window', POLICY_DEFAULTS.forecastWindowDays, 7, MOST_DAYS),
    horizonDays: wholeOption(given, 'horizon', POLICY_DEFAULTS.forecastHorizonDays, 1, MOST_DAYS),
    intervalLevel: POLICY_DEFAULTS.intervalLevel,
    ...(limit === null ? {} : { limit }),
  };
  const timeZone = zoneOption(given) ?? 'UTC';
  const batch = await readImport([path], { mapping: await readMappingOption(given), timeZone });
  let series: Series;
  try {
    sayRejected(terminal, batch.files);
    series = unpacked(chosen(batch.series, given), batch);
  } finally {
    removeSpill(batch.spill);
  }
  const forecast = forecastSeries(dailyPeaks(series.times, series.values, calendarOf(timeZone)), options);
  if (flagOption(given, 'json'))
    await printJson(terminal, { entity: series.entity, metric: series.metric, ...forecast });
  else await printTable(terminal, forecast, options.intervalLevel);
  return EXIT.done;
};
