import { outcomeOf } from '../events/outcome-of.ts';
import type { ControlPlane } from '../model/document.ts';
import { reconcileQueue } from '../timeline/cascade-reconcile.ts';
import type { EventOutcome } from '../timeline/result.ts';
import type { Lane } from '../transients/curve.ts';
import { counted, formatInteger } from './number-format.ts';
import { quantityText } from './quantity-format.ts';

/** What a scenario does to a measured metric for seconds or minutes, beside what it changes for good. */
export interface PassingFigure {
  /** Where it goes at most (at least, for a share of success), in the metric's unit; `null`: the model has no figure. */
  readonly level: number | null;
  /** Behind "In the scenario": `1,618 at most, empty after 77.6 s`. */
  readonly text: string;
}

/** By metric; `null` where the scenario leaves it as it is and nothing needs to be said. */
export interface PlanePassing {
  readonly queue: PassingFigure | null;
  readonly converge: PassingFigure | null;
  readonly requests: PassingFigure | null;
  readonly errors: PassingFigure;
  readonly latency: PassingFigure;
}

/** The words for a metric nothing in the model leads to: unknown is a value, and is said. */
const noFigure = (metric: string): PassingFigure => ({
  level: null,
  text: `not known. Nothing in the model leads to ${metric}.`,
});

interface Wave {
  /** Items at most; `null`: they only become more. */
  readonly peak: number | null;
  /** Seconds from the event until the queue is empty, and from when the work came; `null`: never. */
  readonly emptyAt: number | null;
  readonly convergeSeconds: number | null;
}

/** A queue's curve: the work comes where it jumps, else from the start on. */
function waveOf({ seconds, values }: Lane): Wave {
  let peak = 0;
  let came = 0;
  for (let at = 0; at < values.length; at += 1) {
    peak = Math.max(peak, values[at] ?? 0);
    if (at > 0 && seconds[at] === seconds[at - 1]) came = seconds[at] ?? 0;
  }
  const last = seconds.at(-1);
  if (values.at(-1) !== 0 || last === undefined) return { peak, emptyAt: null, convergeSeconds: null };
  return { peak, emptyAt: last, convergeSeconds: last - came };
}

/** Work that comes at once and has no curve of its own: a customer's new microVMs, hosts that look lost. */
function suddenItems(entry: EventOutcome, plane: ControlPlane): number {
  if (String(entry.event['region']) !== plane.region) return 0;
  return (
    outcomeOf(entry, 'onboardCustomer')?.placed ?? outcomeOf(entry, 'overlayDegradation')?.reconcileLoad ?? 0
  );
}

function wavesOf(events: readonly EventOutcome[], plane: ControlPlane): readonly Wave[] {
  return events.flatMap((entry): readonly Wave[] => {
    const lanes = entry.transients
      .flatMap((transient) => transient.lanes)
      .filter(({ name }) => name === `reconcile queue of ${plane.id}`);
    if (lanes.length > 0) return lanes.map(waveOf);
    const recovery = (outcomeOf(entry, 'hostLoss') ?? outcomeOf(entry, 'removeHosts'))?.recovery;
    if (recovery?.never === true) return [{ peak: null, emptyAt: null, convergeSeconds: null }];
    const items = suddenItems(entry, plane);
    const work = items > 0 ? reconcileQueue(plane, items) : null;
    return work === null ? [] : [{ peak: work.items, emptyAt: work.seconds, convergeSeconds: work.seconds }];
  });
}

const worst = (values: readonly (number | null)[]): number | null =>
  values.some((value) => value === null) ? null : Math.max(...values.map(Number));

const NEVER = 'never: more comes than is worked off.';

function queueText(peak: number | null, emptyAt: number | null): string {
  if (peak === null) return NEVER;
  const end = emptyAt === null ? 'never empty' : `empty after ${quantityText(emptyAt, 'seconds')}`;
  return `${counted(Math.round(peak), 'item')} at most, ${end}.`;
}

/** An input of the plane that an event's curve would need. */
function missingOf(events: readonly EventOutcome[], plane: string): string | null {
  const missing = events.flatMap((entry) => entry.transients.flatMap((transient) => transient.missing));
  return missing.find((field) => field.startsWith(`controlPlanes[${plane}]`)) ?? null;
}

interface Storm {
  readonly offered: number;
  readonly failing: number;
  readonly seconds: number;
}

