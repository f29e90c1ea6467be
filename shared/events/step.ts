import { GIB } from '../units.ts';

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

export type StepBody = Omit<Step, 'step'>;

/** Numbers steps from 1. */
export function numbered(steps: readonly StepBody[]): readonly Step[] {
  return steps.map((step, index) => ({ step: index + 1, ...step }));
}

/** Bytes in a sentence: GiB to one digit where there is at least one, else the bytes themselves. */
export function bytesInWords(bytes: number): string {
  return Math.abs(bytes) >= GIB ? `${Number((bytes / GIB).toFixed(1))} GiB` : `${bytes} bytes`;
}
