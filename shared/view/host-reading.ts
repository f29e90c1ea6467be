import type { Unit } from '../units.ts';
import { rackName } from './host-groups.ts';
import type { HostMap } from './host-map.ts';
import { measureText } from './host-measures.ts';
import type { HostUnion } from './host-union.ts';
import { CHANGE_BADGES } from './host-words.ts';
import { counted, formatChosenShare } from './number-format.ts';

/** What the scenario does to a host; empty where it does nothing. */
export function hostChangeText({ before, changes }: HostUnion, host: number): string {
  const change = changes.get(before.ids[host] ?? '');
  return change === undefined ? '' : CHANGE_BADGES[change];
}

interface Reading {
  readonly name: string;
  readonly unit: Unit;
  readonly limit: number | null;
}

/** What is read off a host under the pointer. */
export function hostTip(union: HostUnion, map: HostMap, host: number, { name, unit, limit }: Reading) {
  const { before, after } = union;
  const [id, cluster, rack] = [
    before.ids[host] ?? '',
    before.clusters[host] ?? '',
    before.failureDomains[host],
  ];
  const value = map.values[host] ?? Number.NaN;
  const then = map.after?.[host] ?? Number.NaN;
  const [text, thenText] = [measureText(value, unit, limit), measureText(then, unit, limit)];
  const microvms = before.columns.microvms[host] ?? Number.NaN;
  const later = after?.columns.microvms[host] ?? Number.NaN;
  const count = (some: number): string => (Number.isNaN(some) ? 'not measured' : counted(some, 'microVM'));
  const change = hostChangeText(union, host);
  return {
    title: id,
    rows: [
      {
        key: 'measure',
        name,
        text,
        scenario: map.after === null || Number.isNaN(then) || thenText === text ? null : thenText,
      },
      ...(limit === null
        ? []
        : [
            {
              key: 'limit',
              name: 'at most',
              text: unit === 'ratio' ? formatChosenShare(limit) : measureText(limit, unit),
            },
          ]),
      {
        key: 'microvms',
        name: 'runs',
        text: count(microvms),
        scenario: Number.isNaN(later) || later === microvms ? null : count(later),
      },
      {
        key: 'state',
        name: rack === null || rack === undefined ? cluster : rackName(rack, cluster),
        text: before.states[host] ?? '',
      },
      ...(change === ''
        ? []
        : [{ key: 'change', name: 'scenario', text: change.replace(' in the scenario', '') }]),
    ],
  };
}
