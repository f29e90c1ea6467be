import { describe, expect, it } from 'vitest';
import { maximumFill } from './maximum-fill.ts';

describe('maximumFill', () => {
  it('is the largest sum of sizes within each limit', () => {
    expect(maximumFill([4, 6], [3, 9, 11, 12, Infinity])).toEqual(
      new Map([
        [3, 0],
        [9, 8],
        [11, 10],
        [12, 12],
        [Infinity, Infinity],
      ]),
    );
  });
  it('has no answer where the sizes share no coarse divisor, or one of them is not a finite number', () => {
    expect(maximumFill([1, 2], [1e12])).toBeNull();
    expect(maximumFill([0], [8])).toBeNull();
    expect(maximumFill([1, Infinity], [8])).toBeNull();
    expect(maximumFill([NaN, 2], [8])).toBeNull();
  });
});
