import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { Mark } from './Status.tsx';
import type { StatusMark } from './status-drawings.tsx';

interface VerdictHeadProps {
  readonly mark: StatusMark;
  /** Said to screen readers where the sentence has no word for what the mark shows. */
  readonly markLabel?: string;
  /** The sentence. */
  readonly children: ReactNode;
  /** The sentence is renewed while one looks at it: screen readers hear the one that stays. */
  readonly isLive?: boolean;
  /** What the scenario makes of it. */
  readonly scenario?: ReactNode;
  /** Details, notes and acts under the sentence. */
  readonly below?: ReactNode;
  readonly className?: string;
}

/** So long a sentence stands before it is said: none of those a moving slider passes is. */
const SETTLE_MS = 700;
/** So long what is said can be read there: whoever goes through the window finds the sentence once. */
const HEARD_MS = 2000;

/** Says to screen readers what stands in an element, once it stands still and is another sentence than the last one said. */
function Heard({ of }: { readonly of: RefObject<HTMLElement | null> }) {
  const [text, setText] = useState('');
  const last = useRef('');
  useEffect(() => {
    const said = setTimeout(() => {
      const now = of.current?.textContent ?? '';
      if (now !== last.current) setText(now);
      last.current = now;
    }, SETTLE_MS);
    return () => clearTimeout(said);
  });
  useEffect(() => {
    const heard = setTimeout(() => setText(''), HEARD_MS);
    return () => clearTimeout(heard);
  }, [text]);
  return (
    <span className="vh" role="status">
      {text}
    </span>
  );
}

/** What a screen or pane opens with: the verdict's mark, its sentence, what the scenario makes of it, and what is to be added. */
export function VerdictHead(props: VerdictHeadProps) {
  const { mark, markLabel, children, isLive = false, scenario, below, className = '' } = props;
  const says = useRef<HTMLDivElement>(null);
  return (
    <div className={`say ${className}`.trim()}>
      <Mark mark={mark} big {...(markLabel === undefined ? {} : { label: markLabel })} />
      <div>
        <div ref={says}>
          <p className="v-say">{children}</p>
          {scenario === undefined || scenario === null ? null : <ScenarioSays>{scenario}</ScenarioSays>}
        </div>
        {below}
      </div>
      {isLive ? <Heard of={says} /> : null}
    </div>
  );
}

/** A sentence of the scenario below one of the baseline, after the scenario's dot. */
export function ScenarioSays({ children }: { readonly children: ReactNode }) {
  return (
    <p className="v-scen">
      <Mark mark="scen" />
      <span>{children}</span>
    </p>
  );
}
