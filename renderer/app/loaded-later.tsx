import { useEffect, useState, type ComponentType } from 'react';

/** A part of the window whose code is not read at the start. */
export interface LoadedLater<Props extends object> {
  /** The part; nothing is drawn in the moment until its code is there. */
  readonly View: (props: Props) => React.JSX.Element | null;
  /** Reads its code ahead, so that it is drawn at once when it is wanted. */
  readonly load: () => Promise<void>;
}

/**
 * Leaves a part's code out of the start: it is read with the first draw or ahead, whichever comes first. Unlike
 * `React.lazy` a part that is loaded is drawn in the same turn, so that going to a screen shows nothing in between.
 *
 * @param load imports the module and hands its component over; what it throws is thrown where the part is drawn.
 */
export function loadedLater<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LoadedLater<Props> {
  let part: ComponentType<Props> | null = null;
  let failure: unknown = null;
  let loading: Promise<void> | null = null;
  const begin = (): Promise<void> => {
    loading ??= load().then(
      (loaded) => {
        part = loaded;
      },
      (error: unknown) => {
        failure = error;
        loading = null; // another draw tries again
      },
    );
    return loading;
  };
  function View(props: Props): React.JSX.Element | null {
    const [, drawAgain] = useState(0);
    useEffect(() => {
      if (part === null) void begin().then(() => drawAgain((times) => times + 1));
    }, []);
    if (part !== null) {
      const Part = part;
      return <Part {...props} />;
    }
    if (failure !== null) {
      const error = failure;
      failure = null;
      throw error instanceof Error ? error : new Error('A part of the window could not be loaded.');
    }
    return null;
  }
  return { View, load: begin };
}
