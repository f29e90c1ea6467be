import { describe, expect, it } from 'vitest';
import { feed, release } from './feed.fixture.ts';
import { FEED_BOUNDS, parseReleaseFeed } from './release-feed.ts';

const parsed = (document: object) => parseReleaseFeed(JSON.stringify(document));

describe('parseReleaseFeed', () => {
  it('takes a feed as it is written, markup in notes as the text it is', () => {
    const document = feed({ releases: [release('1.0.0', { notes: ['<b>bold</b> & more'] })] });
    expect(parsed(document)).toEqual({ ok: true, value: document });
  });
  it.each([
    ['another schema', { ...feed(), schema: 'headroom.releases/v2' }, 'schema'],
    ['a key it does not know', { ...feed(), more: 1 }, 'more'],
    ['no release', feed({ releases: [] }), 'releases'],
    ['a version twice', feed({ releases: [release('1.0.0'), release('1.0.0')] }), '$'],
    ['a version that is none', feed({ releases: [release('1.0')] }), 'releases.0.version'],
    [
      'a day that is none',
      feed({ releases: [release('1.0.0', { publishedOn: '2026-02-30' })] }),
      'releases.0.publishedOn',
    ],
    [
      'a page that is not https',
      feed({ releases: [release('1.0.0', { page: 'http://example.org' })] }),
      'releases.0.page',
    ],
    [
      'a page of script',
      feed({ releases: [release('1.0.0', { page: 'javascript:alert(1)' })] }),
      'releases.0.page',
    ],
    [
      'control characters',
      feed({ releases: [release('1.0.0', { notes: ['a\u001b[31m'] })] }),
      'releases.0.notes.0',
    ],
    [
      'a note without end',
      feed({ releases: [release('1.0.0', { notes: ['a'.repeat(FEED_BOUNDS.noteLength + 1)] })] }),
      'releases.0.notes.0',
    ],
    ['an instant without zone', feed({ issuedAt: '2026-11-20T09:00:00' }), 'issuedAt'],
    ['a day for an instant', feed({ issuedAt: '2026-11-20' }), 'issuedAt'],
    ['an end before the beginning', feed({ expiresAt: '2026-11-20T08:59:00Z' }), '$'],
  ])('refuses %s, with its place', (_what, document, path) => {
    const read = parsed(document);
    expect(read.ok ? null : read.problems.map((problem) => problem.path)).toContain(path);
  });
  it('refuses what is no JSON, and a key that stands twice', () => {
    expect(parseReleaseFeed('{"schema":').ok).toBe(false);
    const twice = JSON.stringify(feed()).replace('{', '{"issuedAt":"2026-01-01T00:00:00Z",');
    expect(parseReleaseFeed(twice)).toMatchObject({ ok: false, problems: [{ path: 'issuedAt' }] });
  });
});
