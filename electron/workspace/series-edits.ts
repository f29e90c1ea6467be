import { cellUnit, dimensionUnit } from '../../shared/import/cell-units.ts';
import { METRIC_CATALOGUE } from '../../shared/import/metric-catalogue.ts';
import type { SeriesName } from '../../shared/history/stored-series.ts';
import { counted } from '../../shared/view/number-format.ts';
import { Refusal } from '../refusal.ts';
import type { Workspace } from './workspace.ts';

const nameOf = ({ entity, metric }: SeriesName): string => `${metric} of ${entity}`;

/** @throws Refusal `not-found`, `read-only`. */
export function removeSeries(
  workspace: Workspace,
  series: readonly SeriesName[],
): { readonly label: string } {
  const [first] = series;
  const label =
    series.length === 1 && first !== undefined
      ? `Delete series ${nameOf(first)}`
      : `Delete ${counted(series.length, 'series', 'series')}`;
  workspace.act(label, () => {
    for (const name of series)
      if (!workspace.series.remove(name.entity, name.metric))
        throw new Refusal('not-found', `There is no series ${nameOf(name)}. Nothing was changed.`);
  });
  return { label };
}

interface Renaming {
  readonly from: SeriesName;
  readonly to: SeriesName;
}

/** Unit the values will be in, and what they are multiplied by and divided by to be so. */
function conversion(
  unit: string | null,
  { metric }: SeriesName,
): { readonly unit: string | null; readonly factor: number; readonly divisor: number } {
  const canonical = METRIC_CATALOGUE.find(({ id }) => id === metric);
  if (canonical === undefined || unit === null || unit === canonical.unit)
    return { unit: canonical?.unit ?? unit, factor: 1, divisor: 1 };
  const given = cellUnit(unit);
  if (given?.dimension !== canonical.dimension) {
    throw new Refusal(
      'bad-input',
      `${metric} is in ${dimensionUnit(canonical.dimension)}, the series in ${unit}. Nothing was changed.`,
    );
  }
  return { unit: canonical.unit, factor: given.factor, divisor: given.divisor };
}

/** Other names for series, and their values in the unit the new metric has. @throws Refusal `not-found`, `bad-input`. */
export function renameSeries(
  workspace: Workspace,
  renamings: readonly Renaming[],
): { readonly label: string } {
  const [first] = renamings;
  const label =
    renamings.length === 1 && first !== undefined
      ? `Rename series ${nameOf(first.from)} to ${nameOf(first.to)}`
      : `Rename ${counted(renamings.length, 'series', 'series')}`;
  workspace.act(label, () => {
    for (const { from, to } of renamings) {
      const { unit, factor, divisor } = conversion(workspace.series.unitOf(from.entity, from.metric), to);
      const outcome = workspace.series.rename(from, to, unit);
      if (outcome === 'missing')
        throw new Refusal('not-found', `There is no series ${nameOf(from)}. Nothing was changed.`);
      if (outcome === 'taken')
        throw new Refusal(
          'bad-input',
          `There is a series ${nameOf(to)} already. Delete it first, or choose another name. Nothing was changed.`,
        );
      if (factor !== 1 || divisor !== 1)
        workspace.series.scale(to.entity, to.metric, (value) => (value * factor) / divisor);
    }
  });
  return { label };
}
