import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { CallOptions } from '../workers/rpc.ts';
import { documentHandlers } from './document-handlers.ts';
import type { Session } from './session.ts';
import { Tasks } from './tasks.ts';

it('stops a review at once, while it is still being computed: the thread is told, nothing is written, and another may begin', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'headroom documents '));
  try {
    const path = join(folder, 'review.html');
    const tasks = new Tasks();
    const asked: AbortSignal[] = [];
    const session = {
      tasks,
      notify: () => undefined,
      desktop: { askSaveData: () => Promise.resolve(path) },
      workspace: {
        call(name: string, _argument: unknown, options: CallOptions = {}) {
          if (name === 'info') return Promise.resolve({ name: 'w', asOf: '2026-03-31T00:00:00Z' });
          if (options.signal !== undefined) asked.push(options.signal);
          return new Promise(() => undefined); // computes for as long as this test lasts
        },
      },
    } as unknown as Session;
    const handlers = documentHandlers(session);
    const exported = async () =>
      handlers['document:export']({
        what: 'review',
        form: 'html',
        scenario: { kind: 'baseline' },
        task: 'export',
      });
    const ended = exported().then(
      () => 'written',
      (error: unknown) => (error as { code: string }).code,
    );
    await expect.poll(() => asked.length).toBe(1);
    expect(tasks.cancel('export')).toBe(true);
    expect(await ended).toBe('cancelled');
    expect(asked[0]?.aborted).toBe(true);
    expect(existsSync(path)).toBe(false);
    expect(tasks.isRunning('export')).toBe(false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
