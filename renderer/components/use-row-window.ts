import { defaultRangeExtractor, useVirtualizer, type Range, type VirtualItem } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useRef, useSyncExternalStore, type RefObject } from 'react';

export interface RowWindow {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** The rows in sight and the one that is always drawn, with their place from the top of all rows. */
  readonly items: readonly VirtualItem[];
  /** The first and the last row in sight. */
  readonly first: number;
  readonly last: number;
  readonly totalHeight: number;
  readonly scrollTo: (row: number) => void;
}

interface RowWindowOptions {
  readonly count: number;
  readonly rowHeight: number;
  /** Height of a head that stays at the top of the scroller. */
  readonly headHeight: number;
  /** A row that is drawn wherever it stands, in sight or not: the one the next key is for. */
  readonly always?: number;
}

function rowHeightNow(): number {
  const height = getComputedStyle(document.documentElement).getPropertyValue('--row');
  return Number.parseInt(height, 10) || 28;
}

function onResize(changed: () => void): () => void {
  window.addEventListener('resize', changed);
  return () => window.removeEventListener('resize', changed);
}

/** Rows are as high as the styles have them in a window of this size; it follows when the window grows. */
export const useRowHeight = (): number => useSyncExternalStore(onResize, rowHeightNow);

/** The rows of a range with those ahead of it, and one more; in their order. */
export function drawnRows(range: Range, always: number): number[] {
  const rows = defaultRangeExtractor(range);
  if (always < 0 || always >= range.count || rows.includes(always)) return rows;
  return [...rows, always].sort((a, b) => a - b);
}

/** Of a long list only the rows in sight: a hundred thousand scroll like twenty. */
export function useRowWindow({ count, rowHeight, headHeight, always = -1 }: RowWindowOptions): RowWindow {
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- nothing of it is memoised by a compiler here
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback(() => rowHeight, [rowHeight]),
    overscan: 6,
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
    scrollPaddingEnd: rowHeight,
    rangeExtractor: useCallback((range: Range) => drawnRows(range, always), [always]),
  });
  // The places of rows are remembered by the height they had.
  useLayoutEffect(() => virtual.measure(), [virtual, rowHeight]);
  return {
    scroller,
    items: virtual.getVirtualItems(),
    first: virtual.range?.startIndex ?? 0,
    last: virtual.range?.endIndex ?? 0,
    totalHeight: virtual.getTotalSize(),
    scrollTo: (row) => virtual.scrollToIndex(row, { align: 'auto' }),
  };
}
