// Long downloads by programs that say nothing meanwhile: watched by what they write.
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const LOOK_MS = 1000;
const SAY_EVERY_MS = 30_000;
const MB = 1_000_000;

/** Bytes of all files below; what goes away meanwhile counts nothing. */
function bytesIn(path) {
  try {
    const facts = lstatSync(path);
    if (!facts.isDirectory()) return facts.size;
    return readdirSync(path).reduce((sum, name) => sum + bytesIn(join(path, name)), 0);
  } catch {
    return 0;
  }
}

/**
 * Does `work(signal)` as long as the folders grow: after `silenceMs` in which they did not, the signal ends it, and the
 * answer is `null`. Says every half minute how far it is.
 */
export async function whileGrowing(folders, { silenceMs, say }, work) {
  const ending = new AbortController();
  let bytes = 0;
  let grownMs = performance.now();
  let saidMs = grownMs;
  const look = () => {
    const nowMs = performance.now();
    const found = folders.reduce((sum, folder) => sum + bytesIn(folder), 0);
    if (found !== bytes) [bytes, grownMs] = [found, nowMs];
    else if (nowMs - grownMs > silenceMs) ending.abort();
    if (nowMs - saidMs < SAY_EVERY_MS) return;
    saidMs = nowMs;
    say(`... ${Math.round(bytes / MB)} MB so far`);
  };
  const timer = setInterval(look, Math.min(LOOK_MS, silenceMs));
  try {
    const done = await work(ending.signal);
    return ending.signal.aborted ? null : done;
  } finally {
    clearInterval(timer);
  }
}
