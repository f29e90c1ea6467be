import type { HostChange } from '../assess/host-changes.ts';
import type { HostLossOutcome } from '../events/host-loss.ts';
import type { HostState } from '../model/document.ts';
import { counted, formatInteger } from './number-format.ts';
import { strandedReason } from './placement-view.ts';
import { quantityText } from './quantity-format.ts';

/** What the scenario does to a host, as a badge says it. */
export const CHANGE_BADGES: Readonly<Record<HostChange, string>> = {
  lost: 'lost in the scenario',
  removed: 'removed in the scenario',
  added: 'added in the scenario',
  closed: 'closed in the scenario',
  opened: 'opened in the scenario',
  receives: 'gets microVMs in the scenario',
};

/** A state of shown marks: shape, word and colour are one thing. */
export const STATE_SHOWN: Readonly<Record<HostState, 'ok' | 'watch' | 'breach'>> = {
  schedulable: 'ok',
  cordoned: 'watch',
  draining: 'watch',
  down: 'breach',
};

/** `in 31 s`; how long until all of them run again, where that can be computed. */
function recoveryText({ recovery }: HostLossOutcome): string {
  if (recovery.never) return ', and the queue never drains';
  return recovery.seconds === null ? '' : ` in ${quantityText(recovery.seconds, 'seconds')}`;
}

/** What losing a host alone does, in a sentence; the verdict stands before it with its mark. */
export function aloneSentence(outcome: HostLossOutcome, host: string): string {
  const { displaced, moves, unplaced, verdict, certificate } = outcome;
  if (displaced === 0) return 'no microVM runs on it';
  const onto = new Set(moves.map((move) => move.to)).size;
  const extra = moves.filter((move) => move.from !== null && move.from !== host).length;
  if (verdict === 'survives' || verdict === 'survives-repacked') {
    const more = extra > 0 ? `, with ${counted(extra, 'move')} of others to make room` : '';
    return `${counted(displaced, 'microVM')} ${displaced === 1 ? 'moves' : 'move'} to ${counted(onto, 'host')}${recoveryText(outcome)}${more}`;
  }
  const stranded =
    verdict === 'undecided'
      ? `${formatInteger(unplaced.length)} of ${counted(displaced, 'microVM')} without a place found, none ruled out`
      : `${counted(unplaced.length, 'microVM')} of ${displaced} ${unplaced.length === 1 ? 'stays' : 'stay'} stranded`;
  if (certificate !== undefined) return `${stranded}: ${certificate.text}`;
  const [first] = unplaced;
  return first === undefined ? stranded : `${stranded}: ${first.microvm} ${strandedReason(first)}`;
}

/** Where each microVM of the host goes if it is lost alone; `null` = nowhere. */
export function aloneTargets(outcome: HostLossOutcome): ReadonlyMap<string, string | null> {
  const targets = new Map<string, string | null>(outcome.unplaced.map(({ microvm }) => [microvm, null]));
  for (const { microvm, to } of outcome.moves) targets.set(microvm, to);
  return targets;
}
