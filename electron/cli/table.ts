export interface Column {
  readonly title: string;
  readonly align?: 'right';
}

// Wide enough for every id; longer ones push their line, nothing is cut off.
const width = (text: string): number => Array.from(text).length;

/** A plain table with a rule under its titles, as `ls -l` would: two spaces between columns, nothing at line ends. */
export function tableText(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map((column, i) =>
    Math.max(width(column.title), ...rows.map((row) => width(row[i] ?? ''))),
  );
  const line = (cells: readonly string[]): string =>
    columns
      .map((column, i) => {
        const cell = cells[i] ?? '';
        const room = ' '.repeat((widths[i] ?? 0) - width(cell));
        return column.align === 'right' ? room + cell : cell + room;
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map((size) => '─'.repeat(size)).join('  ');
  return `${[line(columns.map((column) => column.title)), rule, ...rows.map(line)].join('\n')}\n`;
}
