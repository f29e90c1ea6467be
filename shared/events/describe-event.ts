import { definitionOf } from './event-registry.ts';
import { isInterval } from './field.ts';
import type { ScenarioEvent } from './scenario.ts';

const FEW = 3;

/** An id or a word as it stands; `?` while nothing usable is typed. */
function word(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : '?';
}

function list(value: unknown): string {
  const ids = Array.isArray(value) ? value.map(word) : [];
  return ids.length <= FEW ? ids.join(', ') : `${ids.slice(0, FEW).join(', ')} and ${ids.length - FEW} more`;
}

/** A number as typed: `4`, or `2–6` for an interval. */
function amount(value: unknown): string {
  if (isInterval(value)) return `${value.low}–${value.high}`;
  return typeof value === 'number' ? String(value) : '?';
}

const plural = (value: unknown, one: string) => `${amount(value)} ${one}${value === 1 ? '' : 's'}`;
const inPlace = (value: unknown) => (value === undefined ? '' : ` in ${word(value)}`);

type Phrase = (event: ScenarioEvent) => string;

const PHRASES: Readonly<Record<string, Phrase>> = {
  hostLoss: (event) => {
    if (event['hosts'] !== undefined) return `Lose ${list(event['hosts'])}`;
    if (event['failureDomain'] !== undefined) {
      return `Lose failure domain ${word(event['failureDomain'])}${inPlace(event['cluster'])}`;
    }
    const which = word(event['select'] ?? 'largest').replace('-', ' ');
    return `Lose the ${event['count'] === 1 ? `${which} host` : `${amount(event['count'])} ${which} hosts`}${inPlace(event['cluster'])}`;
  },
  edgeLoss: (event) => {
    if (event['nodes'] !== undefined) return `Lose ${list(event['nodes'])}`;
    const which = word(event['select'] ?? 'busiest');
    return `Lose the ${event['count'] === 1 ? `${which} edge node` : `${amount(event['count'])} ${which} edge nodes`}${inPlace(event['region'])}`;
  },
  postgresFailover: (event) => `Fail over ${word(event['postgres'])}`,
  retryStorm: (event) =>
    `Retry storm on ${word(event['controlPlane'])} for ${amount(event['durationSeconds'])} s`,
  edgeFlap: (event) => `${word(event['node'])} flaps every ${amount(event['periodSeconds'])} s`,
  overlayDegradation: (event) =>
    `Overlay of ${word(event['region'])} loses packets for ${amount(event['durationSeconds'])} s`,
  onboardCustomer: (event) =>
    `Onboard ${word(event['customer'])}${inPlace(event['cluster'] ?? event['region'])}`,
  addHosts: (event) =>
    `Add ${plural(event['count'], 'host')} of ${word(event['sku'])} to ${word(event['cluster'])}`,
  removeHosts: (event) => `Remove ${list(event['hosts'])}`,
  cordonHosts: (event) => `Cordon ${list(event['hosts'])}`,
  uncordonHosts: (event) => `Uncordon ${list(event['hosts'])}`,
  addEdgeNodes: (event) => `Add ${plural(event['count'] ?? 1, 'edge node')} to ${word(event['region'])}`,
  resizePostgres: (event) => `Resize ${word(event['postgres'])}`,
  addStorage: (event) => `Add storage to ${word(event['pool'])}`,
  memoryBleed: (event) =>
    `Hosts${event['cluster'] === undefined ? '' : ` of ${word(event['cluster'])}`} bleed memory`,
  connectionLeak: (event) =>
    `${word(event['postgres'])} leaks ${amount(event['connectionsPerHour'])} connections an hour`,
  growthMultiplier: (event) => `Growth of ${word(event['constraint'])} × ${amount(event['factor'])}`,
  snapshotGrowth: (event) => `Snapshots of ${word(event['pool'])} grow × ${amount(event['factor'])}`,
};

/** One line for a card or a log: `Lose h1, h2`, `Add 3 hosts of std-64 to eu-west-a`. Works on events still being typed. */
export function describeEvent(event: ScenarioEvent): string {
  const phrase = Object.hasOwn(PHRASES, event.type) ? PHRASES[event.type] : undefined;
  return phrase?.(event) ?? definitionOf(event.type)?.title ?? event.type;
}
