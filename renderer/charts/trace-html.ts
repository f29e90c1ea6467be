import { shape } from './vector-twin.ts';

const isClear = (colour: string): boolean => colour === 'transparent' || colour.endsWith(', 0)');

function box(element: HTMLElement, left: number, top: number): SVGElement | null {
  const style = getComputedStyle(element);
  const place = element.getBoundingClientRect();
  const border = Number.parseFloat(style.borderTopWidth);
  const hasBorder = border > 0 && style.borderTopStyle !== 'none' && !isClear(style.borderTopColor);
  const isHatched = style.backgroundImage.includes('gradient');
  if (place.width === 0 || place.height === 0) return null;
  if (isClear(style.backgroundColor) && !hasBorder && !isHatched) return null;
  const inset = hasBorder ? border / 2 : 0;
  return shape('rect', {
    x: (place.left - left + inset).toFixed(2),
    y: (place.top - top + inset).toFixed(2),
    width: Math.max(0, place.width - 2 * inset).toFixed(2),
    height: Math.max(0, place.height - 2 * inset).toFixed(2),
    rx: style.borderRadius.endsWith('%') ? place.width / 2 : Number.parseFloat(style.borderRadius) || 0,
    fill:
      isHatched && isClear(style.backgroundColor)
        ? 'url(#hatch)'
        : isClear(style.backgroundColor)
          ? 'none'
          : style.backgroundColor,
    ...(hasBorder ? { stroke: style.borderTopColor, 'stroke-width': border } : {}),
  });
}

function words(node: Text, left: number, top: number): SVGElement | null {
  const content = node.data.trim();
  const parent = node.parentElement;
  if (content === '' || parent === null) return null;
  const range = document.createRange();
  range.selectNodeContents(node);
  const place = range.getBoundingClientRect();
  const style = getComputedStyle(parent);
  if (place.width === 0 || style.visibility === 'hidden') return null;
  const text = shape('text', {
    x: (place.left - left).toFixed(2),
    y: (place.top - top + place.height * 0.78).toFixed(2),
    'font-family': style.fontFamily,
    'font-size': style.fontSize,
    'font-weight': style.fontWeight,
    fill: style.color,
  });
  text.textContent = content;
  return text;
}

/** Boxes and words of a chart that is made of page elements, as shapes at the same places. */
export function traceHtml(root: HTMLElement, left: number, top: number): readonly SVGElement[] {
  const own = box(root, left, top);
  const shapes = own === null ? [] : [own];
  for (const child of root.childNodes) {
    if (child instanceof Text) {
      const text = words(child, left, top);
      if (text !== null) shapes.push(text);
    } else if (child instanceof HTMLElement && getComputedStyle(child).visibility !== 'hidden') {
      shapes.push(...traceHtml(child, left, top));
    }
  }
  return shapes;
}
