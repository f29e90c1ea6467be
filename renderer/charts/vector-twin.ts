/**
 * What a canvas shows, as SVG shapes, made when somebody copies the chart: a picture of vectors stays sharp, and names
 * its colours. Canvases without a twin are copied as a picture.
 */
const twins = new WeakMap<HTMLCanvasElement, () => SVGElement>();

export function setVectorTwin(canvas: HTMLCanvasElement, draw: () => SVGElement): void {
  twins.set(canvas, draw);
}

export function vectorTwin(canvas: HTMLCanvasElement): SVGElement | null {
  return twins.get(canvas)?.() ?? null;
}

/** One SVG element with its attributes. */
export function shape(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
