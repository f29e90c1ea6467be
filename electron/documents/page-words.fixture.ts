/** A text as it reads in a line: every kind of space as one. */
export const inLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** What a reader of a page reads: its text without markup and styles, as one line. */
export const wordsOf = (html: string): string =>
  inLine(
    html
      .replaceAll(/<wbr>|<\/?b>/g, '')
      .replaceAll(/<style>[\s\S]*?<\/style>|<[^>]*>/g, ' ')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&'),
  );

export interface ReadTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const cellsOf = (row: string, tag: 'th' | 'td'): string[] =>
  [...row.matchAll(new RegExp(`<${tag}[^>]*>([\\s\\S]*?)</${tag}>`, 'g'))].map(([, cell = '']) =>
    wordsOf(cell),
  );

/** Every table of a page, in order, under the title of its section. */
function tablesOf(html: string): readonly ReadTable[] {
  return [...html.matchAll(/<section><h2>(.*?)<small>[\s\S]*?<\/section>/g)].flatMap(
    ([section, title = '']) =>
      [...section.matchAll(/<table>([\s\S]*?)<\/table>/g)].map(([, table = '']) => {
        const [head = '', body = ''] = table.split('</thead>');
        const rows = [...body.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = '']) => cellsOf(row, 'td'));
        return { title: wordsOf(title), head: cellsOf(head, 'th'), rows };
      }),
  );
}

/** The tables of a page by their title: of each section of that name. */
export const tablesNamed = (html: string, title: string): readonly ReadTable[] =>
  tablesOf(html).filter((table) => table.title === title);
