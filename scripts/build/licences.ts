import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LICENCES_FILE, type ShippedLicence } from '../../shared/licences/shipped-licence.ts';
import { notedPackages } from './shipped-packages.ts';

/** Licences under which a library may ship: each asks for its text to be shown and for nothing else of the application. */
const ALLOWED: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'Public domain',
  'Unlicense',
  'Zlib',
]);

/** Whether an SPDX expression of `AND`, `OR` and brackets can be met by allowed licences alone. */
export function isAllowed(expression: string): boolean {
  const words = expression
    .replaceAll(/[()]/g, ' $& ')
    .trim()
    .split(/\s+(?!domain)/);
  let at = 0;
  const one = (): boolean => {
    const word = words[at++];
    if (word !== '(') return word !== undefined && ALLOWED.has(word);
    const inner = any();
    return words[at++] === ')' && inner;
  };
  const all = (): boolean => {
    let met = one();
    while (words[at] === 'AND') {
      at += 1;
      met = one() && met;
    }
    return met;
  };
  const any = (): boolean => {
    let met = all();
    while (words[at] === 'OR') {
      at += 1;
      met = all() || met;
    }
    return met;
  };
  return any() && at === words.length;
}

interface PackageFacts {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  /** The field of long ago. */
  readonly licenses?: readonly { readonly type: string }[];
  readonly author?: string | { readonly name: string };
}

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** The files of a package that say how it may be used. Some packages name a licence and leave its text out. */
function textOf(folder: string, { name, author }: PackageFacts, licence: string): string {
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  if (files.length > 0)
    return files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
  const holder = typeof author === 'string' ? author : author?.name;
  if (licence !== 'MIT' || holder === undefined)
    throw new Error(`${name} ships without the text of its licence (${licence})`);
  return `The MIT License\n\nCopyright (c) ${holder}\n\n${MIT}`;
}

/** @throws Error where a package says no licence, one that is not allowed, or one without its text */
export function licenceOf(folder: string): ShippedLicence {
  const facts = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageFacts;
  const licence = facts.license ?? facts.licenses?.map(({ type }) => type).join(' OR ');
  if (licence === undefined || !isAllowed(licence))
    throw new Error(`${facts.name} may not ship: its licence is ${licence ?? 'not said'}`);
  return { name: facts.name, version: facts.version, licence, text: textOf(folder, facts, licence) };
}

const SQLITE: ShippedLicence = {
  name: 'SQLite',
  version: null,
  licence: 'Public domain',
  text: 'SQLite is part of better-sqlite3. Its authors disclaim copyright to its source code. In place of a legal notice, here is a blessing:\n\nMay you do good and not evil.\nMay you find forgiveness for yourself and forgive others.\nMay you share freely, never taking more than you give.',
};

/** Of the runtime that is there: it may be another one than the package asks for (see scripts/setup/electron-runtime.mjs). */
function electronVersion(root: string): string | null {
  const file = join(root, 'node_modules', 'electron', 'dist', 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : null;
}

/**
 * Everything that ships, by name: Electron, the packages the bundles were made of, those that lie beside them, and what is
 * inside of these.
 * @param root the checkout; its packages are installed
 * @param bundled folders of the packages in the bundles
 */
export function shippedLicences(root: string, bundled: readonly string[]): readonly ShippedLicence[] {
  const beside = ['electron', 'better-sqlite3', 'highs'].map((name) => join(root, 'node_modules', name));
  const folders = [...new Set([...beside, ...bundled])].filter((folder) => folder !== '');
  const all = [...folders.map(licenceOf), SQLITE].map((one) =>
    one.name === 'electron' ? { ...one, version: electronVersion(root) ?? one.version } : one,
  );
  const byName = new Map(all.map((one) => [`${one.name} ${one.version ?? ''}`, one]));
  const order = ({ name }: ShippedLicence): string => name.replace(/^@/, '').toLowerCase();
  return [...byName.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

interface Emitter {
  emitFile(file: { readonly type: 'asset'; readonly fileName: string; readonly source: string }): unknown;
}

/**
 * Puts the list beside the page. The page's bundle is built last, so that what the others are made of has been noted by then;
 * a licence that is not allowed ends the build.
 */
export function licenceList(root: string): {
  readonly name: string;
  readonly enforce: 'post';
  generateBundle(this: Emitter): void;
} {
  const noted = join(root, 'out', 'packages');
  return {
    name: 'licence-list',
    enforce: 'post',
    generateBundle() {
      const builds = existsSync(noted) ? readdirSync(noted) : [];
      const source = JSON.stringify(shippedLicences(root, notedPackages(noted, builds)));
      this.emitFile({ type: 'asset', fileName: LICENCES_FILE, source });
    },
  };
}
