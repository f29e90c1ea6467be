import * as v from 'valibot';
import type { MeasuredPeers } from '../model/measured-peers.ts';
import { returns } from './channel.ts';
import { idSchema } from './requests.ts';

export interface PeersAnswer extends MeasuredPeers {
  readonly revision: number;
}

export const peerChannels = {
  /** Tunnels of the overlay of a region, from series whose labels name source and target, and from the inventory. */
  'overlay:peers': returns<PeersAnswer>()(v.strictObject({ region: idSchema }), ['no-workspace']),
};
