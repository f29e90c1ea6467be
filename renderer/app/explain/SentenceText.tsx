import type { Sentence } from '../../../shared/view/sentence.ts';
import { explainConstraint, type ExplainSide } from '../../state/explain-store.ts';
import { ExplainNumber } from './ExplainNumber.tsx';

interface SentenceTextProps {
  readonly sentence: Sentence;
  readonly side: ExplainSide;
}

/** A verdict sentence; the parts that decide are strong, and a figure in it opens its derivation. */
export function SentenceText({ sentence, side }: SentenceTextProps) {
  return sentence.map((phrase, at) => {
    const key = `${at}:${phrase.text}`;
    if (phrase.constraintId !== undefined) {
      return (
        <ExplainNumber key={key} target={explainConstraint(phrase.constraintId, side)} className="strong">
          {phrase.text}
        </ExplainNumber>
      );
    }
    return phrase.strong === true ? <b key={key}>{phrase.text}</b> : <span key={key}>{phrase.text}</span>;
  });
}
