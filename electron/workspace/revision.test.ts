import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom revision '));
});
afterEach(() => {
  vi.doUnmock('node:worker_threads');
  rmSync(folder, { recursive: true, force: true });
});

/** The revision of a workspace after so many changes, in the thread of this number. */
async function revisionIn(threadId: number, changes: number): Promise<number> {
  vi.resetModules();
  vi.doMock('node:worker_threads', async (original) => ({ ...(await original<object>()), threadId }));
  const { Workspace } = await import('./workspace.ts');
  const workspace = new Workspace(join(folder, `${threadId}.headroom`), () => 0, { create: true });
  for (let change = 0; change < changes; change += 1)
    workspace.act('Note', () => workspace.facts.set('note' as never, change));
  const { revision } = workspace;
  workspace.close();
  return revision;
}

it('a thread that takes the place of one that died gives no revision its predecessor gave', async () => {
  const before = await revisionIn(1, 5);
  const after = await revisionIn(2, 0);
  expect(after).toBeGreaterThan(before);
  expect(Number.isSafeInteger(after)).toBe(true);
});
