import { useMemo } from 'react';
import type { Postgres, PostgresNode } from '../../../../shared/model/document.ts';
import { FieldNumber } from '../services/FieldNumber.tsx';
import { FigureTablePane, type FigureColumn } from '../services/FigureTablePane.tsx';

const FIGURES = [
  ['CPU', 'cpuCores', 'cores', 'cores'],
  ['IOPS', 'iops', 'iops', '1/s'],
  ['Connections', 'connections', 'connections', 'count'],
  ['Lag', 'replicationLagSeconds', 'seconds', 's'],
  ['Slow queries', 'slowQueriesPerSecond', 'perSecond', '1/s'],
] as const;
const WORDS = new Set(['Role']);

interface PostgresNodesProps {
  readonly before: Postgres;
  readonly after: Postgres | null;
}

const roleText = (node: PostgresNode): string =>
  node.role === 'primary' ? 'primary' : node.synchronous ? 'replica, synchronous' : 'replica';

function RoleInScenario({ node, after }: { readonly node: PostgresNode; readonly after: Postgres }) {
  const other = after.nodes.find(({ id }) => id === node.id);
  if (other !== undefined && other.role === node.role) return null;
  return <span className="below scen strong">{other === undefined ? 'lost' : roleText(other)}</span>;
}

function columnsOf(before: Postgres, after: Postgres | null): readonly FigureColumn<PostgresNode>[] {
  const sides = new Map(after?.nodes.map((node) => [node.id, node]));
  return [
    { title: 'Node', csvTitle: 'Node', value: ({ id }) => id, cell: ({ id }) => id },
    {
      title: 'Role',
      csvTitle: 'Role',
      value: roleText,
      cell: (node) => (
        <>
          {roleText(node)}
          {after === null ? null : <RoleInScenario node={node} after={after} />}
        </>
      ),
    },
    ...FIGURES.map(([title, key, unit, unitName]) => ({
      title,
      csvTitle: `${title} (${unitName})`,
      value: (node: PostgresNode) => node.used[key],
      cell: (node: PostgresNode) =>
        key === 'replicationLagSeconds' && node.role === 'primary' ? (
          <span className="mute">—</span>
        ) : (
          <FieldNumber
            label={`${title} of ${node.id}`}
            of={`postgres[${before.id}].nodes[${node.id}].used.${key}`}
            unit={unit}
            before={node.used[key]}
            after={sides.get(node.id)?.used[key]}
          />
        ),
    })),
  ];
}

/** Every node of a Postgres cluster with its role and what is measured on it. */
export function PostgresNodes({ before, after }: PostgresNodesProps) {
  const columns = useMemo(() => columnsOf(before, after), [before, after]);
  return (
    <FigureTablePane
      title={`Nodes of ${before.id}`}
      note="measured at the inventory’s instant"
      columns={columns}
      rows={before.nodes}
      keyOf={({ id }) => id}
      words={WORDS}
      one="node"
    />
  );
}
