import { afterEach, expect, it, vi } from 'vitest';
import { HeldBridge, refused } from './held-bridge.fixture.ts';
import { loadPipeline, savePipeline } from './pipeline-store.ts';
import { useToasts } from './toast-store.ts';

afterEach(() => vi.unstubAllGlobals());

it('says that a change was not kept, also where the pipeline was read anew meanwhile', async () => {
  const bridge = new HeldBridge();
  useToasts.setState({ toasts: [] });
  void savePipeline([], 'Empty the pipeline');
  void loadPipeline();
  await bridge.next('pipeline:save').answer(refused('The disk is full.'));
  expect(useToasts.getState().toasts.map(({ title }) => title)).toEqual(['The pipeline was not changed.']);
});
