import type { Terminal } from './terminal.ts';

/** A list whose elements are made one by one while they are written. */
export class Elements {
  readonly items: Iterable<unknown>;

  constructor(items: Iterable<unknown>) {
    this.items = items;
  }
}

/** Written in pieces of about this size. */
const PIECE = 64 * 1024;

/**
 * Prints a JSON document: each key of the outer object on its own line, each element of its lists, too; inside an element
 * no line breaks. Lists of any length take no memory of their own. `undefined` members are left out, as `JSON.stringify` does.
 */
export async function printJson(
  terminal: Terminal,
  document: Readonly<Record<string, unknown>>,
): Promise<void> {
  let piece = '';
  const put = async (text: string): Promise<void> => {
    piece += text;
    if (piece.length < PIECE) return;
    await terminal.out(piece);
    piece = '';
  };
  let separator = '{\n';
  for (const [key, value] of Object.entries(document)) {
    if (value === undefined) continue;
    await put(`${separator}  ${JSON.stringify(key)}: `);
    separator = ',\n';
    const items = value instanceof Elements ? value.items : Array.isArray(value) ? value : null;
    if (items === null) {
      await put(JSON.stringify(value));
      continue;
    }
    let before = '[';
    for (const item of items) {
      await put(`${before}\n    ${JSON.stringify(item)}`);
      before = ',';
    }
    await put(before === '[' ? '[]' : '\n  ]');
  }
  await terminal.out(`${piece}${separator === '{\n' ? '{' : '\n'}}\n`);
}
