import type { Page } from '@playwright/test';

/** Text that is cut off where nothing scrolls to it, texts and controls that lie over each other, controls nobody gets at. */
export async function shapeFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    /** What is in front: the topmost dialog or menu, else the window. */
    const fronts = [
      ...document.querySelectorAll<HTMLElement>('[role=dialog], [role=menu], [role=listbox]'),
    ].filter((element) => element.closest('.scrim, .menu') !== null);
    const front = fronts.at(-1)?.closest<HTMLElement>('.modal, .menu') ?? document.body;
    const named = (element: Element): string => {
      const words = element.getAttribute('aria-label') ?? element.textContent.trim().replace(/\s+/g, ' ');
      return `${element.tagName.toLowerCase()}.${[...element.classList].join('.')} "${words.slice(0, 44)}"`;
    };
    const scrolls = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll';
    const hides = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';
    /** Only for screen readers: whatever it is called, it is cut away whole. */
    const isCutAway = (element: Element): boolean => {
      for (let at: Element | null = element; at !== null; at = at.parentElement)
        if (getComputedStyle(at).clipPath === 'inset(50%)') return true;
      return false;
    };
    const isUnseen = (element: Element): boolean =>
      isCutAway(element) ||
      element.closest('[aria-hidden=true], [cmdk-label], [inert], option, title, desc, defs') !== null ||
      !element.checkVisibility({
        opacityProperty: true,
        visibilityProperty: true,
        contentVisibilityAuto: true,
      });

    interface Seen {
      readonly box: DOMRect;
      readonly element: Element;
      /** The scrolling box or fixed layer it moves with. */
      readonly layer: Element;
    }
    const layerOf = (element: Element): Element => {
      for (let at: Element | null = element; at !== null; at = at.parentElement) {
        const { position } = getComputedStyle(at);
        if (position === 'sticky' || position === 'fixed') return at;
      }
      return document.body;
    };
    const intersection = (a: DOMRect, b: DOMRect): DOMRect => {
      const [left, top] = [Math.max(a.left, b.left), Math.max(a.top, b.top)];
      return new DOMRect(
        left,
        top,
        Math.max(0, Math.min(a.right, b.right) - left),
        Math.max(0, Math.min(a.bottom, b.bottom) - top),
      );
    };

    /** The part of a box that its parents leave to see; says where a parent cuts it for good. */
    const shownPart = (element: Element, box: DOMRect, whole: boolean): DOMRect => {
      let shown = box;
      let [seeksX, seeksY] = [true, true];
      for (
        let parent = whole ? element : element.parentElement;
        parent !== null;
        parent = parent.parentElement
      ) {
        if (parent === document.documentElement || parent === document.body) break;
        const style = getComputedStyle(parent);
        if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
        const edge = parent.getBoundingClientRect();
        seeksX &&=
          !scrolls(style.overflowX) && style.textOverflow !== 'ellipsis' && style.webkitLineClamp === 'none';
        seeksY &&= !scrolls(style.overflowY) && style.webkitLineClamp === 'none';
        // Facts that find no room are left out whole.
        if (parent.classList.contains('sums') && box.top >= edge.bottom - 1) return new DOMRect();
        const isCut =
          (seeksX &&
            hides(style.overflowX) &&
            (box.right > edge.right + 1.5 || box.left < edge.left - 1.5)) ||
          (seeksY && hides(style.overflowY) && (box.bottom > edge.bottom + 3 || box.top < edge.top - 3));
        if (isCut) found.push(`cut off: ${named(element)} by ${parent.className}`);
        if (isCut) break;
        shown = intersection(shown, edge);
      }
      return shown;
    };

    // Every line of text.
    const texts: Seen[] = [];
    const walker = document.createTreeWalker(front, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      if (element === null || (node.nodeValue ?? '').trim() === '' || isUnseen(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        if (box.width < 2 || box.height < 2) continue;
        const shown = shownPart(element, box, true);
        const around = element.closest(
          'button, td, th, .select, .badge, [role=tab], [role=gridcell], [role=columnheader]',
        );
        const edge = around?.getBoundingClientRect();
        if (
          edge !== undefined &&
          !(around as Element).querySelector('svg text') &&
          (box.right > edge.right + 1.5 || box.left < edge.left - 1.5) &&
          shown.right > edge.right + 1.5
        )
          found.push(`spills: ${named(element)} out of ${named(around as Element)}`);
        if (shown.width > 2 && shown.height > 2) texts.push({ box: shown, element, layer: layerOf(element) });
      }
    }
    // A line box is taller than its letters: what touches by less than a third is not over each other.
    texts.sort((a, b) => a.box.top - b.box.top);
    for (const [at, one] of texts.entries()) {
      for (let next = at + 1; next < texts.length; next += 1) {
        const other = texts[next] as Seen;
        if (other.box.top > one.box.bottom) break;
        if (other.element === one.element || other.layer !== one.layer) continue;
        const { width, height } = intersection(one.box, other.box);
        const low = Math.min(one.box.height, other.box.height);
        if (width > 2 && height > low * 0.4)
          found.push(`over each other: ${named(one.element)} and ${named(other.element)}`);
      }
    }

    // Every control: where it is scrolled to, it lies on top and inside the window.
    const controls = [
      ...front.querySelectorAll<HTMLElement>(
        'button, a[href], input, select, textarea, [tabindex]:not([tabindex="-1"])',
      ),
    ].filter((element) => !isUnseen(element) && !element.matches(':disabled, [type=range], [type=file]'));
    const scrollers = [document.scrollingElement, ...document.querySelectorAll('*')].filter(
      (element): element is Element =>
        element !== null &&
        (element.scrollHeight > element.clientHeight || element.scrollWidth > element.clientWidth),
    );
    const kept = scrollers.map((element) => [element, element.scrollLeft, element.scrollTop] as const);
    for (const field of controls) {
      // A box to tick is drawn by its label; the field itself is for the keyboard and screen readers.
      const control = field.matches('[type=checkbox], [type=radio]')
        ? (field.closest('label') ?? field)
        : field;
      const { width, height } = control.getBoundingClientRect();
      if (width < 2 || height < 2) continue;
      control.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
      const box = control.getBoundingClientRect();
      const view = new DOMRect(0, 0, innerWidth, innerHeight);
      const seen = intersection(box, view);
      if (seen.width < Math.min(box.width, 24) - 1 || seen.height < Math.min(box.height, 20) - 1) {
        found.push(
          `out of the window: ${named(control)} at ${[box.left, box.top, box.right, box.bottom].map(Math.round).join(' ')}`,
        );
        continue;
      }
      // News lies over everything, goes by itself and can be closed.
      const topAt = (x: number, y: number): Element | null =>
        document
          .elementsFromPoint(x, y)
          .find((element) => element.closest('.toasts') === control.closest('.toasts')) ?? null;
      const points = [0.5, 0.15, 0.85].flatMap((x) =>
        [0.5, 0.2, 0.8].map((y) => [seen.left + seen.width * x, seen.top + seen.height * y] as const),
      );
      const isFree = points.some(([x, y]) => {
        const top = topAt(x, y);
        return (
          top !== null &&
          (control.contains(top) || top.contains(control) || top.closest('label')?.contains(control) === true)
        );
      });
      if (!isFree) {
        const over = topAt(seen.left + seen.width / 2, seen.top + seen.height / 2);
        found.push(`covered: ${named(control)} by ${over === null ? 'nothing' : named(over)}`);
      }
    }
    for (const [element, left, top] of kept) {
      element.scrollLeft = left;
      element.scrollTop = top;
    }

    // A focus ring has room: it is four pixels wide, and touches no button beside its own.
    const buttons = controls
      .filter((element) => element.matches('.btn') && element.closest('.seg') === null)
      .map((element) => ({ element, box: element.getBoundingClientRect(), layer: layerOf(element) }));
    for (const [at, one] of buttons.entries())
      for (const other of buttons.slice(at + 1)) {
        const shared = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        const gap = Math.max(other.box.left - one.box.right, one.box.left - other.box.right);
        if (shared > 8 && gap < 4 && one.layer === other.layer && front.contains(one.element))
          found.push(
            `the focus ring touches: ${named(one.element)} and ${named(other.element)}, ${gap} apart`,
          );
      }

    // What ends in an ellipsis is a name, told in full elsewhere; a figure is never cut.
    for (const element of front.querySelectorAll<HTMLElement>('*')) {
      if (isUnseen(element) || element.classList.contains('sums')) continue;
      const style = getComputedStyle(element);
      const isField = element.matches('input:not([type=range], [type=checkbox], [type=radio], [type=file])');
      const words = isField ? (element as HTMLInputElement).value : element.textContent.trim();
      const isShort = element.scrollWidth > element.clientWidth + 1;
      if (
        !isShort ||
        words === '' ||
        (!isField && (style.textOverflow !== 'ellipsis' || !hides(style.overflowX)))
      )
        continue;
      const isFigure =
        /^[−–-]?[€$£]?[\d.,]+(\s?[%a-zA-Z€/]{0,12})?$/.test(words) || /^\d{1,2} [A-Z][a-z]{2}\b/.test(words);
      const isTold = element.closest('[title]') !== null || element.querySelector('[title]') !== null;
      if (isFigure)
        found.push(
          `a figure is cut: ${named(element)} ${words}: ${element.scrollWidth} in ${element.clientWidth}`,
        );
      else if (!isTold && !isField)
        found.push(
          `a name is cut and told nowhere: ${named(element)}: ${element.scrollWidth} in ${element.clientWidth}`,
        );
    }

    // Sideways only what is meant to.
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth + 1)
      found.push(`the page scrolls sideways: ${scrollWidth} in ${clientWidth}`);
    for (const element of front.querySelectorAll('*')) {
      if (element.scrollWidth <= element.clientWidth + 1 || isUnseen(element)) continue;
      if (!scrolls(getComputedStyle(element).overflowX) || element.matches('input, textarea, pre')) continue;
      const isMeant =
        (element.querySelector('h1, h2, h3') === null || element.matches('.pane, :has(> table)')) &&
        (element.querySelector('table, [role=grid], [role=table], [role=row], svg, canvas, pre, input') !==
          null ||
          element.closest('table, [role=grid], pre') !== null);
      if (!isMeant)
        found.push(`scrolls sideways: ${named(element)}: ${element.scrollWidth} in ${element.clientWidth}`);
    }
    // Nothing drawn is pressed flat.
    for (const drawing of front.querySelectorAll('figure, .chart-drawing, [role=img]')) {
      const { width, height } = drawing.getBoundingClientRect();
      if (!isUnseen(drawing) && (width < 8 || height < 8) && drawing.querySelector('svg, canvas') !== null)
        found.push(`pressed flat: ${named(drawing)}: ${Math.round(width)} × ${Math.round(height)}`);
    }
    // A dialog or menu stands inside the window.
    if (front !== document.body) {
      const { left, top, right, bottom } = front.getBoundingClientRect();
      if (left < -0.5 || top < -0.5 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5)
        found.push(
          `${front.className} reaches out of the window: ${[left, top, right, bottom].map(Math.round).join(' ')} in ${innerWidth} × ${innerHeight}`,
        );
    }
    return [...new Set(found)].slice(0, 60);
  });
}
