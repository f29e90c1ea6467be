import { beforeEach, expect, it, vi } from 'vitest';
import { forgetSteps, showDone, showFailure, useToasts } from './toast-store.ts';

const offers = () =>
  useToasts.getState().toasts.map(({ title, action }) => `${title}: ${action?.label ?? ''}`);
const act = (label: string) => ({ label, run: () => undefined });

beforeEach(() => useToasts.setState({ toasts: [] }));

it('offers a way back with the news of the last step only', () => {
  showDone('first', act('Undo'));
  showDone('second', act('Show'));
  showDone('third', act('Undo'));
  expect(offers()).toEqual(['first: ', 'second: Show', 'third: Undo']);
});

it('offers no way back in another workspace', () => {
  showDone('first', act('Undo'));
  forgetSteps();
  expect(offers()).toEqual(['first: ']);
});

it('good news leaves by itself, but not while somebody is at it; an error stays', () => {
  vi.useFakeTimers();
  try {
    showDone('first');
    showDone('second');
    showFailure('third', { message: 'It was not done.' });
    const [first] = useToasts.getState().toasts;
    useToasts.getState().hold(first?.id ?? 0);
    vi.advanceTimersByTime(60_000);
    expect(offers()).toEqual(['first: ', 'third: ']);
    useToasts.getState().release(first?.id ?? 0);
    vi.advanceTimersByTime(5000);
    expect(offers()).toEqual(['first: ', 'third: ']);
    vi.advanceTimersByTime(2000);
    expect(offers()).toEqual(['third: ']);
  } finally {
    vi.useRealTimers();
  }
});
