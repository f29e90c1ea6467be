import { instantMs } from '../model/instant.ts';
import { formatInstant } from '../view/date-format.ts';
import type { Release, ReleaseFeed } from './release-feed.ts';
import { compareVersions } from './version.ts';
import { DAY_MS } from '../units.ts';

/** How far a clock may be behind the publisher's before what it says is doubted: a day, in milliseconds. */
const CLOCK_DOUBT_MS = DAY_MS;

export interface FeedQuestion {
  /** The version that asks. */
  readonly version: string;
  readonly nowMs: number;
  /** When the newest feed was issued that was taken from this publisher so far; `null`: none was. */
  readonly newestSeenMs: number | null;
}

export interface FeedAnswer {
  readonly issuedAt: string;
  /** The newest release the feed names. */
  readonly newest: Release;
  /** Those that came after the version that asks, the newest first. */
  readonly newer: readonly Release[];
}

export type FeedVerdict =
  | { readonly taken: true; readonly answer: FeedAnswer }
  /** Why nothing is taken from the feed, in a sentence or two. */
  | { readonly taken: false; readonly reason: string };

const utc = (ms: number): string => formatInstant(new Date(ms).toISOString());

/**
 * What a feed whose signature is right says to a version. Nothing is taken from one that was issued before one that was seen
 * already (somebody may be playing back an old one to hide a release), that has expired, or that is dated in the future.
 */
export function judgeFeed(feed: ReleaseFeed, question: FeedQuestion): FeedVerdict {
  const { version, nowMs, newestSeenMs } = question;
  const issuedMs = instantMs(feed.issuedAt) ?? 0;
  const expiresMs = instantMs(feed.expiresAt) ?? 0;
  const refused = (reason: string): FeedVerdict => ({ taken: false, reason });
  if (newestSeenMs !== null && issuedMs < newestSeenMs)
    return refused(
      `This feed was issued on ${utc(issuedMs)}, but one of ${utc(newestSeenMs)} was seen already. An old feed may hide a newer release.`,
    );
  if (nowMs > expiresMs)
    return refused(
      `This feed expired on ${utc(expiresMs)}. Its publisher has to issue it anew, or the clock of this computer is wrong.`,
    );
  if (issuedMs > nowMs + CLOCK_DOUBT_MS)
    return refused(
      `This feed is dated ${utc(issuedMs)}, which is still to come. The clock of this computer or of its publisher is wrong.`,
    );
  const releases = feed.releases.toSorted((a, b) => compareVersions(b.version, a.version));
  const [newest] = releases;
  if (newest === undefined) return refused('This feed names no release.');
  const newer = releases.filter((release) => compareVersions(release.version, version) > 0);
  return { taken: true, answer: { issuedAt: feed.issuedAt, newest, newer } };
}
