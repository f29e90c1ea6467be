import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import type { IconName } from './icon-drawings.tsx';
import { Mark } from './Status.tsx';

interface EmptyStateProps {
  readonly icon: IconName;
  readonly title: string;
  readonly children: ReactNode;
  /** The one button that gets what is missing. */
  readonly action?: ReactNode;
}

/** Says what is missing and offers the one way to get it. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="empty">
      <Icon name={icon} />
      <b className="med">{title}</b>
      <p className="soft">{children}</p>
      {action}
    </div>
  );
}

interface ErrorNoteProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** What happened, what was left alone, what to do. */
export function ErrorNote({ title, children, action }: ErrorNoteProps) {
  return (
    <div className="err" role="alert">
      <Mark mark="breach" />
      <div>
        <b className="med">{title}</b>
        {children === undefined ? null : <div className="soft">{children}</div>}
        {action === undefined ? null : <p className="err-act">{action}</p>}
      </div>
    </div>
  );
}
