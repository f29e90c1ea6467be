import type { FormatContext, FormatReader } from './format.ts';

/** A line longer than this is no line of any format read here. */
const LONGEST_LINE = 64_000_000;

/** A reader for formats of independent lines. `line` gets every non-blank line and its number, counted from 1. */
export function lineReader(
  context: FormatContext,
  line: (text: string, number: number) => void,
  state: { readonly rows: number; readonly empty: number },
): FormatReader {
  let pending = '';
  let number = 1;
  const one = (text: string): void => {
    const trimmed = text.endsWith('\r') ? text.slice(0, -1) : text;
    if (trimmed !== '') line(trimmed, number);
    number += 1;
  };
  return {
    push(text) {
      if (context.problems.refused) return;
      const whole = pending + text;
      let at = 0;
      for (let end = whole.indexOf('\n'); end >= 0; end = whole.indexOf('\n', at)) {
        one(whole.slice(at, end));
        at = end + 1;
      }
      pending = whole.slice(at);
      if (pending.length > LONGEST_LINE) {
        context.problems.refuse({ line: number, message: 'a line longer than 64 million characters' });
        pending = '';
      }
    },
    rows: () => state.rows,
    end() {
      if (context.problems.refused) return null;
      if (pending !== '') one(pending);
      pending = '';
      return { kind: 'metrics', rows: state.rows, empty: state.empty };
    },
  };
}
