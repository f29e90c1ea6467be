import { sumNode } from '../explain/grouping.ts';
import { derived, type ExplainNode } from '../explain/node.ts';
import type { Host } from '../model/document.ts';
import { hostLimitNode, hostUsedNode, needNode } from './compute-explain.ts';
import { HOST_RESOURCES, type HostResource } from './host-resource.ts';
import { measured } from './leaves.ts';
import { microvmCounts } from './microvm-counts.ts';
import type { Context } from './row.ts';

/** Headline figures of one host, each with its derivation; shares of what the host may give. */
export interface HostNodes {
  readonly memoryReserved: ExplainNode;
  readonly memoryUsed: ExplainNode;
  readonly cpuReserved: ExplainNode;
  readonly cpuUsed: ExplainNode;
  readonly osDisk: ExplainNode;
  readonly packetLoss: ExplainNode;
}

function share(label: string, demand: ExplainNode, limit: ExplainNode): ExplainNode {
  return derived(label, 'ratio', 'demand ÷ available', [demand, limit]);
}

/** Reserved on a host: Σ over flavors of its microVMs × what one needs, overhead included (MODEL.md section 4). */
function reservedOn(context: Context, resource: HostResource, host: Host): ExplainNode {
  const counts = microvmCounts(context.model);
  const number = counts.hostNumbers.get(host.id) ?? -1;
  const parts = counts.flavorIds.flatMap((id, at) => {
    const count = counts.at(number, at);
    const flavor = context.index.flavorById.get(id);
    if (count === 0 || flavor === undefined) return [];
    return derived(`${id} × ${count}`, resource.unit, 'product of inputs', [
      measured(`${id} microVMs`, count, 'microvms', `microvms of ${id} on hosts[${host.id}]`),
      needNode(context, resource, flavor),
    ]);
  });
  return sumNode('Reserved by microVMs', resource.unit, parts);
}

const [memory, cpu] = HOST_RESOURCES;

/**
 * The derivations of a host's figures. CPU in use is the p95 daily peak of the host's own series where one is known, else
 * what the inventory says. A down host has limits, but no load (MODEL.md section 4).
 */
export function hostNodes(context: Context, host: Host): HostNodes | null {
  if (memory === undefined || cpu === undefined || host.state === 'down') return null;
  const peak = context.history?.latestDailyPeak('cpu_used_cores', `host:${host.id}`) ?? null;
  const cpuUsed =
    peak === null
      ? hostUsedNode(cpu, host)
      : measured(
          `p95 daily peak on ${peak.day}`,
          peak.peak,
          'cores',
          `history: cpu_used_cores of ${host.id}`,
        );
  const field = (name: string): string => `hosts[${host.id}].${name}`;
  return {
    memoryReserved: share('Memory reserved', reservedOn(context, memory, host), hostLimitNode(memory, host)),
    memoryUsed: share('Memory used', hostUsedNode(memory, host), hostLimitNode(memory, host)),
    cpuReserved: share('CPU reserved', reservedOn(context, cpu, host), hostLimitNode(cpu, host)),
    cpuUsed: share(peak === null ? 'CPU used' : 'CPU peak', cpuUsed, hostLimitNode(cpu, host)),
    osDisk: share(
      'OS disk used',
      measured('OS disk used', host.used.osDiskBytes, 'diskBytes', field('used.osDiskBytes')),
      measured('OS disk', host.osDiskBytes, 'diskBytes', field('osDiskBytes')),
    ),
    packetLoss: measured('Packet loss', host.used.packetLossRatio, 'ratio', field('used.packetLossRatio')),
  };
}
