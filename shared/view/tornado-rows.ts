import { describeEvent } from '../events/describe-event.ts';
import { definitionOf } from '../events/event-registry.ts';
import { numbersOf } from '../events/numeric-fields.ts';
import type { ScenarioEvent } from '../events/scenario.ts';
import type { Verdict } from '../assess/constraint.ts';
import { POLICY_FIELDS } from '../model/policy-fields.ts';
import type { PolicyKey } from '../model/policy.ts';
import type { Tornado, TornadoBar, TornadoEnd } from '../timeline/tornado.ts';
import type { Unit } from '../units.ts';
import { formatPercent, formatPlain } from './number-format.ts';
import { POLICY_LABELS } from './policy-labels.ts';
import { quantityText } from './quantity-format.ts';

export interface TornadoRow {
  readonly key: string;
  /** The assumption in words. */
  readonly name: string;
  /** Where it stands: the event, or `Assumptions`. */
  readonly where: string;
  /** `10 – 90`; a guess says so. */
  readonly inputs: string;
  /** Ends of the bar on the common scale, 0..1; `null` where the answer is a verdict. */
  readonly from: number | null;
  readonly to: number | null;
  /** Margins at the low and the high end. */
  readonly low: string;
  readonly high: string;
  /** `missed at high`; empty where the verdict stays. */
  readonly flip: string;
}

export interface TornadoView {
  readonly rows: readonly TornadoRow[];
  /** Place of the plain result, and of the limit; `null` outside the scale. */
  readonly midAt: number | null;
  readonly limitAt: number | null;
}

const VERDICTS: Readonly<Record<Verdict, string>> = {
  ok: 'holds',
  breach: 'missed',
  'not-measured': 'not measured',
  'no-target': 'without a target',
};

const verdictWord = (verdict: Verdict | null): string =>
  verdict === null ? 'not possible' : VERDICTS[verdict];

function marginText({ margin, verdict }: TornadoEnd): string {
  return margin === null ? verdictWord(verdict) : formatPercent(margin, 1, [0]);
}

function inputText(input: number | boolean, unit: Unit): string {
  if (typeof input === 'boolean') return input ? 'happens' : 'does not';
  return unit === 'count' ? formatPlain(input) : quantityText(input, unit);
}

function policyUnit(key: string): Unit {
  const field = POLICY_FIELDS[key as PolicyKey];
  return field.kind === 'number' ? field.unit : 'count';
}

function named(
  bar: TornadoBar,
  events: readonly ScenarioEvent[],
): { name: string; where: string; unit: Unit } {
  if (bar.event === null) {
    const label = POLICY_LABELS.find(({ key }) => key === bar.path)?.label ?? bar.path;
    return { name: label, where: 'Assumptions', unit: policyUnit(bar.path) };
  }
  const event = events.find(({ id }) => id === bar.event);
  const where = event === undefined ? bar.event : describeEvent(event);
  if (bar.range === 'chance') return { name: 'It happens', where, unit: 'count' };
  const fields = event === undefined ? [] : numbersOf(definitionOf(event.type)?.fields ?? [], event);
  const field = fields.find(({ path }) => path === bar.path)?.field;
  const unit = field?.kind === 'quantity' ? field.unit : field?.kind === 'ratio' ? 'ratio' : 'count';
  return { name: field?.label ?? bar.path, where, unit };
}

function flipWords(bar: TornadoBar, mid: TornadoEnd): string {
  const ends = [['low', bar.low] as const, ['high', bar.high] as const].filter(
    ([, end]) => end.verdict !== mid.verdict,
  );
  const words = ends.map(([side, { verdict }]) => `${verdictWord(verdict)} at ${side}`);
  return words.join(', ');
}

/** Bars of a tornado on one scale of margins, with the limit where the margin is 0; the longest first within each group. */
export function tornadoView(
  { bars, mid }: Tornado,
  events: readonly ScenarioEvent[],
  most: number,
): TornadoView {
  const shown = bars.slice(0, most);
  const margins = [mid, ...shown.flatMap(({ low, high }) => [low, high])].flatMap(({ margin }) =>
    margin === null ? [] : [margin],
  );
  const [least, greatest] = [Math.min(0, ...margins), Math.max(0, ...margins)];
  const at = (margin: number | null): number | null =>
    margin === null || greatest === least ? null : (margin - least) / (greatest - least);
  return {
    rows: shown.map((bar) => {
      const { name, where, unit } = named(bar, events);
      const inputs = `${inputText(bar.low.input, unit)} – ${inputText(bar.high.input, unit)}`;
      const ends = [bar.low, bar.high, mid].flatMap((end) => at(end.margin) ?? []);
      return {
        key: `${bar.event ?? ''} ${bar.path}`,
        name,
        where,
        inputs: bar.range === 'guess' ? `${inputs}, guessed` : inputs,
        from: ends.length === 0 ? null : Math.min(...ends),
        to: ends.length === 0 ? null : Math.max(...ends),
        low: marginText(bar.low),
        high: marginText(bar.high),
        flip: flipWords(bar, mid),
      };
    }),
    midAt: at(mid.margin),
    limitAt: margins.length === 0 ? null : at(0),
  };
}
