/** A guide as it is written: a title, the question in the first paragraph, then sections of points. */
export interface GuideText {
  readonly title: string;
  readonly question: string;
  /** Markdown below the question. */
  readonly body: string;
}

/** Takes a guide's Markdown apart. A text without a title has none; the tests see to it that ours have. */
export function readGuide(markdown: string): GuideText {
  const [, title = '', question = '', body = ''] =
    /^# (.+)\n\n(.+?)\n\n(## [\s\S]*)$/.exec(markdown.replaceAll('\r\n', '\n')) ?? [];
  return { title, question, body: body.trim() };
}

/** Where a link of a guide leads: to a term, or to a command of the menu. */
export type GuideLink =
  { readonly kind: 'term'; readonly term: string } | { readonly kind: 'command'; readonly command: string };

/** `#term-not-measured`, `#go-forecast`; `null` for any other address. */
export function readLink(href: string | undefined): GuideLink | null {
  if (href?.startsWith('#') !== true) return null;
  const target = href.slice(1);
  return target.startsWith('term-')
    ? { kind: 'term', term: target.slice('term-'.length) }
    : { kind: 'command', command: target };
}

/** A term as it stands in a link: `API latency` → `api-latency`. */
export const termKey = (term: string): string => term.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
