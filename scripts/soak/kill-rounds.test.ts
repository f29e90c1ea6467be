import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleTools } from '../build/bundle-tools.mjs';
import { inRoot } from '../setup/places.mjs';
import { openDatabase } from '../../electron/workspace/database.ts';
import { contentDigest, structuralFaults } from './content-digest.ts';
import { killRounds } from './kill-rounds.ts';
import { newWorkspace, referenceDigests } from './reference-run.ts';

let victim = '';
let tools = '';
beforeAll(async () => {
  // Beside the packages that are not bundled.
  tools = mkdtempSync(join(inRoot('out'), 'victim-'));
  victim = (await bundleTools('soak', ['victim'], tools))('victim');
}, 120_000);
afterAll(() => rmSync(tools, { recursive: true, force: true }));

it('killed again and again in the middle of its work, a process loses nothing it was told is saved', async () => {
  const tally = await killRounds({ victim, kills: 15, seed: 11, acts: 30 });
  expect(tally.faults).toEqual([]);
  expect(tally.kills).toBe(15);
  expect(tally.acknowledged).toBeGreaterThan(15);
}, 180_000);

it.skipIf(process.platform === 'win32')(
  'a process that is put to sleep keeps its lock, and goes on where it was when it wakes',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'headroom asleep '));
    const path = join(folder, 'w.headroom');
    const known = await referenceDigests(2, 12);
    newWorkspace(path);
    const child = spawn(process.execPath, [victim, path, join(folder, 'ledger'), '2', '0', '12'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const gone = once(child, 'exit');
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (part: Buffer) => part.toString().includes('begin 3') && resolve());
    });
    child.kill('SIGSTOP');
    expect(() => openDatabase(path)).toThrow(/open in another window of Headroom/);
    child.kill('SIGCONT');
    expect(await gone).toEqual([0, null]);
    expect(readFileSync(join(folder, 'ledger'), 'utf8')).toContain('closed');
    const db = openDatabase(path);
    expect([contentDigest(db), structuralFaults(db)]).toEqual([known[12], []]);
    db.close();
    rmSync(folder, { recursive: true });
  },
  60_000,
);
