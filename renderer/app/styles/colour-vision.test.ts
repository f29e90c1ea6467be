import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SERIES_BESIDE } from '../../charts/time-plot.ts';
import { colourDistance, OF_COLOUR, VISIONS } from '../../../scripts/test/colour-vision.ts';

/** The colours of a theme as the style sheet has them; the first block that names a token is light, the second dark. */
function theme(name: 'light' | 'dark'): (token: string) => string {
  const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
  return (token) => {
    const found = [...css.matchAll(new RegExp(`--${token}: (#[0-9a-f]{6});`, 'g'))].map(([, hex]) => hex);
    const hex = found[name === 'light' ? 0 : 1];
    if (hex === undefined) throw new Error(`no --${token} in ${name}`);
    return hex;
  };
}

const pairs = (names: readonly string[]): readonly (readonly [string, string])[] =>
  names.flatMap((a, at) => names.slice(at + 1).map((b) => [a, b] as const));
const neighbours = (names: readonly string[]): readonly (readonly [string, string])[] =>
  names.slice(1).map((name, at) => [names[at] ?? '', name] as const);

const SERIES = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `series-${n}`);
const STEPS = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `seq-${n}`);

it('measures as the literature does', () => {
  const light = theme('light');
  expect(colourDistance('#000000', '#ffffff', 'normal')).toBeCloseTo(100, 0);
  expect(colourDistance(light('ok'), light('watch'), 'normal')).toBeCloseTo(20, 0);
  expect(colourDistance(light('ok'), light('breach'), 'deuteranopia')).toBeCloseTo(8, 0);
});

describe.each(['light', 'dark'] as const)('colours of the %s theme', (name) => {
  const of = theme(name);
  const tooNear = (list: readonly (readonly [string, string])[], vision: string, floor: number) =>
    list
      .map(([a, b]) => `${a} / ${b}: ${colourDistance(of(a), of(b), vision).toFixed(1)}`)
      .filter((line) => Number(line.split(': ')[1]) < floor);

  it.each(OF_COLOUR)('of any two series stay apart: %s', (vision) => {
    expect(tooNear(pairs(SERIES), vision, 8)).toEqual([]);
  });
  it.each(OF_COLOUR)('of states stay apart, though shapes and words say them too: %s', (vision) => {
    expect(tooNear(pairs(['ok', 'watch', 'breach']), vision, 6)).toEqual([]);
    expect(tooNear([['ok', 'unknown']], vision, 6)).toEqual([]);
  });
  it.each(OF_COLOUR)('of the series beside a baseline and a scenario stay apart from both: %s', (vision) => {
    const beside = SERIES_BESIDE.flatMap((n) => [
      ['base', `series-${n}`] as const,
      ['accent', `series-${n}`] as const,
    ]);
    expect(tooNear(beside, vision, 7)).toEqual([]);
  });
  it.each(OF_COLOUR)('of baseline, scenario and breach stay apart: %s', (vision) => {
    expect(tooNear([['accent', 'base']], vision, 7)).toEqual([]);
    expect(tooNear([['accent', 'breach']], vision, 20)).toEqual([]);
  });
  it.each(Object.keys(VISIONS))('of neighbouring steps of a heat map stay apart: %s', (vision) => {
    expect(tooNear(neighbours(STEPS), vision, 6)).toEqual([]);
  });
});
