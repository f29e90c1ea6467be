import type { Sentence, VerdictMark } from '../../view/sentence.ts';

/** Text that stands as itself in a page, whatever is in it. */
export const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** Words longer than this may be broken, so that no name pushes a table off its page; shorter ones never are. */
const LONGEST_WORD = 24;

/** Text of a cell: itself, with places where its longest words may break. */
const cellText = (text: string): string =>
  text
    .split(new RegExp(`(\\S{${LONGEST_WORD}})(?=\\S)`, 'u'))
    .filter((part) => part !== '')
    .map(escaped)
    .join('<wbr>');

/** Shape before a verdict, so that it is told apart in black and white; the word stands beside it. */
const SHAPES: Readonly<Record<VerdictMark, string>> = {
  ok: '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.5"/>',
  watch: '<path d="M8 1.5 15 14.5H1Z" fill="none" stroke="currentColor" stroke-width="1.5"/>',
  breach: '<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5Z" fill="currentColor"/>',
  unknown:
    '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2.5 2"/>',
};

const markSvg = (mark: VerdictMark): string =>
  `<svg class="mark ${mark}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${SHAPES[mark]}</svg>`;

/** A verdict sentence with its mark; the parts that decide are strong. */
export function verdictLine(mark: VerdictMark, sentence: Sentence): string {
  const words = sentence
    .map(({ text, strong }) => (strong ? `<b>${escaped(text)}</b>` : escaped(text)))
    .join('');
  return `<p class="verdict">${markSvg(mark)}<span>${words}</span></p>`;
}

export interface Column {
  readonly title: string;
  readonly isNumber?: true;
}

/** A table of texts; a cell may be markup of our own (a drawing). */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly (string | { readonly markup: string })[])[],
): string {
  const classOf = (at: number): string => (columns[at]?.isNumber ? ' class="n"' : '');
  const head = columns
    .map(({ title }, at) => `<th${classOf(at)} scope="col">${escaped(title)}</th>`)
    .join('');
  const body = rows
    .map(
      (row) =>
        `<tr>${row.map((cell, at) => `<td${classOf(at)}>${typeof cell === 'string' ? cellText(cell) : cell.markup}</td>`).join('')}</tr>`,
    )
    .join('\n');
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table>`;
}

/** A pane: its title and one muted note that says scale, unit and band. */
export const section = (title: string, note: string, content: string): string =>
  `<section><h2>${escaped(title)}<small>${escaped(note)}</small></h2>\n${content}\n</section>`;

export const paragraph = (text: string): string => `<p>${escaped(text)}</p>`;
