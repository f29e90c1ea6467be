import type { ExplainNode } from '../explain/node.ts';
import type { Consequence } from '../timeline/result.ts';
import { digitsApart, formatPlain } from './number-format.ts';
import { quantityText } from './quantity-format.ts';

/** Domains as columns, from the machines outwards, so that links mostly run to the right and down. */
const ORDER = ['compute', 'edge', 'controlPlane', 'overlay', 'storage'];
const TITLES: Readonly<Record<string, string>> = {
  compute: 'Compute',
  edge: 'Edge',
  controlPlane: 'Control plane',
  overlay: 'Overlay',
  storage: 'Storage',
};

export interface ChainLink {
  /** Place of the consequence in the cascade. */
  readonly place: number;
  readonly consequence: Consequence;
  /** Column of its domain. */
  readonly column: number;
  /** Title of the event it begins with. */
  readonly because: string;
  /** Places of what it follows from, nearest first, up to the event. */
  readonly causes: readonly number[];
  /** `18.5`, `3.35 s`, `82.4%`; empty where nothing is counted. */
  readonly figure: string;
  /** `120`, `120 s`, what it may be at most; empty without a limit or a figure. */
  readonly most: string;
}

/** What happens at one instant, in the order it is told. */
export interface ChainInstant {
  /** `30 s`, `2 d`; `—` at a time that cannot be computed. */
  readonly when: string;
  readonly links: readonly ChainLink[];
}

export interface CascadeChain {
  /** Titles of the domains that are reached. */
  readonly columns: readonly string[];
  readonly instants: readonly ChainInstant[];
}

/** Two decimals as a rule, none from a hundred up; a small share keeps the digits that tell it from 0, others from `against`. */
function rounded(value: number, against: number | null = null): string {
  const size = Math.abs(value);
  if (size > 0 && size < 0.01) return String(Number(value.toPrecision(2)));
  return formatPlain(value, digitsApart(value, against === null ? [] : [against], size >= 100 ? 0 : 2));
}

/**
 * A figure with the unit its derivation has: seconds and shares. What is counted stays a number, its noun stands in the
 * sentence before it.
 */
function figureOf(value: number, node: ExplainNode | null, against: number | null): string {
  if (node?.unit === 'ratio') return quantityText(value, 'ratio', against);
  const text = rounded(value, against);
  return node?.unit === 'seconds' ? `${text} s` : text;
}

function causesOf(cascade: readonly Consequence[], place: number): readonly number[] {
  const found: number[] = [];
  for (let at = cascade[place]?.follows ?? null; at !== null && !found.includes(at);) {
    found.push(at);
    at = cascade[at]?.follows ?? null;
  }
  return found;
}

/**
 * The consequences of a scenario as a chain: one row per instant, one column per domain, each consequence with what it
 * follows from. `titles`: of the events by their id.
 */
export function cascadeChain(
  cascade: readonly Consequence[],
  titles: ReadonlyMap<string, string>,
): CascadeChain {
  const domains = [...new Set(cascade.map(({ domain }) => domain))].sort(
    (a, b) => ORDER.indexOf(a) - ORDER.indexOf(b),
  );
  const instants: { when: string; at: number | null; links: ChainLink[] }[] = [];
  for (const [place, consequence] of cascade.entries()) {
    const { atSeconds, domain, cause, value, limit, nodes } = consequence;
    const link: ChainLink = {
      place,
      consequence,
      column: domains.indexOf(domain),
      because: titles.get(cause) ?? cause,
      causes: causesOf(cascade, place),
      figure: value === null ? '' : figureOf(value, nodes.value, limit),
      most: value === null || limit === null ? '' : figureOf(limit, nodes.limit, value),
    };
    const last = instants.at(-1);
    if (last !== undefined && last.at === atSeconds) last.links.push(link);
    else
      instants.push({
        when: atSeconds === null ? '—' : quantityText(atSeconds, 'seconds'),
        at: atSeconds,
        links: [link],
      });
  }
  return {
    columns: domains.map((domain) => TITLES[domain] ?? domain),
    instants: instants.map(({ when, links }) => ({ when, links })),
  };
}
