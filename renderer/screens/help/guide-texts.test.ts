import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GLOSSARY } from '../../../shared/help/glossary/glossary.ts';
import { readLink, termKey } from '../../../shared/help/guide.ts';
import { MENU_FACTS } from '../../../shared/ipc/menu-commands.ts';
import { NAVIGATION } from '../../app/NavBar.tsx';
import { GUIDES } from './guide-texts.ts';

const LONGEST_WORDS = 240;
const root = join(import.meta.dirname, '../../..');

const source = readdirSync(join(root, 'renderer'), { recursive: true, withFileTypes: true })
  .filter(({ name }) => /\.tsx?$/.test(name) && !name.includes('.test.'))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  .join('\n');

const keys = new Set(GLOSSARY.map(({ term }) => termKey(term)));
const commands = new Set<string>(MENU_FACTS.map(({ command }) => command));

describe('guides', () => {
  it('there is one for each screen of the navigation, under its name', () => {
    const screens = NAVIGATION.flatMap(({ items }) => items).filter(({ screen }) => screen !== 'help');
    expect(GUIDES.slice(0, 2).map(({ name }) => name)).toEqual(['reading', 'start']);
    expect(GUIDES.slice(2).map(({ name, title }) => [name, title])).toEqual(
      screens.map(({ screen, title }) => [screen, title]),
    );
  });

  for (const { name, title, question, body } of GUIDES) {
    describe(`the guide ${name}`, () => {
      it('asks, says how to read it and what to press, and is short', () => {
        expect(title).not.toBe('');
        expect(question).toMatch(/\?$/);
        expect(body.match(/^## .+$/gm)).toEqual(['## How to read it', '## What to press']);
        expect(`${question} ${body}`.split(/\s+/).length).toBeLessThan(LONGEST_WORDS);
      });
      it('names buttons there are', () => {
        for (const [, button = ''] of body.matchAll(/\*\*(.+?)\*\*/g))
          expect(source, button).toContain(button);
      });
      it('leads to terms and screens there are', () => {
        for (const [, href = ''] of body.matchAll(/\]\((.+?)\)/g)) {
          const link = readLink(href);
          const isThere =
            link !== null && (link.kind === 'term' ? keys.has(link.term) : commands.has(link.command));
          expect(isThere, href).toBe(true);
        }
      });
    });
  }
});
