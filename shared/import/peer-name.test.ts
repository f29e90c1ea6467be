import { describe, expect, it } from 'vitest';
import { knownEnd, peerEnds, peerName } from './peer-name.ts';
import { EntityNames } from './series-names.ts';

describe('peerEnds', () => {
  it.each([
    ['a → b', 'a', 'b'],
    ['a -> b', 'a', 'b'],
    ['a>b', 'a', 'b'],
    ['{source="a",target="b"}', 'a', 'b'],
    ['{job="mesh",src="a:9100",dst="b"}', 'a:9100', 'b'],
    ['a:9586{peer="b"}', 'a:9586', 'b'],
    ['a{friendly_name="b",interface="wg0"}', 'a', 'b'],
  ])('reads source and target of %s', (entity, from, to) => {
    expect(peerEnds(entity)).toEqual({ from, to });
  });

  it.each(['a', 'AbC0key=', 'a{job="x"}', '{source="a"}', '{source="a",target="a"}', '→ b', ''])(
    'finds no two ends in %j',
    (entity) => expect(peerEnds(entity)).toBeNull(),
  );

  it('reads back every name it makes, and what an import calls a series with two labels', () => {
    const ends = { from: 'euw-a-01', to: 'euw-b-02' };
    expect(peerEnds(peerName(ends))).toEqual(ends);
    const labels = [
      [
        ['source', ends.from],
        ['target', ends.to],
      ],
      [
        ['instance', ends.from],
        ['peer', ends.to],
      ],
      [
        ['job', 'mesh'],
        ['from', ends.from],
        ['to', ends.to],
      ],
    ] as const;
    for (const given of labels)
      expect(peerEnds(new EntityNames().ofLabels('m', new Map(given))!)).toEqual(ends);
  });
});

describe('knownEnd', () => {
  it('takes the inventory’s spelling, without port and domain where that is needed', () => {
    const known = new Set(['a', 'b.dc']);
    expect(['a', 'a:9586', 'a.dc.example:9586', 'b.dc', 'c'].map((end) => knownEnd(end, known))).toEqual([
      'a',
      'a',
      'a',
      'b.dc',
      null,
    ]);
  });
});
