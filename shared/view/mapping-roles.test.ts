import { describe, expect, it } from 'vitest';
import { roleOf, withKey, withRole } from './mapping-roles.ts';

const COLUMNS = ['vm', 'cpu', 'memory', 'start', 'stop'];
const mapping = {
  schema: 'headroom.mapping/v1',
  shape: 'long',
  time: 'start',
  entity: 'vm',
  values: ['cpu', 'memory'],
};
const roles = (document: Readonly<Record<string, unknown>>) =>
  COLUMNS.map((column) => roleOf(document, column));

describe('what columns are read as', () => {
  it('is what the mapping names, and skipped otherwise', () => {
    expect(roles(mapping)).toEqual(['entity', 'value', 'value', 'time', 'skip']);
  });

  it('takes the column called value where none is named, and every other column of a wide table', () => {
    expect(roleOf({ shape: 'long', time: 'a' }, 'Value')).toBe('value');
    expect(roleOf({ shape: 'wide', time: 'a' }, 'host-1')).toBe('value');
  });

  it('changes one column and leaves the others, in the order of the file', () => {
    expect(roles(withRole(mapping, COLUMNS, 'stop', 'value'))).toEqual([
      'entity',
      'value',
      'value',
      'time',
      'value',
    ]);
    expect(withRole(mapping, COLUMNS, 'stop', 'value')['values']).toEqual(['cpu', 'memory', 'stop']);
    expect(roles(withRole(mapping, COLUMNS, 'cpu', 'skip'))).toEqual([
      'entity',
      'skip',
      'value',
      'time',
      'skip',
    ]);
  });

  it('lets only one column be the time: the former gives way', () => {
    expect(roles(withRole(mapping, COLUMNS, 'stop', 'time'))).toEqual([
      'entity',
      'value',
      'value',
      'skip',
      'time',
    ]);
    expect(roles(withRole(mapping, COLUMNS, 'vm', 'time'))).toEqual([
      'time',
      'value',
      'value',
      'skip',
      'skip',
    ]);
  });

  it('keeps keys it does not know of', () => {
    const decimal = { ...mapping, decimal: ',', unit: 'GiB' };
    expect(withRole(decimal, COLUMNS, 'stop', 'value')).toMatchObject({ decimal: ',', unit: 'GiB' });
    expect(withKey(decimal, 'unit', '')).not.toHaveProperty('unit');
    expect(withKey(mapping, 'skipFirst', 2)).toMatchObject({ skipFirst: 2, time: 'start' });
  });
});
