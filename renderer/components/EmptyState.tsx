import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
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
    <div className="empty" role="group" aria-label={title}>
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
  /** Asks once more what was not answered. */
  readonly again?: () => void;
}

/** What happened, what was left alone, what to do. */
export function ErrorNote({ title, children, again }: ErrorNoteProps) {
  return (
    <div className="err" role="alert">
      <Mark mark="breach" />
      <div>
        <b className="med">{title}</b>
        {children === undefined ? null : <div className="soft">{children}</div>}
        {again === undefined ? null : (
          <p className="err-act">
            <Button small onPress={again}>
              Try again
            </Button>
          </p>
        )}
      </div>
    </div>
  );
}

interface NotYetProps {
  /** What is being done until the answer is there. */
  readonly wait: string;
  /** The sentence that opens the note where it did not come. */
  readonly failed: string;
  /** Why it did not come; `null`: it is on its way. */
  readonly failure: string | null;
  readonly again: () => void;
  /** It stands among other things in a pane, and not in the place of a whole screen. */
  readonly inside?: boolean;
}

/** In the place of an answer that is not there: that it is awaited, or why it did not come and a way to ask once more. */
export function NotYet({ wait, failed, failure, again, inside = false }: NotYetProps) {
  if (failure === null) return <p className={inside ? 'mute' : 'screen-wait mute'}>{wait}</p>;
  const note = (
    <ErrorNote title={failed} again={again}>
      {failure}
    </ErrorNote>
  );
  return inside ? note : <div className="screen-note">{note}</div>;
}
