import { useEffect, useState } from 'react';

/**
 * Calls back when the page's pixels get finer or coarser: another screen, another zoom. The query tells of a step away from
 * the present sharpness, the window's resize of one that comes with a zoom; both may come early, so it is looked at in the
 * next frame. Returns how to stop.
 */
function onSharpness(changed: () => void): () => void {
  let known = devicePixelRatio;
  let media = matchMedia(`(resolution: ${known}dppx)`);
  const look = (): void => {
    if (devicePixelRatio === known) return;
    known = devicePixelRatio;
    media.removeEventListener('change', soon);
    media = matchMedia(`(resolution: ${known}dppx)`);
    media.addEventListener('change', soon);
    changed();
  };
  const soon = (): void => void requestAnimationFrame(look);
  media.addEventListener('change', soon);
  window.addEventListener('resize', soon);
  return () => {
    media.removeEventListener('change', soon);
    window.removeEventListener('resize', soon);
  };
}

/**
 * Rises whenever a canvas must be painted again: light and dark have changed places, or the screen's sharpness
 * has changed. What is drawn by style sheets follows by itself.
 */
export function useTheme(): number {
  const [version, setVersion] = useState(0);
  useEffect(() => {
    const changed = (): void => setVersion((before) => before + 1);
    const system = matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', changed);
    const stop = onSharpness(changed);
    return () => {
      system.removeEventListener('change', changed);
      stop();
    };
  }, []);
  return version;
}

/** Reads the design's colours where an element stands, for drawing on its canvas. */
export function colourReader(element: Element): (name: string) => string {
  const style = getComputedStyle(element);
  return (name) => style.getPropertyValue(name).trim();
}
