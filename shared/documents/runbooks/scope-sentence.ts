import type { Constraint } from '../../assess/constraint.ts';
import { modelIndex } from '../../model/model-index.ts';
import {
  counted,
  formatChosenShare,
  formatPercentInSentence,
  NOT_MEASURED,
} from '../../view/number-format.ts';
import { quantityText } from '../../view/quantity-format.ts';
import { constraintAt, idOf, modelOf, type RuleSource } from '../alerts/rule-context.ts';
import type { FailureModeId } from '../failure-modes/failure-mode.ts';

/** `memory headroom beyond the reserve 30%, target 20%`. */
function shareText(constraint: Constraint | null, name: string): string {
  const target = typeof constraint?.target?.value === 'number' ? constraint.target.value : null;
  const on = constraint?.target?.on;
  if (on === 'demand' && constraint !== null)
    return `${name} ${quantityText(constraint.demand, constraint.unit, target)}, target ${target === null ? 'none' : quantityText(target, constraint.unit)}`;
  const value = on === 'headroom' ? constraint?.headroom : constraint?.utilization;
  if (value === null || value === undefined) return `${name} ${NOT_MEASURED}`;
  return `${name} ${formatPercentInSentence(value, target)}${target === null ? '' : `, target ${formatChosenShare(target)}`}`;
}

/** One line about something a mode can happen to: what it is, and how near its limit it is today. */
export function scopeSentence(source: RuleSource, mode: FailureModeId, scope: string): string {
  const model = modelOf(source);
  const id = idOf(scope);
  const at = (constraint: string, where = scope): Constraint | null =>
    constraintAt(source, `${constraint}@${where}`);
  switch (mode) {
    case 'host-loss':
    case 'memory-bleed': {
      const hosts = (modelIndex(model).hostsByCluster.get(id) ?? []).filter((host) => host.state !== 'down');
      return `**${id}**: ${counted(hosts.length, 'host')}; ${shareText(at('compute.memory'), 'memory headroom beyond the reserve')}`;
    }
    case 'memory-headroom':
      return `**${id}**: ${shareText(at('compute.memory'), 'memory headroom beyond the reserve')}`;
    case 'edge-loss':
    case 'edge-flap':
    case 'edge-connections': {
      const nodes = (modelIndex(model).edgeNodesByRegion.get(id) ?? []).filter(
        (node) => node.state === 'in-service',
      );
      return `**${id}**: ${nodes.map((node) => node.id).join(', ')}; ${shareText(at('edge.connections'), 'connections on what the reserve leaves')}`;
    }
    case 'postgres-failover':
    case 'postgres-connection-exhaustion':
    case 'postgres-cpu': {
      const postgres = model.postgres.find((candidate) => candidate.id === id);
      const primary = postgres?.nodes.find((node) => node.role === 'primary')?.id ?? 'none';
      const replicas = (postgres?.nodes ?? []).filter((node) => node.role === 'replica');
      const named = replicas.map((node) => `${node.id}${node.synchronous ? ' (synchronous)' : ''}`);
      const figure =
        mode === 'postgres-failover'
          ? shareText(at('controlPlane.replicationLag'), 'replication lag')
          : mode === 'postgres-cpu'
            ? shareText(at('controlPlane.postgresCpu'), 'CPU of the primary')
            : shareText(at('controlPlane.postgresConnections'), 'connections');
      return `**${id}**: primary ${primary}, replicas ${named.length === 0 ? 'none' : named.join(', ')}; ${figure}`;
    }
    case 'retry-storm':
      return `**${id}**: ${shareText(at('controlPlane.apiConcurrency'), 'API concurrency')}`;
    case 'snapshot-growth':
    case 'snapshot-store':
      return `**${id}**: ${shareText(at('storage.snapshots'), 'snapshot store')}`;
  }
}
