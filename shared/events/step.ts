import type { ExplainNode } from '../explain/node.ts';
import { GIB } from '../units.ts';
import type { OutcomeFigure } from './outcome-figure.ts';

/** Something a step of an operation meets, with the limit it is judged against where there is one. */
export interface StepFigure {
  readonly label: string;
  readonly value: number | string | null;
  readonly unit: string;
  readonly limit?: number | null;
}

/** One step of adding or decommissioning hosts, in order; `name` is stable for runbooks, `text` is for people. */
export interface Step {
  readonly step: number;
  readonly name: string;
  readonly text: string;
  /** One sentence: what this step would meet. */
  readonly effect: string;
  readonly figures: readonly StepFigure[];
  readonly verdict: 'ok' | 'breach' | 'not-measured';
}

/** A figure of a step as it is derived; the number it shows is its root's value. */
export interface DerivedFigure {
  readonly node: ExplainNode;
  /** What kind of number it is where no unit of the engine says it: money, watts. */
  readonly kind?: 'money' | 'watts';
  readonly limit?: ExplainNode;
}

/** A step whose figures are still derivations. */
export interface StepBody extends Omit<Step, 'step' | 'figures'> {
  readonly figures: readonly DerivedFigure[];
}

const numberOf = ({ value }: ExplainNode): number | null => (typeof value === 'number' ? value : null);

/** Numbers steps from 1, with their figures as plain values. */
export function numbered(steps: readonly StepBody[]): readonly Step[] {
  return steps.map((step, index) => ({
    step: index + 1,
    ...step,
    figures: step.figures.map(({ node, kind, limit }) => ({
      label: node.label,
      value: node.value,
      unit: kind ?? node.unit,
      ...(limit === undefined ? {} : { limit: numberOf(limit) }),
    })),
  }));
}

/** Where a figure of a step stands in its outcome: `steps[1].figures[0].value`. */
export function stepField(step: number, figure: number, part: 'value' | 'limit'): string {
  return `steps[${step}].figures[${figure}].${part}`;
}

/** The derivations of the figures of steps and of their limits, by their place in the outcome. */
export function stepFigures(steps: readonly StepBody[]): OutcomeFigure[] {
  return steps.flatMap(({ figures }, step) =>
    figures.flatMap(({ node, limit }, at) => [
      { field: stepField(step, at, 'value'), node },
      ...(limit === undefined ? [] : [{ field: stepField(step, at, 'limit'), node: limit }]),
    ]),
  );
}

/** Bytes in a sentence: GiB to one digit where there is at least one, else the bytes themselves. */
export function bytesInWords(bytes: number): string {
  return Math.abs(bytes) >= GIB ? `${Number((bytes / GIB).toFixed(1))} GiB` : `${bytes} bytes`;
}
