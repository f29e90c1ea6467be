import type { HostState } from '../model/document.ts';
import type { EventContext } from './definition.ts';
import { withState } from './displace.ts';
import type { EntityField } from './field.ts';
import { namedHosts } from './pick-hosts.ts';

/** Of cordonHosts and uncordonHosts. */
export interface HostStateOutcome {
  /** Hosts whose state changed. */
  readonly changed: readonly string[];
  /** Hosts that were in that state already. */
  readonly unchanged: readonly string[];
}

export const HOSTS_FIELD = {
  kind: 'entity',
  of: 'host',
  many: true,
  required: true,
  name: 'hosts',
  label: 'Hosts',
  help: 'The hosts, by id.',
} as const satisfies EntityField;

/** Puts named hosts in a state; a host that is absent or down is an input error. */
export function setHostState(context: EventContext, ids: readonly string[], state: HostState) {
  const named = namedHosts(context, ids);
  if (!named.ok) return named;
  const changed = named.hosts.filter((host) => host.state !== state).map((host) => host.id);
  const outcome: HostStateOutcome = { changed, unchanged: ids.filter((id) => !changed.includes(id)) };
  return { ok: true, model: withState(context.model, new Set(changed), state), outcome } as const;
}
