/** Names Windows keeps for devices, with any ending. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
const LONGEST = 100;

/** A file name every system takes, out of words of the data: `procurement eu-west 2026-03-31.xlsx`. */
export function fileNameOf(words: readonly string[], ending: string): string {
  const name = words
    .join(' ')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N} ._-]+/gu, '-')
    .replace(/\s+/g, ' ')
    .slice(0, LONGEST)
    .replace(/^[. ]+|[. ]+$/g, '');
  return `${name === '' || RESERVED.test(name) ? `headroom ${name}`.trim() : name}.${ending}`;
}
