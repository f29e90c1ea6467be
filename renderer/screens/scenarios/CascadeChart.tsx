import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { CascadeChain, ChainInstant, ChainLink } from '../../../shared/view/cascade-chain.ts';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import { Mark } from '../../components/Status.tsx';

const MARKS = { ok: 'ok', breach: 'breach', 'not-measured': 'unknown' } as const;
const WORDS = { ok: 'holds', breach: 'missed', 'not-measured': 'not measured' } as const;
/** Pixels a link runs beside the column it comes from. */
const GUTTER = 9;

/** Where a consequence stands in the drawing. */
interface Place {
  readonly left: number;
  readonly right: number;
  readonly middle: number;
}

/** Out of the left side of the cause, down beside its column, and into the near side of what follows. */
function pathOf(cause: Place, effect: Place): string {
  const x = cause.left - GUTTER;
  const end = effect.left >= cause.left ? effect.left : effect.right;
  return `M${cause.left} ${cause.middle}H${x}V${effect.middle}H${end}`;
}

function isNear(link: ChainLink, chosen: ChainLink): boolean {
  return (
    link.place === chosen.place || chosen.causes.includes(link.place) || link.causes.includes(chosen.place)
  );
}

interface CardProps {
  readonly link: ChainLink;
  readonly when: string;
  readonly domain: string;
  readonly cause: ChainLink | null;
  readonly tone: '' | 'near' | 'far';
  readonly isPinned: boolean;
  readonly onPin: () => void;
  readonly onSeek: (isSought: boolean) => void;
}

/** What the explanations of a consequence's numbers are known by. */
export const chainKey = (place: number, part: 'value' | 'limit'): string => `cascade ${place} ${part}`;

/** A number of a consequence; it opens how it came about. */
function Figure({ link, part }: { readonly link: ChainLink; readonly part: 'value' | 'limit' }) {
  const node = link.consequence.nodes[part];
  const text = part === 'value' ? link.figure : link.most;
  if (node === null) return text;
  const target = { key: chainKey(link.place, part), title: node.label, side: 'after', node } as const;
  return <ExplainNumber target={target}>{text}</ExplainNumber>;
}

function Card({ link, when, domain, cause, tone, isPinned, onPin, onSeek }: CardProps) {
  const { consequence, figure, most, because } = link;
  const { effect, verdict, missing } = consequence;
  return (
    <div
      className={`chain-card ${tone}`}
      data-place={link.place}
      onFocus={() => onSeek(true)}
      onBlur={() => onSeek(false)}
      onPointerEnter={() => onSeek(true)}
      onPointerLeave={() => onSeek(false)}
    >
      <Mark mark={MARKS[verdict]} />
      <div>
        <button type="button" className="chain-effect" aria-pressed={isPinned} onClick={onPin}>
          <span className="vh">
            {when === '—' ? 'at a time not known' : `after ${when}`}, {domain}:{' '}
          </span>
          {effect}
          {missing === undefined ? null : <span className="mute">needs {missing}</span>}
          <span className="vh">
            ; {WORDS[verdict]}
            {cause === null ? '' : `. Because: ${cause.consequence.effect} ${cause.figure}`}
          </span>
        </button>
        {figure === '' ? null : (
          <b>
            <Figure link={link} part="value" />
            {most === '' ? null : (
              <>
                {' '}
                of at most <Figure link={link} part="limit" />
              </>
            )}
          </b>
        )}
        {cause === null ? <span className="mute">{because}</span> : null}
      </div>
    </div>
  );
}

interface Layout {
  readonly width: number;
  readonly height: number;
  readonly places: ReadonlyMap<number, Place>;
}

function measure(element: HTMLElement): Layout {
  const origin = element.getBoundingClientRect();
  const cards = [...element.querySelectorAll<HTMLElement>('[data-place]')].map((card) => {
    const { left, right, top, height } = card.getBoundingClientRect();
    const place: Place = {
      left: left - origin.left,
      right: right - origin.left,
      middle: top - origin.top + Math.min(14, height / 2),
    };
    return [Number(card.dataset['place']), place] as const;
  });
  return { width: element.clientWidth, height: element.clientHeight, places: new Map(cards) };
}

/** Places of the cards in the drawing, measured anew whenever the chain or the room for it changes. */
function useLayout(chain: CascadeChain) {
  const box = useRef<HTMLDivElement>(null);
  const [layout, setLayout] = useState<Layout>({ width: 0, height: 0, places: new Map() });
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    // It also fires when it begins to observe, before anything is painted.
    const observer = new ResizeObserver(() => setLayout(measure(element)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [chain]);
  return { box, layout };
}

/**
 * What follows from what across domains: time runs down, domains stand side by side, a line goes from each cause to its
 * consequence. The one in focus or under the pointer shows its whole chain; Enter keeps it shown.
 */
export function CascadeChart({ chain, label }: { readonly chain: CascadeChain; readonly label: string }) {
  const { box, layout } = useLayout(chain);
  const [sought, setSought] = useState<number | null>(null);
  const [pinned, setPinned] = useState<number | null>(null);
  const seeking = useRef<number | null>(null);
  const links = useMemo(() => {
    const all = chain.instants.flatMap((instant) => instant.links);
    return new Map(all.map((link) => [link.place, link]));
  }, [chain]);
  const chosen = links.get(sought ?? pinned ?? -1) ?? null;
  const toneOf = (link: ChainLink): CardProps['tone'] =>
    chosen === null ? '' : isNear(link, chosen) ? 'near' : 'far';
  const seek = (place: number) => (isSought: boolean) => {
    // The pointer may enter one card before it leaves the other.
    if (isSought) seeking.current = place;
    else if (seeking.current === place) seeking.current = null;
    setSought(seeking.current);
  };
  const cards = ({ when, links: own }: ChainInstant, column: number) =>
    own
      .filter((link) => link.column === column)
      .map((link) => (
        <Card
          key={link.place}
          link={link}
          when={when}
          domain={chain.columns[column] ?? ''}
          cause={links.get(link.causes[0] ?? -1) ?? null}
          tone={toneOf(link)}
          isPinned={pinned === link.place}
          onPin={() => setPinned(pinned === link.place ? null : link.place)}
          onSeek={seek(link.place)}
        />
      ));
  return (
    <div
      ref={box}
      className="chain"
      role="group"
      aria-label={label}
      style={{ gridTemplateColumns: `56px repeat(${chain.columns.length}, minmax(0, 1fr))` }}
    >
      <svg className="chain-links" width={layout.width} height={layout.height} aria-hidden="true">
        {[...links.values()].map((link) => {
          const [from, to] = [layout.places.get(link.causes[0] ?? -1), layout.places.get(link.place)];
          if (from === undefined || to === undefined) return null;
          return <path key={link.place} d={pathOf(from, to)} className={toneOf(link)} />;
        })}
      </svg>
      <span className="chain-head">After</span>
      {chain.columns.map((title) => (
        <span key={title} className="chain-head">
          {title}
        </span>
      ))}
      {chain.instants.map((instant) => (
        <div key={instant.when} className="chain-row">
          <span className="chain-when">{instant.when}</span>
          {chain.columns.map((title, column) => (
            <div key={title} className="chain-cell">
              {cards(instant, column)}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
