import { useLayoutEffect, useRef, type RefObject } from 'react';
import { useWorkspace } from '../../state/workspace-store.ts';

/** How far the Overview of a workspace was scrolled when it was left. */
const kept = { path: '', top: 0 };

/** The element that scrolls: found again where it was left, as soon as there is something in it. */
export function useKeptScroll(isThere: boolean): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  const path = useWorkspace((state) => state.info?.displayPath ?? '');
  useLayoutEffect(() => {
    const element = box.current;
    if (!isThere || element === null) return;
    if (kept.path === path) element.scrollTop = kept.top;
    const note = (): void => {
      kept.path = path;
      kept.top = element.scrollTop;
    };
    element.addEventListener('scroll', note, { passive: true });
    return () => element.removeEventListener('scroll', note);
  }, [isThere, path]);
  return box;
}
