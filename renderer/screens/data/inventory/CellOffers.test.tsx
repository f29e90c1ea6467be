import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { CellOffers } from './CellOffers.tsx';

const drawn = (failure: string | null): string =>
  renderToStaticMarkup(
    <CellOffers
      id="list"
      label="Cluster"
      place={{ left: 0, top: 0, up: false }}
      options={failure === null ? ['euw-a', 'euw-b'] : []}
      failure={failure}
      active={0}
      onTake={() => undefined}
      onAgain={() => undefined}
    />,
  );
const entries = (markup: string): readonly string[] =>
  [...markup.matchAll(/role="option"[^>]*>([^<]*)</g)].map(([, text]) => text ?? '');

it('offers what a cell can hold', () => {
  expect(entries(drawn(null))).toEqual(['euw-a', 'euw-b']);
  expect(drawn(null)).not.toContain('alert');
});

it('says why it was not read, and offers to ask again in its place, where the arrows lead', () => {
  const markup = drawn('The drive is not there.');
  expect(markup).toContain('role="alert"');
  expect(markup).toContain('What can stand here was not read. The drive is not there.');
  expect(entries(markup)).toEqual(['Try again']);
  expect(markup).toContain('id="list-0" role="option" tabindex="-1" aria-selected="true"');
});
