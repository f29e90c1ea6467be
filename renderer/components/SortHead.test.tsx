import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { SortArrow, SortHead, sortOrder, type SortOrder } from './SortHead.tsx';

const head = (order: SortOrder, cell?: 'th' | 'div'): string =>
  renderToStaticMarkup(
    <SortHead order={order} onSort={() => undefined} isNumber {...(cell === undefined ? {} : { cell })}>
      Memory
    </SortHead>,
  );

describe('SortHead', () => {
  it('says which way its column is sorted', () => {
    expect(head('descending')).toContain('aria-sort="descending"');
    expect(head('ascending')).toContain('aria-sort="ascending"');
    expect(head(null)).toContain('aria-sort="none"');
  });
  it('is the head of a column in a table and in a grid alike', () => {
    expect(head(null)).toMatch(
      /^<th class="r" aria-sort="none" scope="col"><button type="button" class="sort">/,
    );
    expect(head(null, 'div')).toMatch(/^<div class="r" aria-sort="none" role="columnheader"><button/);
  });
  it('draws its arrow where the table is sorted by it, and does not read it out', () => {
    expect(head(null)).not.toContain('svg');
    expect(head('ascending')).toContain('<span class="sort-arrow ascending" aria-hidden="true">\u00a0<svg');
  });
});

it('points an arrow of no order nowhere', () => {
  expect(renderToStaticMarkup(<SortArrow order={null} />)).toBe('');
});

it('takes the order from a column and its direction', () => {
  expect([sortOrder(false, true), sortOrder(true, true), sortOrder(true, false)]).toEqual([
    null,
    'descending',
    'ascending',
  ]);
});
