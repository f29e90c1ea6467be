import type { Release, ReleaseFeed } from './release-feed.ts';

export const release = (version: string, change: Partial<Release> = {}): Release => ({
  version,
  publishedOn: '2026-11-20',
  notes: [`What is new in ${version}.`],
  page: `https://example.org/headroom/${version}`,
  ...change,
});

/** A feed that holds for ninety days from 20 November 2026. */
export const feed = (change: Partial<ReleaseFeed> = {}): ReleaseFeed => ({
  schema: 'headroom.releases/v1',
  issuedAt: '2026-11-20T09:00:00Z',
  expiresAt: '2027-02-18T09:00:00Z',
  releases: [release('0.1.0'), release('0.2.0')],
  ...change,
});
