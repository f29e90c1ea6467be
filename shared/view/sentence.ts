import type { FigureExplained } from './figure-explain.ts';

/** A piece of a sentence; the two or three parts that decide are strong. */
export interface Phrase {
  readonly text: string;
  readonly strong?: true;
  /** The constraint whose derivation a click on this part opens. */
  readonly constraintId?: string;
  /** The day a click explains the forecast of, instead of today's figure. */
  readonly onDay?: string;
  /** A figure with a derivation of its own, which a click opens. */
  readonly figure?: FigureExplained;
}

export type Sentence = readonly Phrase[];

export const say = (text: string): Phrase => ({ text });
export const strong = (text: string, constraintId?: string): Phrase => ({
  text,
  strong: true,
  ...(constraintId === undefined ? {} : { constraintId }),
});

/** A date or a figure of a forecast: a click explains the constraint on that day. */
export const strongOn = (text: string, constraintId: string, onDay: string): Phrase => ({
  text,
  strong: true,
  constraintId,
  onDay,
});

/** A figure in the run of a sentence; a click opens its derivation. Text where there is none. */
export const figured = (text: string, figure: FigureExplained | null): Phrase =>
  figure === null ? { text } : { text, figure };

/** The sentence without its emphasis: for titles, screen readers and the clipboard. */
export function sentenceText(sentence: Sentence): string {
  return sentence.map((phrase) => phrase.text).join('');
}

/** The mark that stands before a verdict: its shape says it without colour. */
export type VerdictMark = 'ok' | 'watch' | 'breach' | 'unknown';

/** A verdict in words. */
export interface Said {
  readonly mark: VerdictMark;
  readonly sentence: Sentence;
  /** What follows in smaller type; empty when there is nothing to add. */
  readonly detail: Sentence;
}
