import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inRoot } from '../setup/places.mjs';

const pages = [
  'README.md',
  ...readdirSync(inRoot('docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

/** Folders a path in running text begins with. */
const ROOTS = /^(shared|electron|renderer|assets|e2e|scripts|docs)\/[\w./-]*$|^\.[\w-]+\.(cjs|json)$/;

/** Headings as a page's own links name them. */
const anchors = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\d -]/gu, '')
      .replaceAll(' ', '-'),
  );

describe.each(pages)('%s', (page) => {
  const text = readFileSync(inRoot(page), 'utf8').replaceAll(/^```[\s\S]*?^```/gm, '');

  it('links to pages, pictures and headings that are there', () => {
    for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^(https?|mailto):/.test(target)) continue;
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? inRoot(page) : join(dirname(inRoot(page)), path);
      expect(existsSync(file), target).toBe(true);
      if (anchor !== undefined) expect(anchors(readFileSync(file, 'utf8')), target).toContain(anchor);
    }
  });

  it('mentions paths that are there', () => {
    const named = [...text.matchAll(/`([^`\s]+)`/g)]
      .map(([, path = '']) => path)
      .filter((path) => ROOTS.test(path));
    expect(named.filter((path) => !existsSync(inRoot(path)))).toEqual([]);
  });
});
