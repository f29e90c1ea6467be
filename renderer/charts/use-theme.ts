import { useEffect, useState } from 'react';

/** Calls back when the page's pixels get finer or coarser: another screen, another zoom. Returns how to stop. */
function onSharpness(changed: () => void): () => void {
  let media = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
  const next = (): void => {
    media.removeEventListener('change', next);
    media = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    media.addEventListener('change', next);
    changed();
  };
  media.addEventListener('change', next);
  return () => media.removeEventListener('change', next);
}

/**
 * Rises whenever a canvas must be painted again: the system's or the app's choice of light and dark, or a change of the
 * screen's sharpness. What is drawn by style sheets follows by itself.
 */
export function useTheme(): number {
  const [version, setVersion] = useState(0);
  useEffect(() => {
    const changed = (): void => setVersion((before) => before + 1);
    const system = matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', changed);
    const stop = onSharpness(changed);
    const chosen = new MutationObserver(changed);
    chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      system.removeEventListener('change', changed);
      stop();
      chosen.disconnect();
    };
  }, []);
  return version;
}

/** Reads the design's colours where an element stands, for drawing on its canvas. */
export function colourReader(element: Element): (name: string) => string {
  const style = getComputedStyle(element);
  return (name) => style.getPropertyValue(name).trim();
}
