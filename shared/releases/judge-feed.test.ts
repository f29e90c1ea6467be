import { describe, expect, it } from 'vitest';
import { feed, release } from './feed.fixture.ts';
import { judgeFeed, type FeedQuestion } from './judge-feed.ts';

const NOW = Date.parse('2026-11-26T03:00:00Z');
const asked = (change: Partial<FeedQuestion> = {}): FeedQuestion => ({
  version: '0.1.0',
  nowMs: NOW,
  newestSeenMs: null,
  ...change,
});
const reason = (...[document, question]: Parameters<typeof judgeFeed>): string => {
  const verdict = judgeFeed(document, question);
  return verdict.taken ? '' : verdict.reason;
};

describe('judgeFeed', () => {
  it('names every newer release, the newest first, whatever their order in the feed', () => {
    const document = feed({
      releases: [release('0.9.0'), release('0.1.0'), release('0.10.0'), release('0.0.9')],
    });
    const verdict = judgeFeed(document, asked());
    expect(verdict).toMatchObject({ taken: true, answer: { newest: { version: '0.10.0' } } });
    expect(verdict.taken && verdict.answer.newer.map(({ version }) => version)).toEqual(['0.10.0', '0.9.0']);
  });
  it('has nothing newer for the newest version, or for one newer than the feed knows', () => {
    for (const version of ['0.2.0', '0.3.0-beta.1', '7.0.0'])
      expect(judgeFeed(feed(), asked({ version }))).toMatchObject({ taken: true, answer: { newer: [] } });
  });
  it('takes the same feed again, and none that was issued before one it saw', () => {
    const seen = Date.parse(feed().issuedAt);
    expect(judgeFeed(feed(), asked({ newestSeenMs: seen })).taken).toBe(true);
    expect(reason(feed(), asked({ newestSeenMs: seen + 1 }))).toMatch(
      /one of 20 Nov 2026 .* was seen already/,
    );
  });
  it('takes none that has expired', () => {
    const ends = Date.parse(feed().expiresAt);
    expect(judgeFeed(feed(), asked({ nowMs: ends })).taken).toBe(true);
    expect(reason(feed(), asked({ nowMs: ends + 1 }))).toMatch(/expired on 18 Feb 2027/);
  });
  it('takes none that is still to come, but bears a clock that is a day behind', () => {
    const issued = Date.parse(feed().issuedAt);
    expect(judgeFeed(feed(), asked({ nowMs: issued - 86_000_000 })).taken).toBe(true);
    expect(reason(feed(), asked({ nowMs: issued - 87_000_000 }))).toMatch(/still to come/);
  });
});
