import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inRoot } from '../setup/places.mjs';
import { isAllowed, licenceOf, shippedLicences } from './licences.ts';
import { notedPackages, notePackages, packageFolder } from './shipped-packages.ts';

describe('isAllowed', () => {
  it.each([
    'MIT',
    'ISC',
    '0BSD',
    'Public domain',
    '(MIT OR GPL-3.0-only)',
    'MIT AND (GPL-2.0 OR BSD-3-Clause)',
  ])('lets %s ship', (expression) => expect(isAllowed(expression)).toBe(true));

  it.each([
    'GPL-3.0-only',
    'AGPL-3.0',
    'MIT AND GPL-3.0-only',
    'UNLICENSED',
    'SEE LICENSE IN x',
    '',
    'MIT OR',
    '(MIT',
  ])('does not let %j ship', (expression) => expect(isAllowed(expression)).toBe(false));
});

describe('the package of a module', () => {
  it('is the innermost one, with its scope, however the bundler spells the module', () => {
    expect(packageFolder('/p/node_modules/a/lib/x.js')).toBe('/p/node_modules/a');
    expect(packageFolder('/p/node_modules/a/node_modules/@s/b/x.js?v=1')).toBe(
      '/p/node_modules/a/node_modules/@s/b',
    );
    expect(packageFolder('\0/p/node_modules/a/x.js#commonjs')).toBe('/p/node_modules/a');
    expect(packageFolder('C:\\p\\node_modules\\a\\x.js')).toBe('C:/p/node_modules/a');
    expect(packageFolder('/p/shared/x.ts')).toBeNull();
  });
});

describe('licenceOf', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'headroom licence '));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const holds = (facts: object, files: Readonly<Record<string, string>> = {}): void => {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'a', version: '1.0.0', ...facts }));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  };

  it('gives the text as its author wrote it, notices included', () => {
    holds({ license: 'Apache-2.0' }, { 'LICENSE.md': 'the licence\n', NOTICE: 'the notice\n' });
    expect(licenceOf(folder)).toEqual({
      name: 'a',
      version: '1.0.0',
      licence: 'Apache-2.0',
      text: 'the licence\n\nthe notice',
    });
  });

  it('writes the text out where a package under MIT forgot it, with its author', () => {
    holds({ license: 'MIT', author: { name: 'Ada' } });
    expect(licenceOf(folder).text).toMatch(/^The MIT License\n\nCopyright \(c\) Ada\n\nPermission is hereby/);
  });

  it('ends the build for a licence that is not allowed, not said, or without its text', () => {
    holds({ license: 'GPL-3.0-only' }, { LICENSE: 'x' });
    expect(() => licenceOf(folder)).toThrow('a may not ship: its licence is GPL-3.0-only');
    holds({}, { LICENSE: 'x' });
    expect(() => licenceOf(folder)).toThrow('not said');
    rmSync(join(folder, 'LICENSE'));
    holds({ license: 'ISC' });
    expect(() => licenceOf(folder)).toThrow('without the text');
  });
});

it('the list has the runtime, what lies beside the bundles, what is in them and what is inside of that, by name', () => {
  const names = shippedLicences(inRoot(), [inRoot('node_modules', 'react'), '']).map(({ name }) => name);
  expect(names).toEqual(['better-sqlite3', 'electron', 'highs', 'react', 'SQLite']);
});

it('notes the packages of the last build of a bundle', () => {
  const folder = mkdtempSync(join(tmpdir(), 'headroom noted '));
  const noted = notePackages(join(folder, 'sub', 'main'));
  noted.buildStart();
  noted.generateBundle(
    {},
    { a: { moduleIds: ['/p/node_modules/b/x.js', '/p/x.ts', '/p/node_modules/a/x.js'] }, c: {} },
  );
  expect(notedPackages(join(folder, 'sub'), ['main'])).toEqual(['/p/node_modules/a', '/p/node_modules/b']);
  noted.buildStart();
  noted.generateBundle({}, { a: { moduleIds: ['/p/node_modules/c/x.js'] } });
  expect(notedPackages(join(folder, 'sub'), ['main'])).toEqual(['/p/node_modules/c']);
  rmSync(folder, { recursive: true });
});
