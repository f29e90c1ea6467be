import { describe, expect, it } from 'vitest';
import { entityNameOf, KnownEntities } from './entity-name.ts';

const nameOf = (value: string, entityPattern: string | null = null): string | null =>
  entityNameOf({ instance: value }, { entityLabel: 'instance', entityPattern });

describe('entityNameOf', () => {
  it('cuts a port off, and nothing else', () => {
    expect(nameOf('h1:9100')).toBe('h1');
    expect(nameOf('h1.dc.example:9100')).toBe('h1.dc.example');
    expect(nameOf('[2001:db8::1]:9100')).toBe('2001:db8::1');
    expect(nameOf('2001:db8::1')).toBe('2001:db8::1');
    expect(nameOf('h1')).toBe('h1');
  });

  it('a pattern takes its first group, else the whole match, and nothing where it does not match', () => {
    expect(nameOf('node-h1-eu:9100', '^node-(.+)-eu')).toBe('h1');
    expect(nameOf('x-h1', 'h\\d')).toBe('h1');
    expect(nameOf('other', '^node-(.+)')).toBeNull();
  });

  it('a missing label has no name, whatever objects inherit', () => {
    expect(entityNameOf({}, { entityLabel: 'instance', entityPattern: null })).toBeNull();
    expect(entityNameOf({}, { entityLabel: 'toString', entityPattern: null })).toBeNull();
  });
});

describe('KnownEntities', () => {
  const known = new KnownEntities(['h1', 'H2', 'a.b', 'x', 'X', '10']);

  it('takes the name itself, its first part, or the one id that differs by case', () => {
    expect(known.match('h1')).toBe('h1');
    expect(known.match('h1.dc.example')).toBe('h1');
    expect(known.match('a.b')).toBe('a.b');
    expect(known.match('h2')).toBe('H2');
  });

  it('guesses nothing: two ids that differ by case only, an address, an unknown name', () => {
    expect(new KnownEntities(['x', 'X']).match('x')).toBe('x');
    expect(new KnownEntities(['ab', 'AB']).match('aB')).toBeNull();
    expect(known.match('10.0.0.7')).toBeNull();
    expect(known.match('h3')).toBeNull();
  });
});
