import type { BoxSize } from './use-box-size.ts';

/** A canvas as sharp as the screen, cleared, its units the page's pixels. `null` where there is no place to draw. */
export function prepareCanvas(canvas: HTMLCanvasElement, size: BoxSize): CanvasRenderingContext2D | null {
  const ratio = devicePixelRatio;
  const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
  if (width === 0 || height === 0) return null;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, size.width, size.height);
  return context;
}
