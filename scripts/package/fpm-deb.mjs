#!/usr/bin/env node
// The part of fpm's command line that electron-builder's deb target uses, done with Debian's own dpkg-deb: a stand-in for
// machines that cannot download fpm (see packing-tools.mjs). Words it does not know are an error, never left out in silence.
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { attempt } from '../setup/run.mjs';

const SCRIPTS = { '--after-install': 'postinst', '--after-remove': 'postrm' };
const MANY = new Set(['-d', '--deb-recommends']);
const ALONE =
  '-s -t --architecture --category --deb-compression --deb-compression-level --deb-priority --description --license ' +
  '--maintainer --name --package --url --vendor --version';
const ONE = new Set([...ALONE.split(' '), ...Object.keys(SCRIPTS)]);

/** Options by name, those given many times as lists, and the `source=/target` pairs. */
function parse(words) {
  const one = {};
  /** @type {Record<string, string[]>} */
  const many = Object.fromEntries([...MANY].map((name) => [name, []]));
  const files = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === '--force') continue;
    if (MANY.has(word)) many[word].push(words[(at += 1)]);
    else if (ONE.has(word)) one[word] = words[(at += 1)];
    else if (/^[^-].*=\//.test(word)) files.push(word);
    else throw new Error(`fpm-deb does not know ${word}`);
  }
  if (one['-s'] !== 'dir' || one['-t'] !== 'deb') throw new Error('fpm-deb makes only deb from dir');
  return { one, many, files };
}

/** A folder `a/=/b` brings its content, a file `a=/b` becomes that very file. */
function place(stage, pair) {
  const cut = pair.lastIndexOf('=/');
  const [from, to] = [pair.slice(0, cut), join(stage, pair.slice(cut + 1))];
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  if (!from.endsWith('/')) chmodSync(to, 0o644);
}

/** Everything may be read by everybody and written by root alone. @returns bytes of all files */
function settle(path) {
  const facts = lstatSync(path);
  if (facts.isSymbolicLink()) return 0;
  if (!facts.isDirectory()) {
    chmodSync(path, facts.mode & 0o100 ? 0o755 : 0o644);
    return facts.size;
  }
  chmodSync(path, 0o755);
  return readdirSync(path).reduce((sum, name) => sum + settle(join(path, name)), 0);
}

/** A long description's lines are indented by one blank, empty ones are a dot (Debian policy 5.6.13). */
const folded = (text) =>
  text
    .trim()
    .split('\n')
    .map((line, at) => (at === 0 ? line : ` ${line.trim() === '' ? '.' : line.trim()}`))
    .join('\n');

function control({ one, many }, bytes) {
  const fields = {
    Package: one['--name'],
    Version: one['--version'],
    Architecture: one['--architecture'],
    Maintainer: one['--maintainer'],
    'Installed-Size': Math.ceil(bytes / 1024), // KiB
    Depends: many['-d'].join(', '),
    Recommends: many['--deb-recommends'].join(', '),
    Section: one['--category'] ?? 'default',
    Priority: one['--deb-priority'],
    Homepage: one['--url'],
    Description: folded(one['--description'] ?? one['--name']),
  };
  const given = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
  return given.map(([name, value]) => `${name}: ${value}\n`).join('');
}

function build(asked) {
  const { one, files } = asked;
  const stage = mkdtempSync(join(tmpdir(), 'fpm-deb-'));
  try {
    for (const pair of files) place(stage, pair);
    const bytes = settle(stage);
    const about = join(stage, 'DEBIAN');
    mkdirSync(about);
    chmodSync(about, 0o755);
    writeFileSync(join(about, 'control'), control(asked, bytes));
    for (const [option, name] of Object.entries(SCRIPTS)) {
      if (one[option] === undefined) continue;
      cpSync(one[option], join(about, name));
      chmodSync(join(about, name), 0o755);
    }
    const kind = { gz: 'gzip', undefined: 'xz' }[one['--deb-compression']] ?? one['--deb-compression'];
    const level = one['--deb-compression-level'] ?? '6';
    const words = ['--root-owner-group', `-Z${kind}`, `-z${level}`, '--build', stage, one['--package']];
    const done = attempt('dpkg-deb', words);
    if (done.status !== 0) throw new Error(done.output);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

build(parse(process.argv.slice(2)));
