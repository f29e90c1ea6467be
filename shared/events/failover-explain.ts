import { derived, leaf, type ExplainNode, type Source } from '../explain/node.ts';
import type { Measured, Postgres, PostgresNode } from '../model/document.ts';
import { failoverNodes } from '../transients/failover-explain.ts';
import type { FailoverInput } from '../transients/postgres-failover.ts';
import type { Unit } from '../units.ts';
import { figuresOf, type OutcomeFigure } from './outcome-figure.ts';

/** How a failover's figures came about: times, what is lost, and what the new primary carries. */
export function failoverOutcomeFigures(
  postgres: Postgres,
  promoted: PostgresNode,
  nodes: readonly PostgresNode[],
  input: FailoverInput,
): OutcomeFigure[] {
  const after = nodes.find((node) => node.role === 'primary') ?? promoted;
  const of = (name: string): Source => ({
    origin: 'measured',
    of: `postgres[${postgres.id}].nodes[${promoted.id}].${name}`,
  });
  const limit = derived('connections clients may use', 'connections', 'a − b', [
    leaf('max connections', after.maxConnections, 'connections', of('maxConnections')),
    leaf('reserved', after.reservedConnections, 'connections', of('reservedConnections')),
  ]);
  const carried = (key: 'cpuCores' | 'iops' | 'connections', unit: Unit): ExplainNode =>
    carriedNode(postgres, promoted, key, unit);
  const share = (label: string, load: ExplainNode, available: ExplainNode): ExplainNode =>
    derived(label, 'ratio', 'demand ÷ available', [load, available]);
  const bytes = (value: Measured): ExplainNode =>
    promoted.synchronous
      ? leaf('Log lost', 0, 'diskBytes', { origin: 'computed', of: `${promoted.id} is synchronous` })
      : lagBytesNode(postgres, promoted, value, of);
  return [
    ...figuresOf({ ...failoverNodes(input) }),
    ...figuresOf({
      dataLossSeconds: promoted.synchronous
        ? leaf('Data loss', 0, 'seconds', { origin: 'computed', of: `${promoted.id} is synchronous` })
        : leaf('Data loss', promoted.used.replicationLagSeconds, 'seconds', of('used.replicationLagSeconds')),
      dataLossBytes: bytes(input.lagBytes),
      reconnectingClients: clientsNode(postgres),
      connectionLimit: limit,
    }),
    ...figuresOf(
      {
        cpuUtilization: share(
          'CPU of the new primary',
          carried('cpuCores', 'cores'),
          leaf('cores', after.cpuCores, 'cores', of('cpuCores')),
        ),
        iopsUtilization: share(
          'IOPS of the new primary',
          carried('iops', 'iops'),
          leaf('limit', after.iops, 'iops', of('iops')),
        ),
        connectionUtilization: share(
          'Connections of the new primary',
          carried('connections', 'connections'),
          limit,
        ),
      },
      'newPrimary',
    ),
  ];
}

/** Clients that come back at once, whether or not a node was promoted. */
export function clientsNode(postgres: Postgres): ExplainNode {
  return postgres.clientPools.length === 0
    ? leaf('Reconnecting clients', null, 'connections', { origin: 'not measured', of: 'clientPools' })
    : derived('Reconnecting clients', 'connections', 'sum of inputs', poolNodes(postgres));
}

/**
 * Reconnecting clients: instances × pool size of each pool; together they meet the new primary's `maxConnections` −
 * `reservedConnections` (MODEL.md section 7).
 */
function poolNodes({ id, clientPools }: Postgres): ExplainNode[] {
  return clientPools.map((pool, index) => {
    const of = (name: string): Source => ({
      origin: 'measured',
      of: `postgres[${id}].clientPools[${index}].${name}`,
    });
    return derived(`clients of pool ${index + 1}`, 'connections', 'product of inputs', [
      leaf('instances', pool.instances, 'count', of('instances')),
      leaf('pool size', pool.poolSize, 'connections', of('poolSize')),
    ]);
  });
}

/**
 * Log lost: the measured `replicationLagBytes` of the promoted node, else lag seconds × `walBytesPerSecond`, bytes (MODEL.md
 * section 7).
 */
function lagBytesNode(
  postgres: Postgres,
  promoted: PostgresNode,
  lagBytes: Measured,
  of: (name: string) => Source,
): ExplainNode {
  if (promoted.used.replicationLagBytes !== null)
    return leaf('Log lost', lagBytes, 'diskBytes', of('used.replicationLagBytes'));
  return derived('Log lost', 'diskBytes', 'product of inputs', [
    leaf('lag', promoted.used.replicationLagSeconds, 'seconds', of('used.replicationLagSeconds')),
    leaf('log written', postgres.walBytesPerSecond, 'bytesPerSecond', {
      origin: 'measured',
      of: `postgres[${postgres.id}].walBytesPerSecond`,
    }),
  ]);
}

/** The primary's load; the promoted node's own stays with it only where no other replica takes it. */
function carriedNode(
  postgres: Postgres,
  promoted: PostgresNode,
  key: 'cpuCores' | 'iops' | 'connections',
  unit: Unit,
): ExplainNode {
  const primary = postgres.nodes.find((node) => node.role === 'primary') ?? null;
  const others = postgres.nodes.filter((node) => node.role === 'replica' && node !== promoted);
  const of = (node: PostgresNode): Source => ({
    origin: 'measured',
    of: `postgres[${postgres.id}].nodes[${node.id}].used.${key}`,
  });
  const taken =
    primary === null
      ? leaf('of the primary', 0, unit, { origin: 'computed', of: 'there was no primary' })
      : leaf('of the primary', primary.used[key], unit, of(primary));
  return others.length > 0
    ? derived('load', unit, 'same as input', [taken])
    : derived('load', unit, 'sum of inputs', [
        taken,
        leaf('its own', promoted.used[key], unit, of(promoted)),
      ]);
}
