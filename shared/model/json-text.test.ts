import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJsonText } from './json-text.ts';

function fault(text: string): unknown[] {
  const parsed = parseJsonText(text);
  if (parsed.ok) throw new Error('accepted');
  const [problem] = parsed.problems;
  return [problem?.line, problem?.column, problem?.value, problem?.expected];
}

describe('parseJsonText', () => {
  it.each<[string, string, unknown[]]>([
    ['a trailing comma in an object', '{"a": 1,}', [1, 'column 9', '}', 'a key in double quotes']],
    ['a trailing comma in a list', '[1,\n 2,\n]', [3, 'column 1', ']', 'a value']],
    ['a missing colon', '{"a" 1}', [1, 'column 6', '1}', ':']],
    ['a missing comma', '{"a": 1\n "b": 2}', [2, 'column 2', '"b": 2}', ', or }']],
    ['an end that comes too early', '[1, 2', [1, 'column 6', undefined, ', or ]']],
    ['an empty text', '', [1, 'column 1', undefined, 'a value']],
    ['single quotes', "{'a': 1}", [1, 'column 2', "'a': 1}", 'a key in double quotes']],
    ['a word that is none', '{"a":\n  tru}', [2, 'column 3', 'tru}', 'a value']],
    ['a bare tab in a string', '"a\tb"', [1, 'column 3', '\tb"', 'the closing double quote']],
    ['an unknown escape', '"\\x"', [1, 'column 3', 'x"', 'an escape such as \\n']],
    ['a short unicode escape', '"\\u12"', [1, 'column 3', 'u12"', 'four hexadecimal digits']],
    ['more after the end', '{} x', [1, 'column 4', 'x', 'the end of the document']],
    ['a number with a leading zero', '[01]', [1, 'column 3', '1]', ', or ]']],
  ])('locates %s', (_, text, expected) => {
    expect(fault(text)).toEqual(expected);
  });

  it('refuses a key that stands twice in one object, wherever that is, and names its path', () => {
    const text = '{"hosts": [{"id": "a"},\n {"id": "b:\\"", "cores": {"n": 1}, "id": 3}]}';
    expect(parseJsonText(text, 'm.json')).toEqual({
      ok: false,
      problems: [
        {
          message: 'the key stands twice in one object',
          file: 'm.json',
          path: 'hosts[1].id',
          line: 2,
          column: 'column 36',
          value: 'id',
          expected: 'each key once',
        },
      ],
    });
    // The same key once spelled with an escape, and a key the language treats in a way of its own.
    expect(parseJsonText('{"a": 1, "\\u0061": 2}').ok).toBe(false);
    expect(parseJsonText('{"__proto__": 1, "__proto__": 2}').ok).toBe(false);
    expect(parseJsonText('{"__proto__": {"a": 1}, "a": ":"}').ok).toBe(true);
  });

  it('reads what JSON.parse reads, with a byte order mark or without', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(parseJsonText(`\uFEFF${text}`)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  it('locates the cut in every text that was cut off', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), fc.nat(), (value, at) => {
        const text = JSON.stringify(value);
        const cut = text.slice(0, at % text.length);
        const parsed = parseJsonText(cut);
        expect(parsed.ok).toBe(false);
        const column = Number(parsed.ok ? 0 : parsed.problems[0]?.column?.slice('column '.length));
        expect(column).toBeGreaterThan(0);
        expect(column).toBeLessThanOrEqual(cut.length + 1);
      }),
    );
  });

  it('refuses a document nested deeper than anybody means', () => {
    expect(parseJsonText('['.repeat(200_000)).ok).toBe(false);
  });
});
