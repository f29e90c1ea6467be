import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  BASELINE_COLUMN,
  compare,
  renewComparison,
  useCompare,
  type CompareColumn,
} from './compare-store.ts';
import { HeldBridge, ok, refused } from './held-bridge.fixture.ts';
import { emptyDocument } from './scenario-document.ts';

let bridge: HeldBridge;
const answers = () => useCompare.getState().answers;

/** The scenario on the desk as it stood when it was compared: the key is that of the desk. */
const drafted = (name: string): CompareColumn => ({
  key: 'desk draft',
  title: name,
  note: 'draft',
  selection: { kind: 'draft', scenario: { name } },
  document: emptyDocument(name),
});

beforeEach(() => {
  bridge = new HeldBridge();
});
afterEach(() => vi.unstubAllGlobals());

describe('a comparison', () => {
  it('does not show after a change of the workspace what was asked before it', async () => {
    compare([BASELINE_COLUMN]);
    const before = bridge.next('assess:run');
    renewComparison();
    const after = bridge.next('assess:run');
    await before.answer(ok({ before: 'old' }));
    expect(answers().size).toBe(0);
    await after.answer(ok({ before: 'new' }));
    expect(answers().get('baseline')?.assessment).toBe('new');
  });

  it('does not show for an edited draft what was asked of it before', async () => {
    compare([drafted('as it was')]);
    const before = bridge.next('simulate:run');
    compare([drafted('edited')]);
    await before.answer(ok({ revision: 1, token: 1, result: { after: 'as it was' } }));
    await bridge.next('simulate:dates').answer(ok({ revision: 1, events: null }));
    expect(answers().size).toBe(0);
  });

  it('says nothing of a question that was asked anew', async () => {
    compare([drafted('one')]);
    await bridge.next('simulate:run').answer(refused('A newer question was asked.', 'stale'));
    expect(answers().size).toBe(0);
  });
});