function stormOf(events: readonly EventOutcome[], plane: string): Storm | null {
  const storms = events.flatMap((entry): readonly Storm[] => {
    const outcome = outcomeOf(entry, 'retryStorm');
    if (outcome === null || entry.event['controlPlane'] !== plane) return [];
    const { offeredPerSecond: offered, failureRatio: failing } = outcome;
    const seconds = entry.transients[0]?.breakpoints[0]?.seconds ?? 0;
    return offered === null || failing === null ? [] : [{ offered, failing, seconds }];
  });
  return storms.toSorted((a, b) => b.failing - a.failing)[0] ?? null;
}

/**
 * What the events of a scenario do to a control plane in passing (MODEL.md sections 7 and 10): its queue and how long it
 * takes to converge, attempts and failures of a retry storm. Waves of several events are not added up: the largest counts.
 *
 * @param plane as the scenario leaves it.
 */
export function planePassing(events: readonly EventOutcome[], plane: ControlPlane): PlanePassing {
  const waves = wavesOf(events, plane);
  const storm = stormOf(events, plane.id);
  const peak = worst(waves.map((wave) => wave.peak));
  const emptyAt = worst(waves.map((wave) => wave.emptyAt));
  const converge = worst(waves.map((wave) => wave.convergeSeconds));
  const missing = missingOf(events, plane.id);
  const lacking = missing === null ? null : { level: null, text: `not measured: ${missing} is missing.` };
  const lasting = storm === null ? '' : `, for ${quantityText(storm.seconds, 'seconds')}`;
  return {
    queue: waves.length === 0 ? lacking : { level: peak, text: queueText(peak, emptyAt) },
    converge:
      waves.length === 0
        ? lacking
        : {
            level: converge,
            text: converge === null ? NEVER : `${quantityText(converge, 'seconds')} at most.`,
          },
    requests:
      storm === null
        ? null
        : {
            level: storm.offered,
            text: `${formatInteger(storm.offered)} attempts a second at most${lasting}.`,
          },
    errors:
      storm === null
        ? noFigure('the share of errors')
        : {
            level: storm.failing,
            text: `${quantityText(storm.failing, 'ratio')} of the attempts fail${lasting}.`,
          },
    latency: noFigure('the latency of the API'),
  };
}

export interface EdgePassing {
  readonly success: PassingFigure;
  readonly resets: PassingFigure;
  /** Nodes whose level is drawn: those that flap for resets, every node of the region for success. */
  readonly flapping: ReadonlySet<string>;
}

/**
 * What the events of a scenario do to new and standing connections at the nodes of a region (MODEL.md section 6). A node that
 * flaps has both figures; one that is lost drops its connections once, and no rate follows from that.
 */
export function edgePassing(events: readonly EventOutcome[], nodes: readonly string[]): EdgePassing {
  const here = new Set(nodes);
  const flaps = events.flatMap((entry) => {
    const outcome = outcomeOf(entry, 'edgeFlap');
    const node = String(entry.event['node']);
    return outcome === null || !here.has(node) ? [] : [{ node, outcome }];
  });
  const losses = events.flatMap((entry) => {
    const outcome = outcomeOf(entry, 'edgeLoss');
    return outcome?.lost.some((node) => here.has(node)) === true ? [outcome.reconnect.connections] : [];
  });
  const known = losses.filter((connections) => connections !== null);
  const dropped = known.reduce((sum, connections) => sum + connections, 0);
  const atLeast = known.length < losses.length ? 'At least ' : '';
  const flapping = new Set(flaps.map(({ node }) => node));
  const failed = worst(flaps.map(({ outcome }) => outcome.failedConnectRatio));
  const perHour = worst(flaps.map(({ outcome }) => outcome.droppedConnectionsPerHour));
  const isKnown = flaps.length > 0;
  const once =
    dropped > 0
      ? `${atLeast}${counted(dropped, 'connection')} ${dropped === 1 ? 'drops' : 'drop'} at once; a rate after that is not known.`
      : null;
  return {
    flapping,
    success:
      isKnown && failed !== null
        ? {
            level: 1 - failed,
            text: `${quantityText(failed, 'ratio')} of new connections fail while it flaps.`,
          }
        : noFigure('the share that comes up'),
    resets:
      isKnown && perHour !== null
        ? {
            level: perHour / 3600,
            text: `${flapping.size > 1 ? 'At most ' : ''}${counted(perHour, 'connection')} an hour ${perHour === 1 ? 'drops' : 'drop'} at ${flapping.size > 1 ? 'each of ' : ''}${[...flapping].join(', ')}.`,
          }
        : once === null
          ? noFigure('resets')
          : { level: null, text: once },
  };
}
