// What the style sheets say to nobody: classes that no component names, and custom properties that nothing reads. A class
// counts as named when a text of the renderer holds it as a word; a text made of parts (`is-${mark}`) names every class
// that is one of its parts completed by a word of the renderer or the engine.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseSync } from '@swc/core';
import { inRoot, root } from '../setup/places.mjs';

const SOURCE = /\.tsx?$/;
const TEST = /\.(test|arbitrary|fixture)\.tsx?$/;
/** A line of a selector as prettier leaves it: ends a rule's head, or one of several. */
const SELECTOR = /[{,(]\s*$|^\s*\.[\w-]+$/;
const CLASS = /\.(-?[a-zA-Z_][\w-]*)/g;

const filesOf = (folder, wanted) =>
  readdirSync(inRoot(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && wanted.test(entry.name) && !TEST.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));

/** The words of a text that could be a list of classes or a custom property; none of a sentence, a path, an address. */
const wordsOf = (text) => (/^[\w\s-]*$|var\(/.test(text) ? text.split(/[^\w-]+/).filter(Boolean) : []);

/** Every text in a source file: `whole` words, and the `beginnings` and `ends` of words that a value completes. */
function textsOf(file, found) {
  const tree = parseSync(readFileSync(file, 'utf8'), { syntax: 'typescript', tsx: file.endsWith('.tsx') });
  const visit = (node) => {
    if (Array.isArray(node)) for (const child of node) visit(child);
    else if (node !== null && typeof node === 'object') {
      if (node.type === 'ImportDeclaration') return;
      if (node.type === 'StringLiteral') for (const word of wordsOf(node.value)) found.whole.add(word);
      // names of keys complete words too: a table from state to words is asked for its keys
      if (node.type === 'KeyValueProperty' && node.key.type === 'Identifier') found.keys.add(node.key.value);
      if (node.type === 'TemplateLiteral') readTemplate(node, found);
      for (const child of Object.values(node)) visit(child);
    }
  };
  visit(tree.body);
}

function readTemplate({ quasis }, found) {
  for (const [index, { cooked }] of quasis.entries()) {
    const words = wordsOf(cooked ?? '');
    for (const word of words) found.whole.add(word);
    const [first] = words;
    const last = words.at(-1);
    if (index < quasis.length - 1 && last !== undefined && cooked.endsWith(last)) found.beginnings.add(last);
    if (index > 0 && first !== undefined && cooked.startsWith(first)) found.ends.add(first);
  }
}

const empty = () => ({ whole: new Set(), keys: new Set(), beginnings: new Set(), ends: new Set() });
const inRenderer = empty();
const inEngine = empty();
for (const file of filesOf('renderer', SOURCE)) textsOf(file, inRenderer);
for (const file of filesOf('shared', SOURCE)) textsOf(file, inEngine);

const completes = (word) =>
  /^\d+$/.test(word) || [inRenderer, inEngine].some(({ whole, keys }) => whole.has(word) || keys.has(word));
/** Whether a text of the renderer names the class or custom property, whole or completed by a value. */
function isNamed(name) {
  if (inRenderer.whole.has(name)) return true;
  const begun = [...inRenderer.beginnings].filter((part) => name !== part && name.startsWith(part));
  const ended = [...inRenderer.ends].filter((part) => name !== part && name.endsWith(part));
  return (
    begun.some((part) => completes(name.slice(part.length))) ||
    ended.some((part) => completes(name.slice(0, -part.length)))
  );
}

/** The sheet without its comments, each of their lines kept for the place. */
const bare = (sheet) => sheet.replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ''));
const sheets = filesOf('renderer', /\.css$/).map((file) => ({
  file: relative(root, file),
  text: bare(readFileSync(file, 'utf8')),
}));

const readBySheets = new Set(
  sheets.flatMap(({ text }) => [...text.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name]) => name)),
);

const findings = sheets.flatMap(({ file, text }) =>
  text.split('\n').flatMap((line, index) => {
    const place = `${file}:${index + 1}`;
    const declared = /^\s*(--[\w-]+):/.exec(line)?.[1];
    if (declared !== undefined)
      return readBySheets.has(declared) || isNamed(declared) ? [] : [`${place}: nothing reads ${declared}`];
    if (!SELECTOR.test(line)) return [];
    return [...line.matchAll(CLASS)]
      .map(([, name]) => name)
      .filter((name) => !isNamed(name))
      .map((name) => `${place}: no component names .${name}`);
  }),
);

for (const finding of findings) console.log(finding);
process.exitCode = findings.length > 0 ? 1 : 0;
