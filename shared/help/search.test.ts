import { expect, it } from 'vitest';
import { matchesSearch, searchWords } from './search.ts';

it('finds texts that have every word, in any order, case and accent', () => {
  const texts = ['Edge reconnect', 'seconds until every connection is back; Little’s law'];
  expect(matchesSearch(searchWords('back EDGE'), texts)).toBe(true);
  expect(matchesSearch(searchWords('édge'), texts)).toBe(true);
  expect(matchesSearch(searchWords("little's"), texts)).toBe(true);
  expect(matchesSearch(searchWords('edge postgres'), texts)).toBe(false);
  expect(matchesSearch(searchWords('  '), texts)).toBe(true);
});
