import { useCallback, useLayoutEffect, useRef } from 'react';

/** The same function on every drawing, which calls the newest of those it was given: for parts that are memoised. */
export function useLatest<Args extends readonly unknown[]>(
  act: (...args: Args) => void,
): (...args: Args) => void {
  const newest = useRef(act);
  useLayoutEffect(() => {
    newest.current = act;
  });
  return useCallback((...args: Args) => newest.current(...args), []);
}
