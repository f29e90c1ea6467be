import { useEffect, useRef } from 'react';

export interface HelpItem {
  readonly id: string;
  readonly label: string;
}

interface HelpListProps {
  readonly label: string;
  readonly groups: readonly { readonly title: string | null; readonly items: readonly HelpItem[] }[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

/** Names at the left, under their groups; the chosen one is kept in sight. */
export function HelpList({ label, groups, chosen, onChoose }: HelpListProps) {
  const current = useRef<HTMLButtonElement>(null);
  useEffect(() => current.current?.scrollIntoView({ block: 'nearest' }), [chosen]);
  if (groups.every(({ items }) => items.length === 0))
    return <p className="help-none soft">Nothing here has all of these words.</p>;
  return (
    <nav className="help-list" aria-label={label}>
      {groups.map(({ title, items }) => (
        <section key={title ?? ''} {...(title === null ? {} : { 'aria-label': title })}>
          {title === null ? null : <div className="help-group">{title}</div>}
          {items.map(({ id, label: name }) => (
            <button
              key={id}
              type="button"
              className="help-item"
              {...(id === chosen ? { 'aria-current': 'true' as const, ref: current } : {})}
              onClick={() => onChoose(id)}
            >
              {name}
            </button>
          ))}
        </section>
      ))}
    </nav>
  );
}
