import type { EventOutcome } from '../timeline/result.ts';
import { outcomeOf } from '../events/outcome-of.ts';
import { counted, formatInteger, formatPlain } from './number-format.ts';
import { quantityText } from './quantity-format.ts';
import { formatDay } from './date-format.ts';
import { money } from './money.ts';

/** What an event came to, in one line under its card. */
export interface OutcomeLine {
  readonly mark: 'ok' | 'watch' | 'breach' | 'unknown' | 'repacked' | 'undecided';
  readonly text: string;
  readonly beside: string;
}

type Judgement = 'ok' | 'breach' | 'not-measured';

const JUDGED: Readonly<Record<Judgement, OutcomeLine['mark']>> = {
  ok: 'ok',
  breach: 'breach',
  'not-measured': 'unknown',
};

const PLACED = {
  survives: 'ok',
  'survives-repacked': 'repacked',
  fails: 'breach',
  undecided: 'undecided',
} as const;

const seconds = (value: number | null): string =>
  value === null ? 'not measured' : quantityText(value, 'seconds');
const few = (ids: readonly string[]): string =>
  ids.length <= 2 ? ids.join(', ') : `${ids.slice(0, 2).join(', ')} and ${ids.length - 2} more`;

function hostLine(entry: EventOutcome): OutcomeLine | null {
  const outcome = outcomeOf(entry, 'hostLoss') ?? outcomeOf(entry, 'removeHosts');
  if (outcome === null) return null;
  const left = outcome.unplaced.length;
  const fate =
    outcome.displaced === 0
      ? 'nothing displaced'
      : outcome.verdict === 'survives-repacked'
        ? `${formatInteger(outcome.displaced)} displaced, all placed with moves`
        : left === 0
          ? `${formatInteger(outcome.displaced)} displaced, all placed`
          : `${formatInteger(outcome.displaced)} displaced, ${formatInteger(left)} ${outcome.verdict === 'undecided' ? 'with no place found' : 'stranded'}`;
  return { mark: PLACED[outcome.verdict], text: fate, beside: few(outcome.lost) };
}

/** How long the connections take to come back. */
function backWords(value: number | null, survivors: number): string {
  if (value !== null) return `back in ${seconds(value)}`;
  return survivors === 0 ? 'nothing to come back to' : 'time to come back not measured';
}

function edgeLine(entry: EventOutcome): OutcomeLine | null {
  const outcome = outcomeOf(entry, 'edgeLoss');
  if (outcome === null) return null;
  const most = outcome.maxUtilization;
  return {
    mark: JUDGED[outcome.verdict],
    text:
      outcome.survivors.length === 0
        ? 'no edge node survives'
        : most === null
          ? 'survivors not measured'
          : most === Infinity
            ? 'a survivor has load and no limit left'
            : `fullest survivor at ${quantityText(most, 'ratio')}`,
    beside: `${few(outcome.lost)}; ${backWords(outcome.reconnect.seconds, outcome.survivors.length)}`,
  };
}

function failoverLine(entry: EventOutcome): OutcomeLine | null {
  const outcome = outcomeOf(entry, 'postgresFailover');
  if (outcome === null) return null;
  const judged: readonly Judgement[] = Object.values(outcome.verdicts);
  const missed = Object.entries(outcome.verdicts).find(([, verdict]) => verdict === 'breach')?.[0];
  const words: Readonly<Record<string, string>> = {
    rto: 'back too late',
    rpo: 'loses too much',
    connections: 'too few connections',
    cpu: 'CPU over its limit',
    converge: 'converges too late',
  };
  const mark = judged.includes('breach') ? 'breach' : judged.includes('not-measured') ? 'unknown' : 'ok';
  const open = judged.filter((verdict) => verdict === 'not-measured').length;
  const promoted = outcome.promoted === null ? 'no replica to promote' : `${outcome.promoted} takes over`;
  return {
    mark,
    text: missed === undefined ? promoted : `${promoted}, ${words[missed] ?? missed}`,
    beside: `outage ${seconds(outcome.outageSeconds)}${open === 0 ? '' : `; ${counted(open, 'objective')} not measured`}`,
  };
}

