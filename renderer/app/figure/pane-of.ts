/** The pane an element in its head speaks of: what is copied is found there. `within` names one that stands elsewhere. */
export function paneOf(inside: Element | null, within?: string): HTMLElement | null {
  if (within !== undefined) return document.querySelector<HTMLElement>(within);
  return inside?.closest<HTMLElement>('[data-copied], .pane, section, [role="dialog"]') ?? null;
}
