import { csvText } from '../../../shared/view/chart-table.ts';
import { copyText } from '../../state/clipboard.ts';
import { paneOf } from './pane-of.ts';
import { shownTable } from './shown-table.ts';

interface ShownTable {
  readonly name: string;
  readonly copy: () => void;
}

/** What a table is called where it stands: its own name, its pane's, or its first column. */
function nameOf(table: HTMLTableElement, pane: HTMLElement): string {
  const title = pane.querySelector('h2, h3')?.textContent;
  const first = table.querySelector('th')?.textContent;
  return (
    table.getAttribute('aria-label') ??
    table.caption?.textContent ??
    pane.getAttribute('aria-label') ??
    title ??
    first ??
    'table'
  )
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Every table the screen shows now, also those without a head of their own to hold a button; asked when the palette opens. */
export function tablesShown(): readonly ShownTable[] {
  const seen = new Set<HTMLElement>();
  return [...document.querySelectorAll<HTMLTableElement>('main table')].flatMap((table) => {
    const pane = paneOf(table) ?? table;
    if (seen.has(pane) || table.tBodies[0]?.rows.length === 0) return [];
    seen.add(pane);
    const name = nameOf(table, pane);
    return [{ name, copy: () => void copyText(`${name} as CSV`, csvText(shownTable(pane))) }];
  });
}
