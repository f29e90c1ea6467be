const plain = (text: string): string =>
  text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('’', "'");

/** The words somebody looks for, in any order; empty where nothing was typed. */
export const searchWords = (search: string): readonly string[] => plain(search).split(/\s+/).filter(Boolean);

/** Whether every word stands somewhere in one of the texts, as the beginning of a word or inside one. */
export function matchesSearch(words: readonly string[], texts: readonly string[]): boolean {
  if (words.length === 0) return true;
  const all = plain(texts.join('\n'));
  return words.every((word) => all.includes(word));
}
