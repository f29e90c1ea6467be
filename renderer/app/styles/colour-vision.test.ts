import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

/** Machado, Oliveira and Fernandes 2009, full severity, over linear RGB; achromatopsia by relative luminance. */
const VISIONS: Readonly<Record<string, Matrix>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
  achromatopsia: [
    [0.2126, 0.7152, 0.0722],
    [0.2126, 0.7152, 0.0722],
    [0.2126, 0.7152, 0.0722],
  ],
};
const OF_COLOUR = ['normal', 'protanopia', 'deuteranopia', 'tritanopia'];

const times = (matrix: Matrix, [x, y, z]: Triple): Triple => {
  const row = ([a, b, c]: Triple): number => a * x + b * y + c * z;
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
};

function linear(hex: string): Triple {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** OKLab of linear RGB (Ottosson 2020). */
function oklab(rgb: Triple): Triple {
  const clipped = rgb.map((value) => Math.min(1, Math.max(0, value))) as unknown as Triple;
  const [l, m, s] = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    clipped,
  ).map(Math.cbrt) as unknown as Triple;
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    [l, m, s],
  );
}

/** How far apart two colours look, × 100: about 2 is just noticeable. */
function distance(a: string, b: string, vision: string): number {
  const seen = (hex: string): Triple => oklab(times(VISIONS[vision]!, linear(hex)));
  const [one, other] = [seen(a), seen(b)];
  return 100 * Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

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
  expect(distance('#000000', '#ffffff', 'normal')).toBeCloseTo(100, 0);
  expect(distance(light('ok'), light('watch'), 'normal')).toBeCloseTo(20, 0);
  expect(distance(light('ok'), light('breach'), 'deuteranopia')).toBeCloseTo(8, 0);
});

describe.each(['light', 'dark'] as const)('colours of the %s theme', (name) => {
  const of = theme(name);
  const tooNear = (list: readonly (readonly [string, string])[], vision: string, floor: number) =>
    list
      .map(([a, b]) => `${a} / ${b}: ${distance(of(a), of(b), vision).toFixed(1)}`)
      .filter((line) => Number(line.split(': ')[1]) < floor);

  it.each(OF_COLOUR)('of any two series stay apart: %s', (vision) => {
    expect(tooNear(pairs(SERIES), vision, 8)).toEqual([]);
  });
  it.each(OF_COLOUR)('of states stay apart, though shapes and words say them too: %s', (vision) => {
    expect(tooNear(pairs(['ok', 'watch', 'breach']), vision, 6)).toEqual([]);
    expect(tooNear([['ok', 'unknown']], vision, 6)).toEqual([]);
  });
  it.each(OF_COLOUR)('of baseline, scenario and breach stay apart: %s', (vision) => {
    expect(tooNear([['accent', 'base']], vision, 7)).toEqual([]);
    expect(tooNear([['accent', 'breach']], vision, 20)).toEqual([]);
  });
  it.each(Object.keys(VISIONS))('of neighbouring steps of a heat map stay apart: %s', (vision) => {
    expect(tooNear(neighbours(STEPS), vision, 6)).toEqual([]);
  });
});
