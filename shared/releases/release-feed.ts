import * as v from 'valibot';
import { dayNumber, instantMs } from '../model/instant.ts';
import { parseJsonText } from '../model/json-text.ts';
import type { Parsed, Problem } from '../model/problem.ts';
import { RELEASED_VERSION } from './version.ts';

/** How much a feed may say: far more than anybody reads. */
export const FEED_BOUNDS = { releases: 50, notes: 60, noteLength: 400, pageLength: 500 } as const;

/** A line of plain text: no line end, no control character. */
export const NOTE = /^\P{Cc}+$/u;
/** An address for the system's browser. */
export const PAGE = /^https:\/\/[^\s\p{Cc}]+$/u;

const day = v.pipe(
  v.string('expected a day'),
  v.check((text) => dayNumber(text) !== null, 'is no day such as 2026-11-20'),
);
const instant = v.pipe(
  v.string('expected an instant'),
  v.check(
    (text) => instantMs(text) !== null && text.includes('T'),
    'is no instant with zone such as 2026-11-20T09:00:00Z',
  ),
);

const releaseSchema = v.strictObject({
  version: v.pipe(v.string(), v.regex(RELEASED_VERSION, 'is no version such as 1.4.0')),
  publishedOn: day,
  notes: v.pipe(
    v.array(
      v.pipe(
        v.string(),
        v.maxLength(FEED_BOUNDS.noteLength, `is longer than ${FEED_BOUNDS.noteLength} characters`),
        v.regex(NOTE, 'is not one line of text'),
      ),
    ),
    v.maxLength(FEED_BOUNDS.notes, `has more than ${FEED_BOUNDS.notes} lines`),
  ),
  page: v.pipe(
    v.string(),
    v.maxLength(FEED_BOUNDS.pageLength, `is longer than ${FEED_BOUNDS.pageLength} characters`),
    v.regex(PAGE, 'is no https address'),
  ),
});

const feedSchema = v.pipe(
  v.strictObject({
    schema: v.literal('headroom.releases/v1', 'is not headroom.releases/v1'),
    issuedAt: instant,
    expiresAt: instant,
    releases: v.pipe(
      v.array(releaseSchema),
      v.minLength(1, 'names no release'),
      v.maxLength(FEED_BOUNDS.releases, `names more than ${FEED_BOUNDS.releases} releases`),
    ),
  }),
  v.check(
    ({ issuedAt, expiresAt }) => (instantMs(expiresAt) ?? 0) > (instantMs(issuedAt) ?? 0),
    'expires before it was issued',
  ),
  v.check(
    ({ releases }) => new Set(releases.map(({ version }) => version)).size === releases.length,
    'names a version twice',
  ),
);

/** One version that can be had: what changed in it, one line each, and the page that has it. */
export type Release = v.InferOutput<typeof releaseSchema>;

/**
 * `headroom.releases/v1`: the versions a publisher names, when that was said, and until when it holds. Whoever reads one has
 * verified its signature first.
 */
export type ReleaseFeed = v.InferOutput<typeof feedSchema>;

/** A feed from the text of its document, with located problems. */
export function parseReleaseFeed(text: string): Parsed<ReleaseFeed> {
  const json = parseJsonText(text);
  if (!json.ok) return json;
  const read = v.safeParse(feedSchema, json.value);
  if (read.success) return { ok: true, value: read.output };
  const problems = read.issues.map((issue): Problem => ({
    path: v.getDotPath(issue) ?? '$',
    message: issue.message,
    ...(issue.received === 'Object' ? {} : { value: issue.received.slice(0, 80) }),
  }));
  return { ok: false, problems };
}
