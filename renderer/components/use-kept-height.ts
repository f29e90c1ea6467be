import { useEffect, useRef, useState, type RefObject } from 'react';

/**
 * Keeps a pane as high as it was while what it shows is on its way, so that nothing below it jumps.
 *
 * @param shown what is shown; `null` while it is awaited.
 */
export function useKeptHeight(shown: unknown): {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly style: { readonly minHeight: number } | undefined;
} {
  const ref = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(0);
  useEffect(() => {
    if (shown !== null) setHeight(ref.current?.offsetHeight ?? 0);
  }, [shown]);
  return { ref, style: shown === null ? { minHeight: height } : undefined };
}
