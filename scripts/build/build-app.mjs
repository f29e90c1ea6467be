// The window's bundles in out/main, out/preload and out/renderer, made only when a source is newer.
import { rmSync } from 'node:fs';
import { inRoot } from '../setup/places.mjs';
import { inTurn, turnOf } from '../setup/turn.mjs';
import { isFresh, markBuilt } from './freshness.mjs';

const SOURCES = [
  'shared',
  'electron',
  'renderer',
  'assets',
  'scripts/build',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];
const stamp = inRoot('out', '.app-built');

const isAppFresh = () => isFresh(stamp, SOURCES);

/** Builds whether or not a source is newer. */
export const buildApp = (say) => inTurn(turnOf('app'), say, build);

/** One run at a time; the one that waited finds it done. */
export async function bringAppUpToDate(say) {
  if (isAppFresh()) return;
  await inTurn(turnOf('app'), say, async () => {
    if (isAppFresh()) return;
    say('Building ...');
    await build();
  });
}

async function build() {
  const startedMs = Date.now();
  rmSync(stamp, { force: true });
  const { build: bundle } = await import('electron-vite');
  await bundle({ root: inRoot(), logLevel: 'warn' });
  markBuilt(stamp, startedMs);
}
