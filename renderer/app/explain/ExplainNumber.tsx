import { useId, type ReactNode } from 'react';
import { useExplain, type ExplainTarget } from '../../state/explain-store.ts';

interface ExplainNumberProps {
  readonly target: ExplainTarget;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A number that explains itself: dotted underline on hover, ring on focus, accent frame while its Explain is open. */
export function ExplainNumber({ target, children, className = '' }: ExplainNumberProps) {
  const id = useId();
  const isOpen = useExplain((state) => state.isOpen && state.openedBy === id);
  const open = useExplain((state) => state.open);
  return (
    <button
      type="button"
      className={`num ${className}${isOpen ? ' clicked' : ''}`}
      aria-expanded={isOpen}
      title={`Explain ${target.title}`}
      onClick={() => open(target, id)}
    >
      {children}
    </button>
  );
}
