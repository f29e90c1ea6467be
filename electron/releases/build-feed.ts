/** Whom to ask, and with which public key (base64 of its SPKI) the answer is checked. */
export interface FeedPlace {
  readonly address: string;
  readonly key: string;
}

/** The feed a build brings along; a person still has to switch it on. This one brings none: the project has no feed yet. */
export const BUILD_FEED: FeedPlace | null = null;
