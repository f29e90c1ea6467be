import { createElement, useEffect, useState, type ComponentType } from 'react';

/** A part of the window whose code is not read at the start. */
export interface LoadedLater<Props extends object = object> {
  /** The part; nothing is drawn in the moment until its code is there. */
  readonly View: (props: Props) => React.JSX.Element | null;
  /** Reads its code ahead, so that it is drawn at once when it is wanted. Never rejects: whoever draws it hears why. */
  readonly load: () => Promise<void>;
}

/**
 * Leaves a part's code out of the start: it is read with the first draw or ahead, whichever comes first. Unlike
 * `React.lazy` a part that is loaded is drawn in the same turn, so that going to a screen shows nothing in between.
 *
 * @param load imports the module and hands its component over; what it throws is thrown where the part is drawn, and the
 *   next draw tries again.
 */
export function loadedLater<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LoadedLater<Props> {
  let part: ComponentType<Props> | null = null;
  let loading: Promise<Error | null> | null = null;
  const begin = (): Promise<Error | null> => {
    loading ??= load().then(
      (loaded) => {
        part = loaded;
        return null;
      },
      (error: unknown) => {
        loading = null;
        return error instanceof Error ? error : new Error(String(error));
      },
    );
    return loading;
  };
  const known = (): ComponentType<Props> | null => part;
  function View(props: Props): React.JSX.Element | null {
    const [, drawAgain] = useState(0);
    const [failure, setFailure] = useState<Error | null>(null);
    useEffect(() => {
      if (known() !== null) return;
      void begin().then((error) => {
        if (error === null) drawAgain((times) => times + 1);
        else setFailure(error);
      });
    }, []);
    if (failure !== null) throw failure;
    const loaded = known();
    return loaded === null ? null : createElement(loaded, props);
  }
  return { View, load: async () => void (await begin()) };
}
