import { traceBox, traceWords } from './trace-html.ts';
import { shape, vectorTwin } from './vector-twin.ts';

/** What a drawing's looks are made of; written out on each element, so that the picture needs no style sheet. */
const LOOKS = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'vector-effect',
  'shape-rendering',
  'opacity',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;

/** Crosshairs, brushes, what catches the pointer and what is pressed belong to the moment, not to the picture. */
const NOT_COPIED =
  '.chart-only-here, .c-plot, .vh, .chart-tip, .chart-reset, .chart-menu, .btn, .more, .linkish.small';

export interface ChartPicture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

function withLooks(source: SVGElement, x: number, y: number): SVGElement {
  const copy = source.cloneNode(true) as SVGElement;
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  const sources = [source, ...source.querySelectorAll<SVGElement>('*')];
  for (const [index, element] of sources.entries()) {
    const target = copies[index];
    if (target === undefined) continue;
    const style = getComputedStyle(element);
    if (style.visibility === 'hidden' || style.display === 'none') target.setAttribute('data-gone', '');
    for (const look of LOOKS) {
      const value = style.getPropertyValue(look);
      if (value !== '' && value !== 'normal') target.setAttribute(look, value);
    }
    for (const name of ['class', 'style', 'role', 'tabindex', 'aria-hidden']) target.removeAttribute(name);
  }
  for (const gone of copy.querySelectorAll('[data-gone]')) gone.remove();
  copy.setAttribute('x', String(x));
  copy.setAttribute('y', String(y));
  copy.setAttribute('overflow', 'visible');
  return copy;
}

function canvasShape(canvas: HTMLCanvasElement, x: number, y: number): SVGElement {
  const twin = vectorTwin(canvas);
  if (twin !== null) {
    twin.setAttribute('transform', `translate(${x} ${y})`);
    return twin;
  }
  const { width, height } = canvas.getBoundingClientRect();
  return shape('image', { href: canvas.toDataURL('image/png'), x, y, width, height });
}

/** What is scrolled out of sight stays out of the picture. */
function withinScroller(element: HTMLElement, shapes: readonly SVGElement[], x: number, y: number) {
  const { clientWidth: width, clientHeight: height, scrollWidth, scrollHeight } = element;
  const { overflow } = getComputedStyle(element);
  if (overflow === 'visible' || (scrollHeight <= height + 1 && scrollWidth <= width + 1)) return shapes;
  const frame = shape('svg', { x, y, width, height, viewBox: `${x} ${y} ${width} ${height}` });
  frame.append(...shapes);
  return [frame];
}

/** What an element shows, as shapes at the same places. */
function layers(element: Element, left: number, top: number): readonly SVGElement[] {
  if (element.matches(NOT_COPIED)) return [];
  const { visibility, display } = getComputedStyle(element);
  if (visibility === 'hidden' || display === 'none') return [];
  const place = element.getBoundingClientRect();
  const [x, y] = [place.left - left, place.top - top];
  if (element instanceof SVGElement) {
    const skipped = [...element.querySelectorAll<SVGElement>(NOT_COPIED)];
    const shown = skipped.map((one) => one.style.display);
    for (const one of skipped) one.style.display = 'none';
    const copy = withLooks(element, x, y);
    copy.setAttribute('width', String(place.width));
    copy.setAttribute('height', String(place.height));
    for (const [index, one] of skipped.entries()) one.style.display = shown[index] ?? '';
    return [copy];
  }
  if (element instanceof HTMLCanvasElement) return [canvasShape(element, x, y)];
  if (!(element instanceof HTMLElement)) return [];
  const inside = [...element.childNodes].flatMap((child) =>
    child instanceof Text
      ? traceWords(child, left, top)
      : child instanceof Element
        ? layers(child, left, top)
        : [],
  );
  return [...traceBox(element, left, top), ...withinScroller(element, inside, x, y)];
}

/** A chart as one SVG text that needs nothing beside it: its shapes, its colours as they are now, and its ground. */
export function chartPicture(root: HTMLElement): ChartPicture {
  const { left, top, width, height } = root.getBoundingClientRect();
  const colour = (name: string): string => getComputedStyle(root).getPropertyValue(name).trim();
  const svg = shape('svg', {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
  });
  const hatch = shape('pattern', {
    id: 'hatch',
    width: 5,
    height: 5,
    patternUnits: 'userSpaceOnUse',
    patternTransform: 'rotate(45)',
  });
  hatch.append(shape('rect', { width: 1, height: 5, fill: colour('--base-soft') }));
  const definitions = shape('defs', {});
  definitions.append(hatch);
  svg.append(definitions, shape('rect', { width, height, fill: colour('--panel') }));
  for (const child of root.children) svg.append(...layers(child, left, top));
  return { svg: new XMLSerializer().serializeToString(svg), width, height };
}

/** The same as a PNG, twice as sharp as the screen. */
export async function picturePng({ svg, width, height }: ChartPicture): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * 2);
  canvas.height = Math.ceil(height * 2);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas to draw the picture on');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('the picture is too large')) : resolve(blob)),
      'image/png',
    ),
  );
}
