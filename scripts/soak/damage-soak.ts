// node damage-soak.js FLIPS: turns that many bits over, cuts the file off at every page and in the middle of every page.
import process from 'node:process';
import { damageRounds } from './damage-rounds.ts';
import { keepResult } from './soak-result.ts';

const flips = Number(process.argv[2]);
const startedMs = performance.now();
const sealed = await damageRounds({ seed: 1, flips, everyPages: 1, sealed: true, restoreEvery: 25 });
const bare = await damageRounds({ seed: 2, flips, everyPages: 1, sealed: false, restoreEvery: flips * 10 });
keepResult('damage', {
  title: 'Damaged files',
  tookMs: performance.now() - startedMs,
  faults: [...sealed.faults, ...bare.faults],
  rows: [
    ['sealed: bits turned over', sealed.flips],
    ['sealed: files cut off', sealed.cuts],
    ['sealed: refused as damaged, file unchanged, backups offered', sealed.refused],
    ['sealed: opened, nothing read was hit', sealed.harmless],
    ['sealed: damaged file opened for reading', sealed.read],
    ['sealed: brought back from a backup, same content', sealed.restored],
    ['never sealed: bits turned over and files cut off', bare.flips + bare.cuts],
    ['never sealed: refused by its structure', bare.refused],
  ],
});
