import { useEffect, useState } from 'react';

/**
 * Rises whenever the colours may have changed: the system's or the app's choice of light and dark. A canvas repaints then;
 * what is drawn by style sheets follows by itself.
 */
export function useTheme(): number {
  const [version, setVersion] = useState(0);
  useEffect(() => {
    const changed = (): void => setVersion((before) => before + 1);
    const system = matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', changed);
    const chosen = new MutationObserver(changed);
    chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      system.removeEventListener('change', changed);
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
