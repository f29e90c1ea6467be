import type { PostgresNode } from '../model/document.ts';
import { defineEvent, refused, type Applied } from './definition.ts';

export interface ResizePostgresOutcome {
  readonly resized: readonly string[];
}

/**
 * Nodes of a Postgres cluster get other limits (MODEL.md section 6): absolute values, those not given stay. Applies to the
 * primary, the replicas or all nodes; a cluster whose replicas stay small may not carry the load after a failover.
 */
export const resizePostgres = defineEvent({
  type: 'resizePostgres',
  title: 'Resize Postgres',
  summary: 'Nodes of a Postgres cluster get other limits.',
  group: 'change',
  fields: [
    {
      kind: 'entity',
      of: 'postgres',
      many: false,
      required: true,
      name: 'postgres',
      label: 'Postgres cluster',
      help: 'Which cluster.',
    },
    {
      kind: 'choice',
      name: 'nodes',
      label: 'Nodes',
      help: 'Which of its nodes; all unless said otherwise.',
      choices: [
        { value: 'all', label: 'all' },
        { value: 'primary', label: 'the primary' },
        { value: 'replicas', label: 'the replicas' },
      ],
      default: 'all',
    },
    {
      kind: 'quantity',
      unit: 'cores',
      above: 0,
      name: 'cpuCores',
      label: 'CPU',
      help: 'Cores per node. Absent: as now.',
    },
    {
      kind: 'quantity',
      unit: 'iops',
      above: 0,
      name: 'iops',
      label: 'IOPS',
      help: 'IOPS per node. Absent: as now.',
    },
    {
      kind: 'count',
      min: 1,
      name: 'maxConnections',
      label: 'Connections',
      help: 'max_connections per node. Absent: as now.',
    },
    {
      kind: 'count',
      min: 0,
      name: 'reservedConnections',
      label: 'Reserved',
      help: 'Connections kept for superusers. Absent: as now.',
    },
  ],
  defaults(model) {
    const [first] = model.postgres;
    if (first === undefined) return 'the model has no Postgres cluster';
    const cores = first.nodes.find((node) => node.role === 'primary')?.cpuCores ?? 16;
    return { postgres: first.id, nodes: 'all', cpuCores: cores * 2 };
  },
  check({ cpuCores, iops, maxConnections, reservedConnections }) {
    const nothing = [cpuCores, iops, maxConnections, reservedConnections].every((value) => value === null);
    return nothing
      ? [{ message: 'changes nothing', expected: 'cpuCores, iops, maxConnections or reservedConnections' }]
      : [];
  },
  apply(context, values): Applied<ResizePostgresOutcome> {
    const { model } = context;
    const postgres = model.postgres.find((candidate) => candidate.id === values.postgres);
    if (postgres === undefined) {
      return refused(context, 'postgres', `there is no Postgres cluster ${values.postgres}`, values.postgres);
    }
    const meant = (node: PostgresNode) =>
      values.nodes === 'all' || (values.nodes === 'primary') === (node.role === 'primary');
    const nodes = postgres.nodes.map((node) =>
      meant(node)
        ? {
            ...node,
            cpuCores: values.cpuCores ?? node.cpuCores,
            iops: values.iops ?? node.iops,
            maxConnections: values.maxConnections ?? node.maxConnections,
            reservedConnections: values.reservedConnections ?? node.reservedConnections,
          }
        : node,
    );
    return {
      ok: true,
      model: {
        ...model,
        postgres: model.postgres.map((entry) => (entry === postgres ? { ...entry, nodes } : entry)),
      },
      outcome: {
        resized: postgres.nodes.filter(meant).map((node) => node.id),
      },
    };
  },
});
