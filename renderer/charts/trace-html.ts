import { shape } from './vector-twin.ts';

const isClear = (colour: string): boolean => colour === 'transparent' || colour.endsWith(', 0)');
const SIDES = ['Top', 'Right', 'Bottom', 'Left'] as const;

/** A border on all four sides is a frame; on fewer, a hairline on each that has one. */
function hairlines(
  style: CSSStyleDeclaration,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): readonly SVGElement[] {
  return SIDES.flatMap((side) => {
    const thick = Number.parseFloat(style[`border${side}Width`]);
    const colour = style[`border${side}Color`];
    if (!(thick > 0) || style[`border${side}Style`] === 'none' || isClear(colour)) return [];
    const flat = side === 'Top' || side === 'Bottom';
    return [
      shape('rect', {
        x: (side === 'Right' ? x + width - thick : x).toFixed(2),
        y: (side === 'Bottom' ? y + height - thick : y).toFixed(2),
        width: (flat ? width : thick).toFixed(2),
        height: (flat ? thick : height).toFixed(2),
        fill: colour,
      }),
    ];
  });
}

/** The ground and the borders of a page element. `left` and `top` are where the picture begins. */
export function traceBox(element: HTMLElement, left: number, top: number): readonly SVGElement[] {
  const style = getComputedStyle(element);
  const place = element.getBoundingClientRect();
  if (place.width === 0 || place.height === 0) return [];
  const at = { x: place.left - left, y: place.top - top, width: place.width, height: place.height };
  const widths = SIDES.map((side) => Number.parseFloat(style[`border${side}Width`]));
  const border = widths[0] ?? 0;
  const isFrame =
    widths.every((width) => width > 0) &&
    style.borderTopStyle !== 'none' &&
    !isClear(style.borderTopColor) &&
    style.borderTopColor === style.borderBottomColor;
  const isHatched = style.backgroundImage.includes('gradient');
  const isGround = !isClear(style.backgroundColor);
  const lines = isFrame ? [] : hairlines(style, at);
  if (!isGround && !isFrame && !isHatched) return lines;
  const inset = isFrame ? border / 2 : 0;
  const ground = shape('rect', {
    x: (at.x + inset).toFixed(2),
    y: (at.y + inset).toFixed(2),
    width: Math.max(0, at.width - 2 * inset).toFixed(2),
    height: Math.max(0, at.height - 2 * inset).toFixed(2),
    rx: style.borderRadius.endsWith('%') ? at.width / 2 : Number.parseFloat(style.borderRadius) || 0,
    fill: isGround ? style.backgroundColor : isHatched ? 'url(#hatch)' : 'none',
    ...(isFrame ? { stroke: style.borderTopColor, 'stroke-width': border } : {}),
  });
  return [ground, ...lines];
}

interface Line {
  readonly text: string;
  readonly place: DOMRect;
}

/** The lines a text is broken into, each with its place. */
function linesOf(node: Text): readonly Line[] {
  const range = document.createRange();
  // The place is that of the words: a space before them is part of the text, but not of what is drawn.
  range.setStart(node, node.data.search(/\S/));
  range.setEnd(node, node.data.trimEnd().length);
  if (range.getClientRects().length <= 1) {
    return [{ text: node.data.trim().replaceAll(/\s+/g, ' '), place: range.getBoundingClientRect() }];
  }
  const starts: { from: number; to: number; top: number }[] = [];
  for (const { index, 0: word } of node.data.matchAll(/\S+/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    const { top } = range.getBoundingClientRect();
    const last = starts.at(-1);
    if (last !== undefined && Math.abs(last.top - top) < 2) last.to = index + word.length;
    else starts.push({ from: index, to: index + word.length, top });
  }
  return starts.map(({ from, to }) => {
    range.setStart(node, from);
    range.setEnd(node, to);
    return { text: node.data.slice(from, to).replaceAll(/\s+/g, ' '), place: range.getBoundingClientRect() };
  });
}

/** What is left of a line where the page cuts it with an ellipsis. */
function cut({ text, place }: Line, parent: HTMLElement): string {
  for (let element: HTMLElement | null = parent; element !== null; element = element.parentElement) {
    if (getComputedStyle(element).textOverflow !== 'ellipsis') continue;
    const room = element.getBoundingClientRect().right - place.left;
    if (place.width <= room + 1) return text;
    return `${text.slice(0, Math.max(0, Math.floor((text.length * room) / place.width) - 1))}…`;
  }
  return text;
}

/** The words of a text, where they stand and as they look. */
export function traceWords(node: Text, left: number, top: number): readonly SVGElement[] {
  const parent = node.parentElement;
  if (node.data.trim() === '' || parent === null) return [];
  const style = getComputedStyle(parent);
  return linesOf(node).flatMap((line) => {
    const { place } = line;
    if (place.width === 0) return [];
    const text = shape('text', {
      x: (place.left - left).toFixed(2),
      y: (place.top - top + place.height * 0.78).toFixed(2),
      'font-family': style.fontFamily,
      'font-size': style.fontSize,
      'font-weight': style.fontWeight,
      fill: style.color,
    });
    text.textContent = cut(line, parent);
    return [text];
  });
}
