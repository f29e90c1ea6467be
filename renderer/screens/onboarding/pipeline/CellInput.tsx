import { useState } from 'react';

interface CellInputProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly isNumber?: boolean;
  /** What the engine refuses about the value as it stands. */
  readonly problem?: string;
  /** Takes what was typed; a string says why it cannot be. */
  readonly onCommit: (text: string) => string | null;
}

/** A cell that is typed into where it stands: Enter or leaving takes it, Escape takes it back. */
export function CellInput({
  label,
  value,
  placeholder,
  isNumber = false,
  problem,
  onCommit,
}: CellInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const take = (): void => {
    if (typed === null) return;
    const wrong = typed === value ? null : onCommit(typed);
    setRefused(wrong);
    if (wrong === null) setTyped(null);
  };
  const wrong = refused ?? problem ?? null;
  return (
    <span className={`in-cell${wrong === null ? '' : ' error'}`}>
      <input
        aria-label={label}
        aria-invalid={wrong !== null}
        className={isNumber ? 'r' : ''}
        value={typed ?? value}
        placeholder={placeholder}
        spellCheck={false}
        title={wrong ?? (value === '' ? undefined : value)}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
          if (event.key === 'Escape' && typed !== null) {
            event.stopPropagation();
            setTyped(null);
            setRefused(null);
          }
        }}
      />
      {wrong === null ? null : (
        <span className="cell-problem" role="alert">
          {wrong}
        </span>
      )}
    </span>
  );
}
