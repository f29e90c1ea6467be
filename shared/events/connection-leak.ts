import { derived, leaf } from '../explain/node.ts';
import { figuresOf } from './outcome-figure.ts';
import { defineEvent, refused, type Applied } from './definition.ts';

/** MODEL.md section 16. */
export interface ConnectionLeakOutcome {
  /** Hours until the primary has no connection left; 0 = none is left now, `null` = not measured. */
  readonly hoursToExhaustion: number | null;
  readonly freeConnections: number | null;
}

/**
 * Clients open connections and never close them (MODEL.md section 6): hours = (maxConnections − reserved − used) ÷ leaked
 * per hour, on the primary. A growing state: the model's constraints stay as they are now.
 */
export const connectionLeak = defineEvent({
  type: 'connectionLeak',
  title: 'Leak connections',
  summary: 'Postgres connections are opened and never closed; how long until none is left.',
  group: 'growth',
  fields: [
    {
      kind: 'entity',
      of: 'postgres',
      many: false,
      required: true,
      name: 'postgres',
      label: 'Postgres cluster',
      help: 'Whose primary leaks.',
    },
    {
      kind: 'quantity',
      unit: 'count',
      above: 0,
      required: true,
      name: 'connectionsPerHour',
      label: 'Leaked per hour',
      help: 'Connections lost every hour.',
    },
  ],
  defaults(model) {
    const [first] = model.postgres;
    return first === undefined
      ? 'the model has no Postgres cluster'
      : { postgres: first.id, connectionsPerHour: 10 };
  },
  apply(context, { postgres: id, connectionsPerHour }): Applied<ConnectionLeakOutcome> {
    const postgres = context.model.postgres.find((candidate) => candidate.id === id);
    if (postgres === undefined) return refused(context, 'postgres', `there is no Postgres cluster ${id}`, id);
    const primary = postgres.nodes.find((node) => node.role === 'primary');
    const limit = primary?.maxConnections ?? null;
    const used = primary?.used.connections ?? null;
    const free =
      primary === undefined || limit === null || used === null
        ? null
        : Math.max(0, limit - primary.reservedConnections - used);
    return {
      ok: true,
      model: context.model,
      figures: () => {
        const of = (name: string) => ({
          origin: 'measured' as const,
          of: `postgres[${id}].nodes[primary].${name}`,
        });
        const usable = derived('connections clients may use', 'connections', 'a − b', [
          leaf('max connections', limit, 'connections', of('maxConnections')),
          leaf('reserved', primary?.reservedConnections ?? null, 'connections', of('reservedConnections')),
        ]);
        const freeConnections = derived('Free connections', 'connections', 'a − b, at least 0', [
          usable,
          leaf('used', used, 'connections', of('used.connections')),
        ]);
        const perHour = leaf('leaked per hour', connectionsPerHour, 'connections', {
          origin: 'scenario',
          of: 'connectionsPerHour',
        });
        const hours = derived('Hours to exhaustion', 'count', 'a ÷ b', [freeConnections, perHour]);
        return figuresOf({ hoursToExhaustion: hours, freeConnections });
      },
      outcome: { hoursToExhaustion: free === null ? null : free / connectionsPerHour, freeConnections: free },
    };
  },
});
