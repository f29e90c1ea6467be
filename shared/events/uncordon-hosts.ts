import { defineEvent } from './definition.ts';
import { HOSTS_FIELD, setHostState } from './host-state.ts';

/** Cordoned or draining hosts become schedulable again (MODEL.md section 6). A host that is down does not come back by this. */
export const uncordonHosts = defineEvent({
  type: 'uncordonHosts',
  title: 'Uncordon hosts',
  summary: 'Cordoned or draining hosts take microVMs again.',
  group: 'change',
  fields: [HOSTS_FIELD],
  defaults(model) {
    const host = model.hosts.find(
      (candidate) => candidate.state === 'cordoned' || candidate.state === 'draining',
    );
    return host === undefined ? 'no host is cordoned or draining' : { hosts: [host.id] };
  },
  apply: (context, { hosts }) => setHostState(context, hosts, 'schedulable'),
});
