import type { Postgres, PostgresNode } from '../../../../shared/model/document.ts';
import { FieldNumber } from '../services/FieldNumber.tsx';

const COLUMNS = [
  ['CPU', 'cpuCores', 'cores'],
  ['IOPS', 'iops', 'iops'],
  ['Connections', 'connections', 'connections'],
  ['Lag', 'replicationLagSeconds', 'seconds'],
  ['Slow queries', 'slowQueriesPerSecond', 'perSecond'],
] as const;

interface PostgresNodesProps {
  readonly before: Postgres;
  readonly after: Postgres | null;
}

const roleText = (node: PostgresNode): string =>
  node.role === 'primary' ? 'primary' : node.synchronous ? 'replica, synchronous' : 'replica';

/** Every node of a Postgres cluster with its role and what is measured on it. */
export function PostgresNodes({ before, after }: PostgresNodesProps) {
  const sides = new Map(after?.nodes.map((node) => [node.id, node]));
  return (
    <section className="sv-pane rule-top" aria-label={`Nodes of ${before.id}`}>
      <header>
        <h2>Nodes of {before.id}</h2>
        <span className="note">measured at the inventory’s instant</span>
      </header>
      <table className="tbl">
        <thead>
          <tr>
            <th>Node</th>
            <th>Role</th>
            {COLUMNS.map(([title]) => (
              <th key={title} className="r">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before.nodes.map((node) => {
            const other = sides.get(node.id);
            return (
              <tr key={node.id}>
                <th scope="row" className="med">
                  {node.id}
                </th>
                <td>
                  {roleText(node)}
                  {after !== null && other === undefined ? <span className="scen strong"> lost</span> : null}
                  {other !== undefined && other.role !== node.role ? (
                    <span className="scen strong"> {roleText(other)}</span>
                  ) : null}
                </td>
                {COLUMNS.map(([title, key, unit]) => (
                  <td key={key} className="r">
                    {key === 'replicationLagSeconds' && node.role === 'primary' ? (
                      <span className="mute">—</span>
                    ) : (
                      <FieldNumber
                        label={`${title} of ${node.id}`}
                        of={`postgres[${before.id}].nodes[${node.id}].used.${key}`}
                        unit={unit}
                        before={node.used[key]}
                        after={other?.used[key]}
                      />
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
