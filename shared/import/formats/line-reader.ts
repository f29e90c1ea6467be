import type { FormatContext, FormatReader } from './format.ts';

/** A line longer than this is no line of any format read here. */
const LONGEST_LINE = 64_000_000;

/** A reader for formats of independent lines. `line` gets every non-blank line and its number, counted from 1. */
export function lineReader(
  context: FormatContext,
  line: (text: string, number: number) => void,
  state: { readonly rows: number; readonly empty: number },
): FormatReader {
  let pieces: string[] = [];
  let pieceLength = 0;
  let number = 1;
  const one = (text: string): void => {
    const trimmed = text.endsWith('\r') ? text.slice(0, -1) : text;
    if (trimmed !== '') line(trimmed, number);
    number += 1;
  };
  return {
    push(text) {
      if (context.problems.refused) return;
      let at = 0;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
        one(pieces.join('') + text.slice(at, end));
        pieces = [];
        pieceLength = 0;
        at = end + 1;
      }
      // A long line stays in pieces until it ends: joining them with every chunk would copy it again and again.
      pieces.push(text.slice(at));
      pieceLength += text.length - at;
      if (pieceLength > LONGEST_LINE) {
        context.problems.refuse({ line: number, message: 'a line longer than 64 million characters' });
        pieces = [];
      }
    },
    rows: () => state.rows,
    end(cut) {
      if (context.problems.refused) return null;
      const rest = pieces.join('');
      pieces = [];
      if (rest !== '' && !cut) one(rest);
      return { kind: 'metrics', rows: state.rows, empty: state.empty };
    },
  };
}
