/**
 * A text as a cell of CSV or of the clipboard that no spreadsheet takes for a formula: one that begins with `=`, `+`, `-`,
 * `@`, a tab or a line end, or with quotes before those, gets a quote in front, which spreadsheets do not show. `unguarded`
 * is its inverse for every text, so that what is exported reads back as it was. Numbers are no texts and are never guarded.
 */
export const guarded = (text: string): string => (/^'*[=+\-@\t\r\n]/.test(text) ? `'${text}` : text);

export const unguarded = (text: string): string => (/^'+[=+\-@\t\r\n]/.test(text) ? text.slice(1) : text);
