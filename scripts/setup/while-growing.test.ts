import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { whileGrowing } from './while-growing.mjs';

const folder = mkdtempSync(join(tmpdir(), 'headroom growing '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const watch = { silenceMs: 1500, say: () => undefined };
const folders = [folder, join(folder, 'not there yet')];

describe('whileGrowing', () => {
  it('lets a slow download take longer than the silence it bears', async () => {
    const done = await whileGrowing(folders, watch, async (signal) => {
      for (let part = 0; part < 20 && !signal.aborted; part += 1) {
        appendFileSync(join(folder, 'slow'), 'part');
        await pause(100);
      }
      return signal.aborted ? 'ended' : 'whole';
    });
    expect(done).toBe('whole');
  });

  it('ends one on which nothing comes any more', async () => {
    const done = await whileGrowing(folders, watch, async (signal) => {
      appendFileSync(join(folder, 'broken'), 'part');
      return pause(60_000, 'whole', { signal }).catch(() => 'ended');
    });
    expect(done).toBeNull();
  });
});
