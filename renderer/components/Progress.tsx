import type { ReactNode } from 'react';
import { ProgressBar } from 'react-aria-components';
import { formatInteger } from '../../shared/view/number-format.ts';

interface ProgressProps {
  readonly label: string;
  /** 0..1; `null` while nothing is known. */
  readonly share: number | null;
}

/** A bar as long as the work done. Rate, rest and Cancel stand beside it. */
export function Progress({ label, share }: ProgressProps) {
  return (
    <ProgressBar
      aria-label={label}
      className="progress"
      value={(share ?? 0) * 100}
      isIndeterminate={share === null}
    >
      <i style={{ width: `${(share ?? 0) * 100}%` }} />
    </ProgressBar>
  );
}

interface RunningProps extends ProgressProps {
  /** How far it is, in words: `1,000 of 2,000`. */
  readonly said: string | null;
  /** The way to stop it. */
  readonly children?: ReactNode;
}

/** Something long that runs now. How far it is can be read, and is never told while it counts. */
export function Running({ label, share, said, children }: RunningProps) {
  return (
    <div className="sweep" role="status" aria-live="off">
      <div className="pg-t">
        <span>{label}</span>
        {said === null ? null : <span className="mute">{said}</span>}
        {children}
      </div>
      <Progress label={label} share={share} />
    </div>
  );
}

/** `1,000 of 2,000`, and its share: of what counts its steps. */
export function runningOf(progress: { readonly done: number; readonly total: number } | undefined): {
  readonly said: string | null;
  readonly share: number | null;
} {
  if (progress === undefined) return { said: null, share: null };
  const { done, total } = progress;
  return {
    said: `${formatInteger(done)} of ${formatInteger(total)}`,
    share: total === 0 ? null : done / total,
  };
}
