import { describe, expect, it, vi } from 'vitest';
import { stepHandlers, steppedBy, type StepReading } from './step-reading.ts';

const week = { at: 10, least: 0, most: 89 };

describe('steppedBy', () => {
  it.each([
    ['ArrowLeft', 9],
    ['ArrowRight', 11],
    ['PageDown', 3],
    ['PageUp', 17],
    ['Home', 0],
    ['End', 89],
  ])('moves by a day, by a week, to the ends: %s', (key, to) => {
    expect(steppedBy(key, week)).toBe(to);
  });
  it('stays within what there is to read', () => {
    expect(steppedBy('ArrowLeft', { ...week, at: 0 })).toBe(0);
    expect(steppedBy('PageUp', { ...week, at: 86 })).toBe(89);
  });
  it('stays at the first place of an empty chart', () => {
    expect(steppedBy('End', { at: 0, least: 0, most: -1 })).toBe(0);
  });
  it('leaves every other key to the page', () => {
    for (const key of ['Tab', 'Escape', 'Enter', 'a', 'ArrowUp']) expect(steppedBy(key, week)).toBeNull();
  });
});

describe('stepHandlers', () => {
  const reading = (parts: Partial<StepReading> = {}) => ({
    ...week,
    placeOf: (pixel: number) => (pixel - 50) / 4,
    onMove: vi.fn(),
    ...parts,
  });
  const key = (name: string) => ({ key: name, preventDefault: vi.fn() });
  const press = (of: StepReading, name: string) => {
    const event = key(name);
    stepHandlers(of).onKeyDown(event as unknown as React.KeyboardEvent);
    return event.preventDefault.mock.calls.length > 0;
  };
  const point = (of: StepReading, clientX: number) => {
    const ownerSVGElement = { getBoundingClientRect: () => ({ left: 200 }) };
    stepHandlers(of).onPointerMove({
      clientX,
      currentTarget: { ownerSVGElement },
    } as unknown as React.PointerEvent<SVGElement>);
  };

  it('takes the step nearest to the pointer, counted from the edge of the drawing', () => {
    const of = reading();
    point(of, 200 + 50 + 4 * 12 + 1);
    expect(of.onMove).toHaveBeenLastCalledWith(12);
    point(of, 200 + 50 + 4 * 12 + 3);
    expect(of.onMove).toHaveBeenLastCalledWith(13);
  });
  it('stays on the last step however far right the pointer is', () => {
    const of = reading();
    point(of, 10_000);
    expect(of.onMove).toHaveBeenLastCalledWith(89);
  });
  it('keeps keys it uses from scrolling the page, and no others', () => {
    const of = reading();
    expect(press(of, 'End')).toBe(true);
    expect(of.onMove).toHaveBeenLastCalledWith(89);
    expect(press(of, 'Tab')).toBe(false);
    expect(press(of, 'Enter')).toBe(false);
    expect(of.onMove).toHaveBeenCalledTimes(1);
  });
  it('asks for what is read by Enter and by a click, where the chart can be asked', () => {
    const onAsk = vi.fn();
    const of = reading({ onAsk });
    expect(press(of, 'Enter')).toBe(true);
    stepHandlers(of).onClick();
    expect(onAsk.mock.calls).toEqual([[10], [10]]);
    expect(() => stepHandlers(reading()).onClick()).not.toThrow();
  });
});
