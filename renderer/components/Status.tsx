import type { ReactNode } from 'react';
import { STATUS_DRAWINGS, type StatusMark } from './status-drawings.tsx';

interface MarkProps {
  readonly mark: StatusMark;
  readonly big?: boolean;
  /** Said to screen readers where no word stands beside the mark. */
  readonly label?: string;
}

/** The shape of a state. Where no word stands beside it, `label` says it. */
export function Mark({ mark, big = false, label }: MarkProps) {
  return (
    <svg
      className={`st st-${mark}${big ? ' big' : ''}`}
      viewBox="0 0 16 16"
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined ? true : undefined}
    >
      {STATUS_DRAWINGS[mark]}
    </svg>
  );
}

interface StatusProps {
  readonly mark: StatusMark;
  readonly children: ReactNode;
  /** On a tinted ground. */
  readonly badge?: boolean;
}

/** A state: shape, word and colour together. */
export function Status({ mark, children, badge = false }: StatusProps) {
  return (
    <span className={`${badge ? 'badge' : 'status'} is-${mark}`}>
      <Mark mark={mark} />
      <span>{children}</span>
    </span>
  );
}
