import { useEffect } from 'react';

const FOCUSABLE = 'button, a[href], input, select, textarea, [tabindex]';
/** What closes hands the focus back by itself, a frame or two later. */
const GRACE_MS = 60;

/** Where the focus was: the element, then what it stands in, each with its place among its siblings. */
type Trail = readonly { readonly element: Element; readonly at: number }[];

function trailOf(element: Element): Trail {
  const trail: { element: Element; at: number }[] = [];
  for (let up: Element | null = element; up !== null && up !== document.body; up = up.parentElement)
    trail.push({
      element: up,
      at: up.parentElement === null ? 0 : [...up.parentElement.children].indexOf(up),
    });
  return trail;
}

const isUsable = (element: Element): boolean => element.isConnected && !element.matches(':disabled');

const isThere = (element: Element): boolean =>
  isUsable(element) && element.checkVisibility({ visibilityProperty: true });

const takesFocus = (element: Element): element is HTMLElement =>
  element instanceof HTMLElement && isThere(element) && !element.matches('[tabindex="-1"]');

const firstIn = (box: Element): HTMLElement | undefined =>
  takesFocus(box) && box.matches(FOCUSABLE) ? box : [...box.querySelectorAll(FOCUSABLE)].find(takesFocus);

/** The heading of the screen or dialog: it takes the focus where nothing else is left of what was worked with. */
function headingIn(box: Element): HTMLElement | null {
  const heading = box.querySelector<HTMLElement>('h1, h2');
  if (heading !== null) heading.tabIndex = -1;
  return heading;
}

/** What stands now where the trail led: the same place in the list, row or bar that is still there, else the heading. */
function nearest(trail: Trail): HTMLElement | null {
  for (const [step, { element }] of trail.entries()) {
    if (!element.isConnected) continue;
    if (element.matches('main, [role=dialog]')) return headingIn(element);
    const inside = trail[step - 1];
    if (inside === undefined) continue;
    const { children } = element;
    const places = [inside.at, inside.at + 1, inside.at - 1].flatMap((at) => children[at] ?? []);
    for (const place of places) {
      const next = firstIn(place);
      if (next !== undefined) return next;
    }
  }
  const main = document.querySelector('main');
  return main === null ? null : headingIn(main);
}

/** Dialogs and menus stand beside the application, not in it. */
const isOver = (element: Element): boolean =>
  element.closest('[data-overlay-container], .scrim, .menu') !== null;

/**
 * Keeps the focus in the window: where what had it is taken away or can no longer be used (a deleted row, an act that is
 * done, a view that is left), what stands in its place has it. Else the keys would begin at the top of the window again, and
 * a screen reader would lose its place.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    /** Below all dialogs and menus; where the focus goes back to when they close. */
    let below: Trail = [];
    let over: Trail = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const remember = ({ target }: FocusEvent): void => {
      if (!(target instanceof Element)) return;
      if (isOver(target)) over = trailOf(target);
      else [below, over] = [trailOf(target), []];
    };
    const restore = (): void => {
      timer = undefined;
      const last = (over[0] ?? below[0])?.element;
      if (last === undefined || document.activeElement !== document.body) return;
      // It could not be used while an answer was awaited.
      if (last instanceof HTMLElement && isThere(last)) return last.focus();
      const opener = below[0]?.element;
      if (over.some(({ element }) => element.isConnected)) nearest(over)?.focus();
      else if (opener instanceof HTMLElement && isThere(opener)) opener.focus();
      else nearest(below)?.focus();
    };
    const look = (): void => {
      const last = over[0] ?? below[0];
      if (last !== undefined && !isUsable(last.element)) timer ??= setTimeout(restore, GRACE_MS);
    };
    /** Somebody who clicks beside everything has not lost the focus, but put it down. */
    const putDown = ({ target, relatedTarget }: FocusEvent): void => {
      if (relatedTarget !== null || !(target instanceof Element)) return;
      setTimeout(() => {
        if (document.activeElement === document.body && isUsable(target)) [below, over] = [[], []];
      });
    };
    const changes = new MutationObserver(look);
    changes.observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled'] });
    document.addEventListener('focusin', remember);
    document.addEventListener('focusout', putDown);
    return () => {
      clearTimeout(timer);
      changes.disconnect();
      document.removeEventListener('focusin', remember);
      document.removeEventListener('focusout', putDown);
    };
  }, []);
}
