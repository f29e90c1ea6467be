// The command line's bundle in out/cli, made only when a source is newer.
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from '../setup/places.mjs';
import { withScratchBeside } from '../setup/scratch.mjs';
import { inTurn, turnOf } from '../setup/turn.mjs';
import { isFresh, markBuilt } from './freshness.mjs';

const SOURCES = ['shared', 'electron', 'assets', 'scripts/build', 'vite.cli.config.ts', 'package-lock.json'];
const built = (...parts) => inRoot('out', 'cli', ...parts);

const isCliFresh = () => isFresh(built('.built'), SOURCES);

/** Builds whether or not a source is newer. */
export const buildCli = (say) => inTurn(turnOf('cli'), say, build);

/** One run at a time; the one that waited finds it done. */
export async function bringCliUpToDate(say) {
  if (isCliFresh()) return;
  await inTurn(turnOf('cli'), say, async () => {
    if (!isCliFresh()) await build();
  });
}

/** Builds aside and swaps the folders, so that another headroom running meanwhile never meets half a bundle. */
async function build() {
  const startedMs = Date.now();
  const { build: bundle } = await import('vite');
  await withScratchBeside(built(), async (scratch) => {
    const aside = join(scratch, 'new');
    await bundle({
      root: inRoot(),
      configFile: inRoot('vite.cli.config.ts'),
      build: { outDir: aside, emptyOutDir: true },
    });
    markBuilt(join(aside, '.built'), startedMs);
    if (existsSync(built())) renameSync(built(), join(scratch, 'old'));
    renameSync(aside, built());
  });
}
