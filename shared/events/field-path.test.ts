import { describe, expect, it } from 'vitest';
import { withFieldAt } from './field-path.ts';

const event = {
  id: 'e',
  type: 'onboardCustomer',
  fleet: [
    { flavor: 's', count: 1 },
    { flavor: 'm', count: 2 },
  ],
};

describe('a field by its path', () => {
  it('is set in the event, in a row of a list, in an object that was not there', () => {
    expect(withFieldAt(event, 'connections', 5)).toEqual({ ...event, connections: 5 });
    expect(withFieldAt(event, 'fleet[1].count', 9).fleet).toEqual([
      event.fleet[0],
      { flavor: 'm', count: 9 },
    ]);
    expect(withFieldAt(event, 'ramp.days', 30)).toEqual({ ...event, ramp: { days: 30 } });
  });
  it('leaves everything else the very same, and makes no rows', () => {
    expect(withFieldAt(event, 'fleet[1].count', 9).fleet[0]).toBe(event.fleet[0]);
    expect(withFieldAt(event, 'fleet[2].count', 9)).toEqual(event);
    expect(event.fleet[1]?.count).toBe(2);
  });
});