function onboardLine(entry: EventOutcome): OutcomeLine | null {
  const outcome = outcomeOf(entry, 'onboardCustomer');
  if (outcome === null) return null;
  const fits =
    outcome.howManyFit === null
      ? ''
      : `${counted(outcome.howManyFit, 'such customer')} ${outcome.howManyFit === 1 ? 'fits' : 'fit'}`;
  const left = outcome.unplaced.length;
  if (outcome.awaitsActions === true) {
    const text = left > 0 ? `${counted(left, 'microVM')} left over as things are` : 'not as things are';
    return { mark: 'unknown', text: `${text}; what makes room is still open`, beside: fits };
  }
  if (outcome.verdict === 'decline') {
    return {
      mark: 'breach',
      text: left > 0 ? `does not fit: ${counted(left, 'microVM')} left over` : 'declined',
      beside: fits,
    };
  }
  return {
    mark: outcome.verdict === 'accept' ? 'ok' : 'watch',
    text: `fits in ${outcome.cluster ?? 'no cluster'}${outcome.verdict === 'accept' ? '' : ', with actions'}`,
    beside: fits,
  };
}

function stormLine(entry: EventOutcome): OutcomeLine | null {
  const outcome = outcomeOf(entry, 'retryStorm');
  if (outcome === null) return null;
  if (outcome.failureRatio === null) return { mark: 'unknown', text: 'not measured', beside: '' };
  const text = outcome.selfSustaining
    ? 'does not end by itself'
    : outcome.overloaded
      ? 'overloaded without a storm'
      : 'ends with its cause';
  return {
    mark: outcome.selfSustaining || outcome.overloaded ? 'breach' : 'ok',
    text,
    beside: `${quantityText(outcome.failureRatio, 'ratio')} fail`,
  };
}

function slowLine(entry: EventOutcome): OutcomeLine | null {
  const leak = outcomeOf(entry, 'connectionLeak');
  if (leak !== null) {
    const hours = leak.hoursToExhaustion;
    return hours === null
      ? { mark: 'unknown', text: 'not measured', beside: '' }
      : { mark: 'watch', text: `no connection left after ${formatPlain(hours, 1)} h`, beside: '' };
  }
  const bleed = outcomeOf(entry, 'memoryBleed');
  if (bleed !== null) {
    return bleed.firstHostOutOfMemoryOn === null
      ? { mark: 'unknown', text: 'not measured: no host says what it uses of its memory', beside: '' }
      : {
          mark: 'watch',
          text: `${bleed.firstHost ?? 'a host'} out of memory on ${formatDay(bleed.firstHostOutOfMemoryOn, null)}`,
          beside: '',
        };
  }
  return null;
}

function flapLine(entry: EventOutcome): OutcomeLine | null {
  const flap = outcomeOf(entry, 'edgeFlap');
  if (flap !== null) {
    const dropped = flap.droppedConnectionsPerHour;
    return {
      mark: JUDGED[flap.verdict],
      text: dropped === null ? 'not measured' : `drops ${counted(dropped, 'connection')} an hour`,
      beside:
        flap.failedConnectRatio === null
          ? ''
          : `${quantityText(flap.failedConnectRatio, 'ratio')} of connects fail`,
    };
  }
  const overlay = outcomeOf(entry, 'overlayDegradation');
  if (overlay === null) return null;
  return {
    mark: JUDGED[overlay.verdict],
    text: `${quantityText(overlay.hostsPresumedLost, 'hosts')} presumed lost`,
    beside: `${counted(overlay.reconcileLoad, 'microVM')} to reconcile`,
  };
}

function addedLine(entry: EventOutcome): OutcomeLine | null {
  const outcome = outcomeOf(entry, 'addHosts');
  if (outcome === null) return null;
  const missed = outcome.steps.find((step) => step.verdict === 'breach');
  return {
    mark: missed === undefined ? 'ok' : 'breach',
    text:
      missed === undefined
        ? `${counted(outcome.added.length, 'host')} added to ${outcome.cluster}`
        : missed.effect,
    beside: outcome.cost === null ? 'cost not known' : money(outcome.cost, outcome.currency ?? null),
  };
}

const READERS = [hostLine, edgeLine, failoverLine, onboardLine, stormLine, slowLine, flapLine, addedLine];

/** One line per event; an event whose effect shows only in the constraints says just that. */
export function outcomeLine(entry: EventOutcome): OutcomeLine {
  for (const read of READERS) {
    const line = read(entry);
    if (line !== null) return line;
  }
  return { mark: 'ok', text: 'applied', beside: '' };
}
