import type { FlipAnswer, FlipCause, FlipStretch } from '../timeline/flip-search.ts';
import { constraintName, type RegionName, survivalName } from './constraint-name.ts';
import { counted, formatPlain } from './number-format.ts';
import { targetText } from './target-text.ts';

/** A strip under a slider, in the slider's own unit, and the words below it. */
export interface FlipStrip {
  readonly stretches: readonly { readonly from: number; readonly to: number; readonly isBad: boolean }[];
  readonly words: string;
  readonly isBad: boolean;
}

function limitWords(text: string): string {
  if (text.startsWith('≥ ')) return `under ${text.slice(2)}`;
  return text.startsWith('≤ ') ? `over ${text.slice(2)}` : 'missed';
}

/** `euw-d under 20%`, `pg-main Postgres CPU over 60%`, `3 microVMs stranded`. */
function causeWords(cause: FlipCause | undefined, regionName: RegionName): string {
  if (cause === undefined) return 'a target missed';
  if (cause.kind === 'stranded') return `${counted(cause.microvms, 'microVM')} stranded`;
  if (cause.kind === 'refused') return 'cannot be applied';
  const { name, where } = constraintName(cause.constraint, regionName);
  if (cause.constraint.target?.on === 'outcome') return `${survivalName(cause.constraint)} fails in ${where}`;
  const limit = limitWords(targetText(cause.constraint));
  return name === 'Memory' && where !== 'region' ? `${where} ${limit}` : `${name} ${where} ${limit}`;
}

function stretchWords(
  stretches: readonly FlipStretch[],
  shown: (value: number) => string,
  regionName: RegionName,
): string {
  const bad = stretches.findIndex(({ isBad }) => isBad);
  const stretch = stretches[bad];
  if (stretch === undefined) return '';
  const what = causeWords(stretch.causes[0], regionName);
  return bad === 0 ? `${what} up to ${shown(stretch.to)}` : `${what} from ${shown(stretch.from)}`;
}

/**
 * Where the verdict flips, in a few words: `euw-d under 20% from 292`. Two flips and more are on the strip; the words name
 * the first. Without any: whether every value holds or every value misses the same.
 *
 * A search that ended before the slider does says how far it looked.
 *
 * @param max end of the slider, in base units.
 * @param toShown base units → the slider's unit.
 */
export function flipStrip(
  { always, stretches }: FlipAnswer,
  max: number,
  toShown: (value: number) => number,
  regionName: RegionName = () => null,
): FlipStrip {
  const flips = stretches.some(({ isBad }) => isBad);
  const shown = (value: number) => formatPlain(toShown(value));
  const last = stretches[stretches.length - 1]?.to ?? max;
  const looked = last < max ? `, tried to ${shown(last)}` : '';
  const same =
    always.length === 0
      ? 'holds at every value'
      : `same at every value: ${counted(always.length, 'target')} missed`;
  return {
    stretches: stretches.map(({ from, to, isBad }) => ({ from: toShown(from), to: toShown(to), isBad })),
    words: (flips ? stretchWords(stretches, shown, regionName) : same) + looked,
    isBad: flips,
  };
}
