import type { Page } from '@playwright/test';
import { colourDistance, OF_COLOUR } from '../scripts/test/colour-vision.ts';

/** As the style sheet has them: series furthest, then baseline and scenario; states have a shape and a word as well. */
const FLOOR = 6;

/** Colours of one drawing that somebody who sees fewer colours takes for one another. */
export async function colourFaults(page: Page): Promise<readonly string[]> {
  const drawings = await seenColours(page);
  return drawings.flatMap(({ where, colours }) =>
    colours.flatMap(([token, colour], at) =>
      colours
        .slice(at + 1)
        .flatMap(([other, otherColour]) =>
          OF_COLOUR.filter((vision) => colourDistance(colour, otherColour, vision) < FLOOR).map(
            (vision) =>
              `${token} and ${other} in ${where}: ${colourDistance(colour, otherColour, vision).toFixed(1)} apart, ${vision}`,
          ),
        ),
    ),
  );
}

interface Drawing {
  readonly where: string;
  /** Token and colour, `#rrggbb`. */
  readonly colours: readonly (readonly [token: string, colour: string])[];
}

/** Colours that marks of one drawing are told apart by, as tokens of the style sheet; drawing by drawing. */
async function seenColours(page: Page): Promise<readonly Drawing[]> {
  return page.evaluate(() => {
    // The limit is left out: a straight line with its words, never taken for a curve.
    const TOKENS = [
      'accent',
      'base',
      'base-soft',
      'breach',
      'watch',
      'ok',
      'unknown',
      'bar-used',
      'bar-reserved',
      'bar-free',
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `series-${n}`),
    ];
    const style = getComputedStyle(document.documentElement);
    const probe = document.createElement('i');
    document.body.append(probe);
    const byColour = new Map<string, string>();
    for (const token of TOKENS) {
      probe.style.color = style.getPropertyValue(`--${token}`);
      const colour = getComputedStyle(probe).color;
      if (!byColour.has(colour)) byColour.set(colour, token);
    }
    probe.remove();
    const seen = new Map<Element, Set<string>>();
    for (const shape of document.querySelectorAll(
      'svg :is(path, rect, circle, line, polygon, polyline), .bar *, .bar2 *, .meter *, .c-key *, .cap-key *',
    )) {
      if (
        !shape.checkVisibility({ opacityProperty: true, visibilityProperty: true }) ||
        shape.closest('.i, .st, defs') !== null
      )
        continue;
      const { fill, stroke, backgroundColor } = getComputedStyle(shape);
      const drawing = shape.closest('figure, .sv-pane, .pane, section') ?? shape.closest('svg') ?? shape;
      for (const colour of shape instanceof SVGElement ? [fill, stroke] : [backgroundColor]) {
        const token = byColour.get(colour);
        if (token !== undefined) seen.set(drawing, (seen.get(drawing) ?? new Set()).add(token));
      }
    }
    return [...seen].map(([drawing, tokens]) => ({
      where: `${drawing.tagName.toLowerCase()}.${drawing.getAttribute('class') ?? ''} ${drawing.getAttribute('aria-label') ?? ''}`,
      colours: [...tokens]
        .toSorted()
        .map((token) => [token, style.getPropertyValue(`--${token}`).trim()] as const),
    }));
  });
}
