import type { UpdateAnswer, UpdateSettings } from '../../shared/ipc/update-channels.ts';
import { instantMs } from '../../shared/model/instant.ts';
import { problemText } from '../../shared/model/problem.ts';
import { judgeFeed } from '../../shared/releases/judge-feed.ts';
import { parseReleaseFeed, type ReleaseFeed } from '../../shared/releases/release-feed.ts';
import { Refusal } from '../refusal.ts';
import type { FeedPlace } from './build-feed.ts';
import { feedAddressOf } from './feed-address.ts';
import { readPublicKey } from './public-key.ts';
import { verifiedContent } from './signed-answer.ts';
import { UpdateFile, type UpdateFileContent } from './update-file.ts';

export interface UpdateDeskParts {
  /** Where settings are kept. */
  readonly file: string;
  readonly version: string;
  readonly clock: () => number;
  /** The feed the build brings along. */
  readonly brought: FeedPlace | null;
  readonly fetch: (address: string) => Promise<Buffer>;
}

const refusal = (message: string): Refusal => new Refusal('server', message);

/** A signed text that is no feed was made by the publisher's own hand, so it is told where it is wrong. */
function feedOf(content: Buffer): ReleaseFeed {
  const read = parseReleaseFeed(content.toString('utf8'));
  if (read.ok) return read.value;
  const [first] = read.problems;
  const where = first === undefined ? '' : `: ${problemText(first)}`;
  throw refusal(`The signature is right, but what was signed is no feed of releases${where}.`);
}

/**
 * Looks for a newer version where a person said, when a person asks, and at no other time. It names versions; it loads and
 * installs nothing.
 */
export class UpdateDesk {
  readonly #parts: UpdateDeskParts;
  readonly #file: UpdateFile;

  constructor(parts: UpdateDeskParts) {
    this.#parts = parts;
    this.#file = new UpdateFile(parts.file);
  }

  settings(): UpdateSettings {
    const { isOn, address, key } = this.#content();
    const { brought } = this.#parts;
    return {
      isOn,
      address,
      key,
      fingerprint: key === '' ? '' : readPublicKey(key).fingerprint,
      isBrought: brought !== null && address === brought.address && key === brought.key,
    };
  }

  /** @throws Refusal `bad-input` with the field that cannot be used; nothing is changed then. */
  switchOn(place: FeedPlace): UpdateSettings {
    const address = feedAddressOf(place.address);
    const { spki } = readPublicKey(place.key);
    this.#file.write({ ...this.#content(), isOn: true, address, key: spki });
    return this.settings();
  }

  switchOff(): UpdateSettings {
    this.#file.write({ ...this.#content(), isOn: false });
    return this.settings();
  }

  /** @throws Refusal `not-found` while it is switched off, `server` for every answer nothing is taken from. */
  async check(): Promise<UpdateAnswer> {
    const { isOn, address, key } = this.#content();
    if (!isOn) throw new Refusal('not-found', 'Looking for newer versions is switched off.');
    const { key: publicKey, fingerprint } = readPublicKey(key);
    const feed = feedOf(verifiedContent(await this.#parts.fetch(address), publicKey));
    const { version, clock } = this.#parts;
    const { seen } = this.#content();
    const verdict = judgeFeed(feed, { version, nowMs: clock(), newestSeenMs: seen[fingerprint] ?? null });
    if (!verdict.taken) throw refusal(verdict.reason);
    this.#file.write({
      ...this.#content(),
      seen: { ...seen, [fingerprint]: instantMs(feed.issuedAt) ?? 0 },
    });
    return { version, ...verdict.answer };
  }

  /** What is kept. An address or key that cannot be used, such as one edited by hand, counts as none. */
  #content(): UpdateFileContent {
    const { brought } = this.#parts;
    const kept = this.#file.read();
    const start = { isOn: false, address: brought?.address ?? '', key: brought?.key ?? '', seen: {} };
    if (kept === null || kept.address === '') return { ...start, seen: kept?.seen ?? {} };
    try {
      feedAddressOf(kept.address);
      readPublicKey(kept.key);
      return kept;
    } catch {
      return { ...start, seen: kept.seen };
    }
  }
}
