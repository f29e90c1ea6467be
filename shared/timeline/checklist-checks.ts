import type { Model } from '../model/document.ts';
import type { ChecklistTrial } from './checklist-model.ts';
import { DAY_MS } from '../units.ts';

/** Something a step must find. `not-measured`: confirmed by hand, with a note. */
export interface StepCheck {
  readonly text: string;
  readonly state: 'ok' | 'breach' | 'not-measured';
}

/** What is known of a host besides the model. */
export interface HostSignals {
  /** Last day any of its series has a sample; `null`: it has no series. */
  readonly lastMeasuredDay: (host: string) => string | null;
  readonly today: string;
}

const few = (ids: readonly string[]): string =>
  ids.length <= 4 ? ids.join(', ') : `${ids.slice(0, 4).join(', ')} and ${ids.length - 4} more`;

/** Heartbeats count as confirmed by samples of yesterday or today. */
function heartbeats(hosts: readonly string[], { lastMeasuredDay, today }: HostSignals): StepCheck {
  const yesterday = new Date(Date.parse(`${today}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
  const last = hosts.map((id) => ({ id, day: lastMeasuredDay(id) }));
  const silent = last.filter(({ day }) => day === null || day < yesterday).map(({ id }) => id);
  if (hosts.length === 0 || last.every(({ day }) => day === null))
    return { text: 'Heartbeats: no series of these hosts yet', state: 'not-measured' };
  return silent.length === 0
    ? { text: 'Heartbeats: every host has samples of yesterday or today', state: 'ok' }
    : { text: `Heartbeats: no fresh samples of ${few(silent)}`, state: 'breach' };
}

function peers(model: Model, hosts: readonly string[]): StepCheck {
  const ids = new Set(hosts);
  const measured = new Set(
    model.overlays.flatMap((overlay) =>
      overlay.peers.flatMap(({ from, to }) => [from, to]).filter((id) => ids.has(id)),
    ),
  );
  if (measured.size === 0)
    return { text: 'Peers: no tunnel of these hosts is measured', state: 'not-measured' };
  const missing = hosts.filter((id) => !measured.has(id));
  return missing.length === 0
    ? { text: 'Peers: every host has measured tunnels', state: 'ok' }
    : { text: `Peers: no tunnel of ${few(missing)}`, state: 'breach' };
}

function workloads(model: Model, hosts: readonly string[]): StepCheck {
  const ids = new Set(hosts);
  const rows = model.microvms.filter(({ host }) => host !== null && ids.has(host));
  const left = rows.reduce((sum, { count }) => sum + count, 0);
  return left === 0
    ? { text: 'Workloads: none left in the inventory', state: 'ok' }
    : { text: `Workloads: ${left} left (${few(rows.map(({ id }) => id))})`, state: 'breach' };
}

function volumes(model: Model, hosts: readonly string[]): StepCheck {
  const ids = new Set(hosts);
  const attached = model.storagePools.flatMap((pool) =>
    pool.volumes.filter(({ host }) => host !== null && ids.has(host)).map(({ id }) => id),
  );
  return attached.length === 0
    ? { text: 'Volumes: none attached in the inventory', state: 'ok' }
    : {
        text: `Volumes: ${attached.length} attached (${few(attached)}); confirmed detached by hand, the inventory follows`,
        state: 'not-measured',
      };
}

function drainCheck({ placement, present }: ChecklistTrial): StepCheck {
  if (placement === null)
    return { text: `Placement: ${few(present)} cannot be tried`, state: 'not-measured' };
  const { unplaced, displaced, certificate } = placement;
  if (unplaced.length === 0)
    return { text: `Placement: all ${displaced} microVMs have a place`, state: 'ok' };
  const why = unplaced
    .slice(0, 3)
    .map(({ microvm, resource }) => `${microvm} (${resource})`)
    .join(', ');
  const proof =
    certificate === undefined
      ? ''
      : `; ${certificate.bound}: needs ${certificate.need}, has ${certificate.have}`;
  return {
    text: `Placement: ${unplaced.length} of ${displaced} fit nowhere: ${why}${proof}`,
    state: 'breach',
  };
}

function canary(model: Model, hosts: readonly string[]): StepCheck {
  const ids = new Set(hosts);
  const running = model.microvms.filter(({ host }) => host !== null && ids.has(host));
  return running.length > 0
    ? { text: 'Canary: a microVM runs in the inventory', state: 'ok' }
    : { text: 'Canary: none runs in the inventory', state: 'not-measured' };
}

/**
 * What must be so before a step counts as done: from the model and the measured series where they can say, else to be
 * confirmed by hand. A `breach` blocks the step.
 */
export function stepChecks(
  step: string,
  model: Model,
  trial: ChecklistTrial,
  signals: HostSignals,
): readonly StepCheck[] {
  const { present } = trial;
  const byHand = (text: string): StepCheck => ({ text, state: 'not-measured' });
  switch (step) {
    case 'provision':
      return [byHand('Racked, powered and reachable')];
    case 'install':
      return [byHand('Agent, supervisor and storage services run')];
    case 'join-overlay':
      return [peers(model, present)];
    case 'register':
      return [heartbeats(present, signals)];
    case 'canary':
      return [canary(model, present)];
    case 'schedulable':
      return present.length === 0
        ? [{ text: 'The hosts are not in the inventory any more', state: 'breach' }]
        : [];
    case 'drain':
      return [drainCheck(trial)];
    case 'verify':
    case 'remove':
      return [workloads(model, present), volumes(model, present)];
    case 'wipe':
      return [byHand('Disks wiped, asset retired')];
    default:
      return [];
  }
}
