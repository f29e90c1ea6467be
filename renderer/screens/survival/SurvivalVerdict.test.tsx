import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { SurvivalVerdict } from './SurvivalVerdict.tsx';
import type { SurvivalView } from './use-survival-view.ts';

const nothing: SurvivalView = { single: null, pairs: null, domains: null, arePairsUntried: false };
const singles: SurvivalView = { ...nothing, single: [], domains: [] };
const whole: SurvivalView = { ...singles, pairs: [] };

function isSaid(before: SurvivalView, after = nothing, hasScenario = false): boolean {
  const drawn = renderToStaticMarkup(
    <SurvivalVerdict before={before} after={after} hasScenario={hasScenario} />,
  );
  return drawn.includes('role="status"');
}

it('is said to screen readers once every pair was tried, never that they are being tried', () => {
  expect(isSaid(singles)).toBe(false);
  expect(isSaid(whole)).toBe(true);
});

it('waits for what the scenario makes of it', () => {
  expect(isSaid(whole, nothing, true)).toBe(false);
  expect(isSaid(whole, singles, true)).toBe(false);
  expect(isSaid(whole, whole, true)).toBe(true);
});

it('says of pairs whose trying was cancelled that they were not tried', () => {
  const drawn = (view: SurvivalView): string =>
    renderToStaticMarkup(<SurvivalVerdict before={view} after={nothing} hasScenario={false} />);
  expect(drawn(singles)).toContain('Pairs are being tried.');
  expect(drawn({ ...singles, arePairsUntried: true })).toContain('Pairs were not tried.');
});
