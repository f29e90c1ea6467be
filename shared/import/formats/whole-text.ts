import type { FormatContext, FormatReader, FormatResult } from './format.ts';

/** JSON cannot be read in pieces here; beyond this the engine's own limit on texts is near. */
const LARGEST_JSON = 400_000_000;

/** A reader for formats that need the whole text: collects it, then hands it over once. */
export function wholeText(
  context: FormatContext,
  read: (text: string, progress: (rows: number) => void) => FormatResult | null,
): FormatReader {
  let pieces: string[] = [];
  let length = 0;
  let rows = 0;
  return {
    push(text) {
      length += text.length;
      if (length > LARGEST_JSON) {
        if (pieces.length > 0) {
          context.problems.refuse({
            message: 'a JSON document larger than 400 MB',
            expected: 'several smaller ones',
          });
        }
        pieces = [];
        return;
      }
      pieces.push(text);
    },
    rows: () => rows,
    end() {
      if (context.problems.refused) return null;
      const text = pieces.join('');
      pieces = [];
      return read(text, (count) => {
        rows = count;
      });
    },
  };
}
