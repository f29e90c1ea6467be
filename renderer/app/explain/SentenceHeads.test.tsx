import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { say, strong } from '../../../shared/view/sentence.ts';
import { BothSidesHead } from './SentenceHeads.tsx';

const holds = {
  mark: 'ok',
  sentence: [strong('N+1 holds.'), say(' Every target holds to 14 February 2027.')],
} as const;
const fails = { sentence: [strong('N+1 fails'), say(' in euw-c from 3 May.')] } as const;

describe('BothSidesHead', () => {
  it('says what the scenario makes of it where that is something else, and else that it is the same', () => {
    const differs = renderToStaticMarkup(<BothSidesHead before={holds} after={fails} />);
    expect(differs).toContain('N+1 fails');
    expect(differs).not.toContain('the same.');
    const same = renderToStaticMarkup(<BothSidesHead before={holds} after={holds} />);
    expect(same).toContain('the same.');
    expect(same.split('N+1 holds.')).toHaveLength(2);
    expect(renderToStaticMarkup(<BothSidesHead before={holds} after={null} />)).not.toContain(
      'In the scenario',
    );
  });

  it('breaks no line inside a date', () => {
    const drawn = renderToStaticMarkup(<BothSidesHead before={holds} after={fails} />);
    for (const date of ['14 February 2027', '3 May'])
      expect(drawn).toContain(`<span class="nw">${date}</span>`);
  });
});
