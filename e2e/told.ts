import type { Page } from '@playwright/test';

/** One thing a screen reader is told without being asked. */
export interface Told {
  readonly atMs: number;
  /** `alert` interrupts, `status` waits. */
  readonly kind: 'alert' | 'status';
  readonly text: string;
}

/**
 * Writes down from now on what regions that speak by themselves say: what is put into one, and what changes in one. A region
 * that comes with its words in it is heard as an alert only, as screen readers do.
 */
export async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const told: Told[] = [];
    Object.assign(window, { told_: told });
    const kindOf = (region: Element): 'alert' | 'status' | null => {
      const live = region.getAttribute('aria-live');
      const role = region.getAttribute('role');
      if (live === 'off') return null;
      if (live === 'assertive' || role === 'alert') return 'alert';
      return live === 'polite' || role === 'status' || role === 'log' ? 'status' : null;
    };
    const regionOf = (at: Node): Element | null => {
      const element = at instanceof Element ? at : at.parentElement;
      return element?.closest('[aria-live], [role=alert], [role=status], [role=log]') ?? null;
    };
    const say = (kind: 'alert' | 'status', words: string | null): void => {
      const text = (words ?? '').replace(/\s+/g, ' ').trim();
      if (text !== '') told.push({ atMs: performance.now(), kind, text });
    };
    new MutationObserver((changes) => {
      const inserted = new Set<Node>(changes.flatMap(({ addedNodes }) => [...addedNodes]));
      const isNew = (node: Node): boolean => [...inserted].some((one) => one !== node && one.contains(node));
      const renewed = new Set<Element>();
      for (const { type, target, addedNodes } of changes) {
        for (const node of addedNodes) {
          if (!(node instanceof Element)) continue;
          const alerts = [node, ...node.querySelectorAll('*')].filter((one) => kindOf(one) === 'alert');
          if (!isNew(node)) for (const alert of alerts) say('alert', alert.textContent);
        }
        const region = regionOf(target);
        if (region === null || inserted.has(region) || isNew(region)) continue;
        if (type === 'characterData' || addedNodes.length > 0) renewed.add(region);
      }
      for (const region of renewed) {
        const kind = kindOf(region);
        if (kind === null) continue;
        // News are heard one by one, a sentence whole.
        const fresh = [...region.children].filter((child) => inserted.has(child));
        const isList = region.getAttribute('aria-label') === 'News';
        say(kind, isList ? fresh.map((child) => child.textContent).join(' ') : region.textContent);
      }
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  });
}

/** All that was told since `listen`, or since the last time it was asked for. */
export function whatWasTold(page: Page): Promise<readonly Told[]> {
  return page.evaluate(() => {
    const { told_ } = window as unknown as { readonly told_: Told[] };
    return told_.splice(0);
  });
}
