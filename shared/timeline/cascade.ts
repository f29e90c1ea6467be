import { outcomeOf } from '../events/outcome-of.ts';
import { dayNumber, utcDayNumber } from '../model/instant.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { peerLimitNode, peersNode, peersOf } from '../assess/overlay-peers.ts';
import { regionOfCluster } from '../model/model-index.ts';
import { DAY_SECONDS } from '../units.ts';
import { failoverSteps, stormSteps } from './cascade-control-plane.ts';
import { edgeFlapSteps, edgeLossSteps } from './cascade-edge.ts';
import { hostLossSteps } from './cascade-host-loss.ts';
import { reconcileSteps } from './cascade-reconcile.ts';
import { figureReader, step, type Step } from './cascade-step.ts';
import type { Consequence } from './result.ts';
import type { AppliedEvent } from './apply-event.ts';

/**
 * The consequences of a scenario across domains in time order (MODEL.md section 10). Seconds count from the beginning of
 * the scenario; a dated event begins so many whole days later. What cannot be computed is listed as `not-measured` with
 * the input that is missing; what happens at a time that cannot be computed stands last. `follows` makes a chain of them.
 */
export function cascadeOf(
  model: Model,
  policy: Policy,
  events: readonly AppliedEvent[],
): readonly Consequence[] {
  const today = utcDayNumber(model.asOf);
  const all = events.flatMap((entry) => {
    const day = dayNumber(entry.day);
    const offset = day === null || today === null ? 0 : (day - today) * DAY_SECONDS;
    return stepsOf(entry, policy).map((own) => ({
      own,
      cause: entry.event.id,
      atSeconds: own.atSeconds === null ? null : own.atSeconds + offset,
    }));
  });
  // Sorting is stable: at the same second what is told first stays first, and what has no second stands last.
  const inOrder = all.sort((a, b) =>
    a.atSeconds === b.atSeconds ? 0 : (a.atSeconds ?? Infinity) - (b.atSeconds ?? Infinity),
  );
  const places = new Map(inOrder.map(({ own, cause }, place) => [`${cause} ${own.id ?? place}`, place]));
  return inOrder.map(({ own, cause, atSeconds }) => {
    const { id: _id, from, ...consequence } = own;
    const follows = from === undefined ? null : (places.get(`${cause} ${from}`) ?? null);
    return { ...consequence, atSeconds, cause, follows };
  });
}

function stepsOf(entry: AppliedEvent, policy: Policy): readonly Step[] {
  const { before, after, event } = entry;
  const figure = figureReader(entry.figures());
  const hostLoss = outcomeOf(entry, 'hostLoss');
  if (hostLoss !== null) return hostLossSteps({ before, after, policy, outcome: hostLoss, figure });
  const edgeLoss = outcomeOf(entry, 'edgeLoss');
  if (edgeLoss !== null) return edgeLossSteps(before, policy, edgeLoss, figure);
  const failover = outcomeOf(entry, 'postgresFailover');
  if (failover !== null) return failoverSteps(after, String(event['postgres']), failover, figure);
  const storm = outcomeOf(entry, 'retryStorm');
  if (storm !== null) {
    const [lasts] = entry.transients.flatMap((transient) => transient.breakpoints);
    return stormSteps(String(event['controlPlane']), storm, lasts?.seconds ?? null, figure);
  }
  const flap = outcomeOf(entry, 'edgeFlap');
  if (flap !== null) return edgeFlapSteps(flap, figure);
  const overlay = outcomeOf(entry, 'overlayDegradation');
  if (overlay !== null && overlay.reconcileLoad > 0) {
    const what = 'microVMs of hosts that look lost';
    return reconcileSteps(after, policy, String(event['region']), {
      atSeconds: policy.hostFailureDetectionSeconds,
      items: overlay.reconcileLoad,
      what,
    });
  }
  const onboarding = outcomeOf(entry, 'onboardCustomer');
  if (onboarding !== null && onboarding.cluster !== null && onboarding.placed > 0) {
    const region = regionOfCluster(after, onboarding.cluster);
    const what = `${onboarding.placed} new microVMs at once`;
    return reconcileSteps(after, policy, region, { atSeconds: 0, items: onboarding.placed, what });
  }
  return growthOfMesh(entry);
}

/** More machines in a region: every machine of the mesh gets as many more peers. */
function growthOfMesh({ before, after }: AppliedEvent): readonly Step[] {
  return after.overlays.flatMap(({ region }) => {
    const [then, now] = [peersOf(before, region), peersOf(after, region)];
    if (now.peers === then.peers || !now.fullMesh) return [];
    return [
      step({
        atSeconds: 0,
        domain: 'overlay',
        effect: `peers of every machine of ${region}: ${then.peers} before, now`,
        value: peersNode(after, region),
        limit: peerLimitNode(after, region),
        missing: now.limit === null ? [`overlays[${region}].maxPeersPerHost`] : [],
      }),
    ];
  });
}
