import type { Phrase, Sentence } from '../../../shared/view/sentence.ts';
import {
  explainConstraint,
  explainForecast,
  type ExplainSide,
  type ExplainTarget,
} from '../../state/explain-store.ts';
import { ExplainNumber } from './ExplainNumber.tsx';

interface SentenceTextProps {
  readonly sentence: Sentence;
  readonly side: ExplainSide;
  /** What the sentence is about: key and title of its figures' derivations. */
  readonly about?: { readonly id: string; readonly title: string };
}

function targetOf(phrase: Phrase, constraintId: string, side: ExplainSide): ExplainTarget {
  const today = explainConstraint(constraintId, side);
  if (phrase.onDay === undefined) return today;
  return explainForecast(constraintId, side, phrase.onDay, 'demand', `${today.title}, on ${phrase.text}`);
}

/** `14 May`, `14 February 2027` */
const DAY = /(\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?: \d{4})?)/;

/** Words that may go to the next line; a date goes whole. */
function Words({ text }: { readonly text: string }) {
  return text.split(DAY).map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      <span key={at} className="nw">
        {part}
      </span>
    ),
  );
}

/** A verdict sentence; the parts that decide are strong, and a figure in it opens its derivation. */
export function SentenceText({ sentence, side, about }: SentenceTextProps) {
  return sentence.map((phrase, at) => {
    const key = `${at}:${phrase.text}`;
    if (phrase.constraintId !== undefined) {
      return (
        <ExplainNumber key={key} target={targetOf(phrase, phrase.constraintId, side)} className="strong">
          {phrase.text}
        </ExplainNumber>
      );
    }
    if (phrase.figure !== undefined && about !== undefined) {
      const { name, node } = phrase.figure;
      const target = { key: `${about.id} ${name}`, title: `${about.title}, ${name}`, side, node };
      return (
        <ExplainNumber key={key} target={target} {...(phrase.strong === true ? { className: 'strong' } : {})}>
          {phrase.text}
        </ExplainNumber>
      );
    }
    const words = <Words text={phrase.text} />;
    return phrase.strong === true ? <b key={key}>{words}</b> : <span key={key}>{words}</span>;
  });
}
