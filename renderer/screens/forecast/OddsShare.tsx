import type { TimelineOdds } from '../../../shared/timeline/timeline-result.ts';
import { oddsNode, oddsRange, oddsText } from '../../../shared/view/odds-view.ts';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import type { ExplainSide } from '../../state/explain-store.ts';

interface ShareProps {
  readonly odds: TimelineOdds;
  readonly share: number;
  readonly what: string;
  readonly side: ExplainSide;
}

/** A share of the runs and the interval it lies in for want of more; it explains itself as so many of so many. */
export function Share({ odds, share, what, side }: ShareProps) {
  const target = {
    key: `odds ${side} ${what}`,
    title: what,
    side,
    node: oddsNode(odds, share, what),
  };
  return (
    <span className="odds-share">
      <ExplainNumber target={target} className={side === 'after' ? 'scen strong' : 'strong'}>
        {oddsText(share)}
      </ExplainNumber>{' '}
      <span className="mute">({oddsRange(share, odds.runs)})</span>
    </span>
  );
}

/** What the runs leave out, in one sentence. */
export function OddsNotes({ notes }: { readonly notes: readonly string[] }) {
  if (notes.length === 0) return null;
  const text = notes.join('; ');
  return <p className="mute">{`${text.charAt(0).toUpperCase()}${text.slice(1)}.`}</p>;
}
