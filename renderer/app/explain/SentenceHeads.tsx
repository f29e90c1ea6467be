import { sentenceText, type Sentence, type VerdictMark } from '../../../shared/view/sentence.ts';
import { VerdictHead } from '../../components/VerdictHead.tsx';
import { SentenceText } from './SentenceText.tsx';

interface ScenarioHeadProps {
  /** Its figures are the scenario's. */
  readonly verdict: { readonly mark: VerdictMark; readonly sentence: Sentence; readonly detail: Sentence };
  /** What is to be known about how it was computed. */
  readonly notes: readonly string[];
  readonly className?: string;
}

/** What a scenario comes to, renewed with every change of it: its sentence, a second one with detail, notes. */
export function ScenarioHead({
  verdict: { mark, sentence, detail },
  notes,
  className = '',
}: ScenarioHeadProps) {
  const below = (
    <>
      {detail.length === 0 ? null : (
        <p className="soft">
          <SentenceText sentence={detail} side="after" />
        </p>
      )}
      {notes.map((note) => (
        <p key={note} className="mute say-note">
          {note}
        </p>
      ))}
    </>
  );
  return (
    <VerdictHead mark={mark} isLive below={below} className={className}>
      <SentenceText sentence={sentence} side="after" />
    </VerdictHead>
  );
}

interface BothSidesHeadProps {
  readonly before: { readonly mark: VerdictMark; readonly sentence: Sentence };
  /** `null` without a scenario. */
  readonly after: { readonly sentence: Sentence } | null;
  /** Something that runs makes the sentence: it is said when it ends. */
  readonly isLive?: boolean;
}

/** What holds now, and below it the same in the scenario. */
export function BothSidesHead({ before, after, isLive = false }: BothSidesHeadProps) {
  const scenario =
    after === null ? null : (
      <>
        In the scenario:{' '}
        {sentenceText(after.sentence) === sentenceText(before.sentence) ? (
          'the same.'
        ) : (
          <SentenceText sentence={after.sentence} side="after" />
        )}
      </>
    );
  return (
    <VerdictHead mark={before.mark} scenario={scenario} isLive={isLive}>
      <SentenceText sentence={before.sentence} side="before" />
    </VerdictHead>
  );
}
