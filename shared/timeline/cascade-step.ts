import type { OutcomeFigure } from '../events/outcome-figure.ts';
import type { ExplainNode } from '../explain/node.ts';
import type { Consequence } from './result.ts';

/** A consequence whose second counts from its own event; `id` and `from` link the steps of one event into a chain. */
export interface Step extends Omit<Consequence, 'cause' | 'follows'> {
  readonly id?: string | undefined;
  /** `id` of the step it follows from; absent: from the event itself. */
  readonly from?: string | undefined;
}

interface StepInput {
  readonly id?: string | undefined;
  readonly from?: string | undefined;
  readonly atSeconds: number | null;
  readonly domain: string;
  readonly effect: string;
  /** What is counted; its number is the root's value. `null`: nothing can be said of it. */
  readonly value: ExplainNode | null;
  /** Absent: a fact without a limit to miss. */
  readonly limit?: ExplainNode | null;
  /** Inputs without which value or limit cannot be known. */
  readonly missing?: readonly string[];
  /** Where something else than value ≤ limit decides. */
  readonly verdict?: Consequence['verdict'];
}

/**
 * A consequence judged by value ≤ limit. Without a value, or with an input missing, it is `not-measured` and names the
 * input; a fact without a limit is `ok`.
 */
export function step({ missing = [], value: counted, limit: most = null, ...rest }: StepInput): Step {
  const [value, limit] = [numberOf(counted), numberOf(most)];
  const said = { ...rest, value, limit, nodes: { value: counted, limit: most } };
  const lacking = missing.join(', ');
  if (rest.verdict !== undefined && (rest.verdict !== 'not-measured' || lacking === '')) {
    return { ...said, verdict: rest.verdict };
  }
  if (lacking !== '' || value === null) {
    return { ...said, verdict: 'not-measured', missing: lacking === '' ? 'an input of its event' : lacking };
  }
  return { ...said, verdict: limit === null || value <= limit ? 'ok' : 'breach' };
}

/** The number a derivation comes to; `null` where there is none. */
export function numberOf(node: ExplainNode | null): number | null {
  return typeof node?.value === 'number' ? node.value : null;
}

/** A figure of the event's outcome, under the name it has here; `null`: the event has no such figure. */
export type FigureOf = (field: string, label?: string) => ExplainNode | null;

export function figureReader(figures: readonly OutcomeFigure[]): FigureOf {
  const nodes = new Map(figures.map(({ field, node }) => [field, node]));
  return (field, label) => {
    const node = nodes.get(field) ?? null;
    return node === null || label === undefined ? node : { ...node, label };
  };
}

/** `null` inputs by name, for `missing`. */
export function missingOf(
  inputs: Readonly<Record<string, number | string | null | undefined>>,
): readonly string[] {
  return Object.entries(inputs).flatMap(([name, value]) =>
    value === null || value === undefined ? [name] : [],
  );
}

/** A number in a sentence: whole where it is, else three digits. */
export function inWords(value: number): string {
  const plain = Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));
  const [whole = plain, fraction] = plain.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
