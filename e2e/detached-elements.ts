import type { Page } from '@playwright/test';

/**
 * How many elements that match are no longer in the page and yet in its memory, after a collection of garbage, by the words
 * they begin with.
 */
export async function detachedElements(
  page: Page,
  selector: string,
): Promise<Readonly<Record<string, number>>> {
  const client = await page.context().newCDPSession(page);
  const { result: prototype } = await client.send('Runtime.evaluate', {
    expression: 'HTMLElement.prototype',
  });
  // Chromium collects all garbage before it looks for objects of a prototype.
  const { objects } = await client.send('Runtime.queryObjects', {
    prototypeObjectId: prototype.objectId ?? '',
  });
  const { result } = await client.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    functionDeclaration: String(countDetached),
    arguments: [{ value: selector }],
    returnByValue: true,
  });
  await client.detach();
  return result.value as Record<string, number>;
}

/** Runs in the page, on all there is of HTMLElement: prototypes, which have a constructor of their own, are no elements. */
function countDetached(this: readonly HTMLElement[], selector: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const element of this) {
    if (Object.hasOwn(element, 'constructor') || element.isConnected || !element.matches(selector)) continue;
    const name = (element.textContent ?? '').slice(0, 24);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
