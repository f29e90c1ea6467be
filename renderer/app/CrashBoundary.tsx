import { Component, type ReactNode } from 'react';
import { noteError } from '../state/page-errors.ts';
import { ErrorNote } from '../components/EmptyState.tsx';

interface CrashBoundaryProps {
  readonly children: ReactNode;
  /** When this changes the children are tried again: another screen, another workspace. */
  readonly resetKey: string;
}

interface CrashState {
  readonly error: Error | null;
  readonly resetKey: string;
}

/** A bug on one screen leaves the rest of the window usable, and says so instead of going blank. */
export class CrashBoundary extends Component<CrashBoundaryProps, CrashState> {
  override state: CrashState = { error: null, resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: Error): Partial<CrashState> {
    return { error };
  }

  static getDerivedStateFromProps(props: CrashBoundaryProps, state: CrashState): Partial<CrashState> | null {
    return props.resetKey === state.resetKey ? null : { error: null, resetKey: props.resetKey };
  }

  override componentDidCatch(error: Error): void {
    noteError(error);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <div className="screen-note">
        <ErrorNote title="This screen stopped working." again={() => this.setState({ error: null })}>
          Nothing was changed or lost: {error.message}
        </ErrorNote>
      </div>
    );
  }
}
