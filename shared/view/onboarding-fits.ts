import { byCodeUnits } from '../model/model-index.ts';
import type { FitCount } from '../events/fit-counts.ts';
import type { OnboardOutcome } from '../events/onboarding-preview.ts';
import { constraintNameOf, type RegionName } from './constraint-name.ts';
import { counted, formatInteger } from './number-format.ts';

/** How many such customers one thing lets in: drawn as counted pips, the smallest row is the answer. */
export interface FitRow {
  readonly id: string;
  readonly name: string;
  readonly where: string;
  readonly count: number;
  /** The constraint whose derivation explains it; `null` for placement. */
  readonly constraintId: string | null;
}

const SHOWN = 6;

/** `placement.memory@cluster:a` → `Placement`, `a`; other ids by their constraint. */
function nameOf(id: string, regionName: RegionName): { readonly name: string; readonly where: string } {
  if (!id.startsWith('placement')) return constraintNameOf(id, regionName);
  const resource = /^placement\.([^@]+)@/.exec(id)?.[1];
  const where = id.slice(id.indexOf(':') + 1);
  return { name: resource === undefined ? 'Placement' : `Placement by ${resource}`, where };
}

/**
 * The rows of "How many fit?": what binds the answer first, then the other targets by how many they would let in. A target
 * that lets in more than the answer but is of the same kind and scope as a tighter one is still listed: it is another limit.
 */
export function fitRowsOf(
  { howManyFit, binding }: Pick<OnboardOutcome, 'howManyFit' | 'binding'>,
  fits: readonly FitCount[],
  regionName: RegionName = () => null,
): readonly FitRow[] {
  const rows = fits.map(({ id, count }): FitRow => ({
    id,
    ...nameOf(id, regionName),
    count,
    constraintId: id,
  }));
  const isListed = binding === null || rows.some(({ id }) => id === binding);
  const bound: FitRow[] =
    isListed || howManyFit === null || binding === null
      ? []
      : [
          {
            id: binding,
            ...nameOf(binding, regionName),
            count: howManyFit,
            constraintId: binding.startsWith('placement') ? null : binding,
          },
        ];
  const all = [...bound, ...rows];
  all.sort(
    (a, b) =>
      a.count - b.count || Number(b.id === binding) - Number(a.id === binding) || byCodeUnits(a.id, b.id),
  );
  return all.slice(0, SHOWN);
}

const ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];

function ordinal(count: number): string {
  const word = ORDINALS[count - 1];
  if (word !== undefined) return word;
  const tens = count % 100;
  const ending = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th');
  return `${formatInteger(count)}${ending}`;
}

/** `The third is refused by edge connections.` */
export function refusedSentence(
  { howManyFit, binding }: Pick<OnboardOutcome, 'howManyFit' | 'binding'>,
  regionName: RegionName = () => null,
  survivalWord = 'N+1',
): string {
  if (howManyFit === null) return 'Nothing the model knows limits how many fit.';
  if (binding === null) return `${counted(howManyFit, 'such customer')} tried; nothing refused one yet.`;
  const { name, where } = nameOf(binding, regionName);
  const lower = /^(CPU|OS|API|Postgres|N\+1)/.test(name)
    ? name
    : name.charAt(0).toLowerCase() + name.slice(1);
  const survival = binding.startsWith('compute.survival@');
  const by = survival ? `${survivalWord} in ${where}` : where === 'region' ? lower : `${lower} of ${where}`;
  return `The ${ordinal(howManyFit + 1)} is refused by ${by}.`;
}
