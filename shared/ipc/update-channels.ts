import * as v from 'valibot';
import type { FeedAnswer } from '../releases/judge-feed.ts';
import { returns } from './channel.ts';
import { nothing } from './requests.ts';

/** Whom to ask for newer versions: what this person has set on this machine. */
export interface UpdateSettings {
  /** Off until a person switches it on. */
  readonly isOn: boolean;
  /** Where the feed is; empty where none is set. */
  readonly address: string;
  /** The public key its signature is checked with, base64 of its SPKI; empty where none is set. */
  readonly key: string;
  /** SHA-256 of the key, to compare with what the publisher says; empty where none is set. */
  readonly fingerprint: string;
  /** The build brought address and key along; a person still has to switch it on. */
  readonly isBrought: boolean;
}

export interface UpdateAnswer extends FeedAnswer {
  /** The version that asked. */
  readonly version: string;
}

export const updateChannels = {
  'update:settings': returns<UpdateSettings>()(nothing),
  /** Keeps address and key and allows asking. Asks nobody. */
  'update:switch-on': returns<UpdateSettings>()(
    v.strictObject({
      address: v.pipe(v.string(), v.maxLength(500)),
      key: v.pipe(v.string(), v.maxLength(2000)),
    }),
    ['bad-input'],
  ),
  'update:switch-off': returns<UpdateSettings>()(nothing),
  /** One request to the address, now. Nothing is taken from an answer that is not signed, or old. */
  'update:check': returns<UpdateAnswer>()(nothing, ['not-found', 'server']),
};
