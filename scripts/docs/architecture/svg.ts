/** Width, height and style of the drawings of docs/: readable on light and dark pages alike. */

const STYLE = `
text { font: 13px system-ui, sans-serif; fill: #1a1d21; }
.small { font-size: 11.5px; fill: #545b66; }
.strong { font-weight: 600; }
.box { fill: #ffffff; stroke: #c5cad3; }
.side { fill: #f3f4f6; stroke: #c5cad3; }
.pure { fill: #eceefb; stroke: #4a4fd0; }
.line { stroke: #545b66; fill: none; stroke-width: 1.5; }
.tip { fill: #545b66; }
@media (prefers-color-scheme: dark) {
  text { fill: #e8eaee; }
  .small { fill: #a7aeba; }
  .box { fill: #16191d; stroke: #3a414b; }
  .side { fill: #0e1013; stroke: #3a414b; }
  .pure { fill: #1c1f3a; stroke: #9aa0ff; }
  .line { stroke: #a7aeba; }
  .tip { fill: #a7aeba; }
}`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

type Look = 'box' | 'side' | 'pure';

export interface Place {
  readonly x: number;
  readonly y: number;
}

export const text = ({ x, y }: Place, said: string, look = ''): string =>
  `<text x="${x}" y="${y}"${look === '' ? '' : ` class="${look}"`}>${escaped(said)}</text>`;

export const box = ({ x, y }: Place, width: number, height: number, look: Look): string =>
  `<rect class="${look}" x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/>`;

/** A straight arrow. */
export const arrow = (from: Place, to: Place): string =>
  `<path class="line" marker-end="url(#tip)" d="M${from.x} ${from.y}L${to.x} ${to.y}"/>`;

export function drawing(width: number, height: number, title: string, parts: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}\n</style>`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>',
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}
