import { describe, expect, it } from 'vitest';
import { ITEM_KEY } from './palette-item.ts';
import { paletteScore } from './palette-score.ts';

/** Entries by label, the best answer first. */
const found = (search: string, ...labels: readonly string[]): readonly string[] =>
  labels
    .map((label) => ({ label, score: paletteScore(`${label}${ITEM_KEY}key ${label}`, search) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ label }) => label);

describe('paletteScore', () => {
  it('puts what is called as typed before what only has the word in it', () => {
    expect(found('plan', 'Export scenario, plan or review', 'Export purchase plan as PDF', 'Plan')[0]).toBe(
      'Plan',
    );
    expect(found('Data ', 'Imports of data', 'Data')[0]).toBe('Data');
  });

  it('puts what begins as typed before what has it later, and the start of a word before its middle', () => {
    expect(found('fleet', 'Hosts of a fleet', 'Fleet, control plane', 'Afleet')).toEqual([
      'Fleet, control plane',
      'Hosts of a fleet',
      'Afleet',
    ]);
  });

  it('leaves out what lacks a word of those typed', () => {
    expect(found('lose c-01', 'Lose euw-c-01, new scenario', 'Lose euw-b-01, new scenario')).toEqual([
      'Lose euw-c-01, new scenario',
    ]);
  });
});
