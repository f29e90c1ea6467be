import { afterEach, expect, it, vi } from 'vitest';
import { HeldBridge, ok } from './held-bridge.fixture.ts';
import { changePortfolio, openPortfolio, runPortfolio, usePortfolios } from './portfolio-store.ts';

afterEach(() => vi.unstubAllGlobals());

it('shows no rows of one portfolio under the name of another that was opened meanwhile', async () => {
  const bridge = new HeldBridge();
  const named = (id: string) => ({ id, name: id, portfolio: { name: id } }) as never;
  usePortfolios.setState({ open: named('a') });
  void runPortfolio();
  usePortfolios.setState({ open: named('b') });
  await bridge.next('portfolio:run').answer(ok({ revision: 1, rows: [] }));
  const { evaluated, task } = usePortfolios.getState();
  expect([evaluated, task]).toEqual([null, null]);
});

it('makes each of two quick changes to what the one before led to, whatever is read in between', async () => {
  const bridge = new HeldBridge();
  const open = (notes: string) => ({ id: 'a', name: 'a', portfolio: { name: 'a', notes } }) as never;
  const notes = () => usePortfolios.getState().open?.portfolio.notes;
  usePortfolios.setState({ open: open('') });
  const add = (word: string): void =>
    void changePortfolio('note', (now) => ({ ...now, notes: `${now.notes ?? ''}${word}` }));
  void openPortfolio('a');
  add('one ');
  await bridge.next('portfolio:get').answer(ok(open('')));
  expect(notes()).toBe('one ');
  add('two');
  const [first, second] = [bridge.next('portfolio:save'), bridge.next('portfolio:save')];
  await first.answer(ok(open('one ')));
  await second.answer(ok(open('one two')));
  expect(notes()).toBe('one two');
});
