// The command line's bundle in out/cli, made only when a source is newer.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { inRoot } from '../setup/places.mjs';
import { isFresh, markBuilt } from './freshness.mjs';

const SOURCES = ['shared', 'electron', 'assets', 'scripts/build', 'vite.cli.config.ts', 'package-lock.json'];
const built = (...parts) => inRoot('out', 'cli', ...parts);

export const isCliFresh = () => isFresh(built('.built'), SOURCES);

/** Builds aside and swaps the folders, so that another headroom running meanwhile never meets half a bundle. */
export async function buildCli() {
  const startedMs = Date.now();
  const aside = inRoot('out', `cli-${process.pid}`);
  const old = inRoot('out', `cli-old-${process.pid}`);
  const { build } = await import('vite');
  mkdirSync(inRoot('out'), { recursive: true });
  try {
    await build({
      root: inRoot(),
      configFile: inRoot('vite.cli.config.ts'),
      build: { outDir: aside, emptyOutDir: true },
    });
    markBuilt(`${aside}/.built`, startedMs);
    if (existsSync(built())) renameSync(built(), old);
    renameSync(aside, built());
  } finally {
    rmSync(aside, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
}
