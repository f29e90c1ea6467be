import { CAPACITY_TERMS } from './capacity-terms.ts';
import { FLEET_TERMS } from './fleet-terms.ts';
import { QUESTION_TERMS } from './question-terms.ts';
import { SERVICE_TERMS } from './service-terms.ts';
import type { Term } from './term.ts';

/** Every term, by alphabet. */
export const GLOSSARY: readonly Term[] = [
  ...FLEET_TERMS,
  ...CAPACITY_TERMS,
  ...SERVICE_TERMS,
  ...QUESTION_TERMS,
].sort((a, b) => a.term.localeCompare(b.term, 'en'));

const escaped = (word: string): string => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

const FOUND = GLOSSARY.map((term) => ({
  term,
  pattern: new RegExp(
    `(?<![\\p{L}\\d])(${[term.term, ...(term.also ?? [])].map(escaped).join('|')})(?![\\p{L}\\d])`,
    'iu',
  ),
}));

/** The terms a text uses, as whole words, in any case. */
export function termsIn(text: string): readonly Term[] {
  return FOUND.filter(({ pattern }) => pattern.test(text)).map(({ term }) => term);
}
