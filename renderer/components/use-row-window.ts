import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { useCallback, useRef, type RefObject } from 'react';

export interface RowWindow {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** The rows in sight, with their place from the top of all rows. */
  readonly items: readonly VirtualItem[];
  readonly totalHeight: number;
  readonly scrollTo: (row: number) => void;
}

interface RowWindowOptions {
  readonly count: number;
  readonly rowHeight: number;
  /** Height of a head that stays at the top of the scroller. */
  readonly headHeight: number;
}

/** Rows are as high as the density of the window has them. */
export function rowHeightNow(): number {
  const height = getComputedStyle(document.documentElement).getPropertyValue('--row');
  return Number.parseInt(height, 10) || 28;
}

/** Of a long list only the rows in sight: a hundred thousand scroll like twenty. */
export function useRowWindow({ count, rowHeight, headHeight }: RowWindowOptions): RowWindow {
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
  });
  return {
    scroller,
    items: virtual.getVirtualItems(),
    totalHeight: virtual.getTotalSize(),
    scrollTo: (row) => virtual.scrollToIndex(row, { align: 'auto' }),
  };
}
