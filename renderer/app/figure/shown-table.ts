import { shownTableOf, type ChartTable } from '../../../shared/view/chart-table.ts';

/** Buttons with an icon alone, and what is drawn for the eye, are no part of a cell's words. */
const NO_WORDS = '[aria-hidden="true"], .btn.icon, script, style';
const BREAKS = new Set(['BR', 'DIV', 'P', 'LI', 'TD', 'TH', 'SPAN']);

/** What a reader gets from an element: its words, the label of a mark or a drawing, what stands in a field. */
function wordsOf(node: Node): string {
  if (node instanceof Text) return node.data;
  if (!(node instanceof Element) || node.matches(NO_WORDS)) return '';
  if (node instanceof HTMLInputElement) {
    return node.type === 'checkbox' ? (node.checked ? 'yes' : 'no') : node.value;
  }
  if (node instanceof HTMLSelectElement) return node.selectedOptions[0]?.text ?? '';
  if (node.getAttribute('role') === 'img') return node.getAttribute('aria-label') ?? '';
  if (node instanceof SVGElement) return '';
  const words = [...node.childNodes].map(wordsOf).join('');
  return BREAKS.has(node.tagName) ? ` ${words} ` : words;
}

function cellsOf(row: Element): readonly string[] {
  return [...row.querySelectorAll(':scope > th, :scope > td')].flatMap((cell) => {
    const words = wordsOf(cell)
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/ ([,.;:])/g, '$1')
      .trim();
    const span = cell instanceof HTMLTableCellElement ? cell.colSpan : 1;
    return [words, ...Array.from({ length: span - 1 }, () => '')];
  });
}

/**
 * The table a pane shows, read off the page: as many rows as it shows, in their order, numbers as rounded there. Tables
 * that know more than they show give their own.
 */
export function shownTable(pane: Element): ChartTable {
  const tables = [...pane.querySelectorAll('table')];
  const heads = tables[0]?.querySelector('thead tr:last-child');
  const rows = tables.flatMap((table) => [...table.querySelectorAll('tbody > tr, tfoot > tr')]);
  return shownTableOf(heads == null ? [] : cellsOf(heads), rows.map(cellsOf));
}
