import { ITEM_KEY } from './palette-item.ts';

/** Whether an entry is called just as what is typed. */
export const isCalled = (label: string, search: string): boolean =>
  label.toLowerCase() === search.trim().toLowerCase();

/**
 * How well an entry, `label` + `ITEM_KEY` + key, answers what is typed; 0: not at all. Every word typed must stand in it; those
 * at the start of a word come first, before them what begins as typed, and before that what is called so.
 */
export function paletteScore(value: string, search: string): number {
  const text = value.toLowerCase();
  const typed = search.trim().toLowerCase();
  const label = text.split(ITEM_KEY, 1)[0] ?? text;
  if (isCalled(label, search)) return 3;
  let total = label.startsWith(`${typed} `) || label.startsWith(`${typed},`) ? 2 : 1;
  for (const word of typed.split(/\s+/)) {
    const at = text.indexOf(word);
    if (at < 0) return 0;
    if (at > 0 && !/[\s:·-]/.test(text.charAt(at - 1))) total -= 0.2;
  }
  return Math.max(0.1, total);
}
