import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

export interface BoxSize {
  readonly width: number;
  readonly height: number;
}

/** The place a chart has, in pixels; 0 × 0 until it is laid out. */
export function useBoxSize<Box extends HTMLElement>(): readonly [RefObject<Box | null>, BoxSize] {
  const box = useRef<Box>(null);
  const [size, setSize] = useState<BoxSize>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [box, size];
}
