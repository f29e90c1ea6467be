import { useMemo } from 'react';
import type { Postgres, PostgresNode } from '../../../../shared/model/document.ts';
import { FieldNumber } from '../services/FieldNumber.tsx';
import { FigureTablePane, type FigureColumn } from '../services/FigureTablePane.tsx';

/** Name, field, unit, its name in the CSV; last the head of the column, which says the unit where all of it is shown in one. */
const FIGURES = [
  ['CPU', 'cpuCores', 'cores', 'cores', 'CPU, cores'],
  ['IOPS', 'iops', 'iops', '1/s', 'IOPS'],
  ['Connections', 'connections', 'connections', 'count', 'Connections'],
  ['Lag', 'replicationLagSeconds', 'seconds', 's', 'Lag'],
  ['Slow queries', 'slowQueriesPerSecond', 'perSecond', '1/s', 'Slow queries, /s'],
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
    ...FIGURES.map(([name, key, unit, unitName, title]) => ({
      title,
      csvTitle: `${name} (${unitName})`,
      value: (node: PostgresNode) => node.used[key],
      cell: (node: PostgresNode) =>
        key === 'replicationLagSeconds' && node.role === 'primary' ? (
          <span className="mute">—</span>
        ) : (
          <FieldNumber
            label={`${name} of ${node.id}`}
            of={`postgres[${before.id}].nodes[${node.id}].used.${key}`}
            unit={unit}
            isUnitAbove={unit !== 'seconds'}
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
