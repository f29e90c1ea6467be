import { describe, expect, it } from 'vitest';
import { OneDialog } from './one-dialog.ts';

describe('OneDialog', () => {
  it('shows one at a time: another counts as closed until the first has its answer', async () => {
    const dialogs = new OneDialog();
    let shown = 0;
    let choose: (path: string) => void = () => undefined;
    const ask = (): Promise<string | null> => {
      shown += 1;
      return new Promise((resolve) => {
        choose = resolve;
      });
    };
    const first = dialogs.show(ask, null);
    expect(await dialogs.show(ask, null)).toBeNull();
    expect(shown).toBe(1);
    choose('/a.headroom');
    expect(await first).toBe('/a.headroom');
    void dialogs.show(ask, null);
    expect(shown).toBe(2);
  });

  it('shows the next one after one that failed', async () => {
    const dialogs = new OneDialog();
    await expect(dialogs.show(() => Promise.reject(new Error('no display')), null)).rejects.toThrow(
      'no display',
    );
    expect(await dialogs.show(() => Promise.resolve('/a'), null)).toBe('/a');
  });
});
