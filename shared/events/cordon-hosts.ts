import { defineEvent } from './definition.ts';
import { HOSTS_FIELD, setHostState } from './host-state.ts';

/**
 * Hosts take nothing new (MODEL.md section 6): they give no capacity any more, and what runs on them still counts as
 * demand (section 4). A host already cordoned stays so; a draining one becomes cordoned.
 */
export const cordonHosts = defineEvent({
  type: 'cordonHosts',
  title: 'Cordon hosts',
  summary: 'Hosts take nothing new; what runs on them stays.',
  group: 'change',
  fields: [HOSTS_FIELD],
  defaults(model) {
    const host = model.hosts.find((candidate) => candidate.state === 'schedulable');
    return host === undefined ? 'no host is schedulable' : { hosts: [host.id] };
  },
  apply: (context, { hosts }) => setHostState(context, hosts, 'cordoned'),
});
