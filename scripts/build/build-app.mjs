// The window's bundles in out/main, out/preload and out/renderer, made only when a source is newer.
import { rmSync } from 'node:fs';
import { inRoot } from '../setup/places.mjs';
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

export const isAppFresh = () => isFresh(stamp, SOURCES);

export async function buildApp() {
  const startedMs = Date.now();
  rmSync(stamp, { force: true });
  const { build } = await import('electron-vite');
  await build({ root: inRoot(), logLevel: 'warn' });
  markBuilt(stamp, startedMs);
}
