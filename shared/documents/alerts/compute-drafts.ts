import { reservedMemory } from './reserved-memory-note.ts';
import { modelIndex } from '../../model/model-index.ts';
import type { Host } from '../../model/document.ts';
import { counted, formatPercent } from '../../view/number-format.ts';
import { quantityText } from '../../view/quantity-format.ts';
import { placed } from './placed-metric.ts';
import { projectionDraft } from './projection.ts';
import { isOneOf, promNumber } from './promql.ts';
import {
  constraintAt,
  idOf,
  modelOf,
  need,
  policyOf,
  type Drafts,
  type RuleDraft,
  type RuleSource,
} from './rule-context.ts';

const USED = 'memory_used_bytes';

const upHosts = (source: RuleSource, cluster: string): readonly Host[] =>
  (modelIndex(modelOf(source)).hostsByCluster.get(cluster) ?? []).filter((host) => host.state !== 'down');

/**
 * Those of which something is measured where anything is: what was never measured does not report, and is not lost by that.
 * Where nothing is measured yet, all are expected to report.
 */
export function expectedToReport<T>(all: readonly T[], isMeasured: (one: T) => boolean): readonly T[] {
  const measured = all.filter(isMeasured);
  return measured.length === 0 ? all : measured;
}

/** Share of its entities a sum needs, as the engine's own sums do (MODEL.md section 8). */
const PRESENT_MIN = 0.9;

/** A sum over entities as the engine makes it: scaled to all of them, nothing where fewer than 90% report. */
export function wholeSum(series: string, entities: number): string {
  const fewest = Math.ceil(PRESENT_MIN * entities - 1e-9);
  return `sum(${series}) * ${entities} / (count(${series}) >= ${fewest})`;
}

/** `memory-headroom`: the region's memory, projected. */
export const memoryHeadroomDrafts: Drafts = (source, scope) => {
  const region = idOf(scope);
  const clusters = modelIndex(modelOf(source)).clustersByRegion.get(region) ?? [];
  const hosts = clusters.flatMap(({ id }) => upHosts(source, id));
  const reserved = source.book.has('memory_reserved_bytes');
  const metric = reserved ? 'memory_reserved_bytes' : USED;
  const system = reserved ? 0 : hosts.reduce((sum, host) => sum + host.systemReservedMemoryBytes, 0);
  const sum = wholeSum(placed(metric, { region }), hosts.length);
  return [
    projectionDraft(source, {
      alert: 'HeadroomMemoryHeadroom',
      constraint: 'compute.memory',
      scope,
      demand: system === 0 ? sum : `${sum} - ${promNumber(system)}`,
      needs: need('host', metric),
      title: `Memory of ${region}`,
      basisNote: reserved || policyOf(source).memoryBasis === 'used' ? null : reservedMemory,
    }),
  ];
};

/** Days a bleeding host is looked ahead, and level below which its slope alone is no alarm. */
const BLEED_DAYS = 14;
const BLEED_GATE = 0.8;

/**
 * `memory-bleed`: a host of a cluster is projected to be full. One rule for each size of host, since the limit is the
 * host's own memory; a host whose microVMs become more is no bleed, where their number is known.
 */
export const memoryBleedDrafts: Drafts = (source, scope) => {
  const cluster = idOf(scope);
  const bySize = new Map<number | null, string[]>();
  for (const { id, memoryBytes } of upHosts(source, cluster))
    bySize.set(memoryBytes, [...(bySize.get(memoryBytes) ?? []), id]);
  const counts = source.book.has('microvm_count');
  return [...bySize]
    .sort(([a], [b]) => (a ?? 0) - (b ?? 0))
    .map(([size, ids]): RuleDraft => {
      const alert = 'HeadroomMemoryBleed';
      const needs = need('host', USED, ...(counts ? ['microvm_count'] : []));
      if (size === null) return { alert, needs, rule: `the memory of ${ids.join(', ')} is not measured` };
      const some = bySize.size === 1 ? '' : `,${isOneOf('entity', ids)}`;
      const series = placed(USED, { cluster }).replace(/\}$/, `${some}}`);
      const vms = placed('microvm_count', { cluster });
      const gate = BLEED_GATE * size;
      return {
        alert,
        needs,
        rule: {
          expr: [
            `predict_linear(${series}[7d:1h], ${BLEED_DAYS} * 86400) > ${promNumber(size)}`,
            `and ${series} > ${promNumber(gate)}`,
            `and count_over_time(${series}[7d:1h]) >= 48`,
            ...(counts ? [`unless deriv(${vms}[7d:1h]) * 86400 > 0.5`] : []),
          ].join('\n'),
          for: '2h',
          constraint: null,
          severity: 'warning',
          labels: { host_memory: quantityText(size, 'bytes') },
          summary: `{{ $labels.entity }} of ${cluster} is out of memory within ${BLEED_DAYS} days`,
          description:
            `At the slope of the last 7 days {{ $labels.entity }} will use {{ $value | humanize1024 }}B in ${BLEED_DAYS} days; ` +
            `it has ${quantityText(size, 'bytes')}.` +
            (counts ? ' The number of its microVMs does not grow.' : ''),
          says:
            `A host over ${quantityText(gate, 'bytes')} that will use all ${quantityText(size, 'bytes')} within ${BLEED_DAYS} days at the slope of a week` +
            (counts ? ', while its microVMs do not become more.' : '.'),
          numbers: [
            `${counted(ids.length, 'host')} of ${quantityText(size, 'bytes')}; level gate ${quantityText(gate, 'bytes')} = ${formatPercent(BLEED_GATE, 0)} of it`,
            ...(counts ? [] : ['microvm_count is not mapped: a host that fills with microVMs alarms too']),
          ],
        },
      };
    });
};

const duration = (seconds: number): string => `${Math.max(1, Math.ceil(seconds / 60))}m`;

/** Seen within the last hours, and not now. */
export const goneNow = (series: string, range: string): string =>
  `count_over_time(${series}[${range}]) unless ${series}`;

/** How many report now; 0, not nothing, once all that reported are gone. */
export const reporting = (series: string): string =>
  `(count(${series}) or 0 * count(count_over_time(${series}[6h])))`;

/** `host-loss`: a host stops reporting; more of them than the reserve covers. */
export const hostLossDrafts: Drafts = (source, scope) => {
  const cluster = idOf(scope);
  const policy = policyOf(source);
  const all = upHosts(source, cluster);
  const hosts = expectedToReport(all, ({ used }) => used.memoryBytes !== null).length;
  const losses = policy.hostLossesPerCluster + policy.maintenanceHostsPerCluster;
  const series = placed(USED, { cluster });
  const memory = constraintAt(source, `compute.memory@${scope}`);
  const margin = memory?.margin ?? null;
  const wait = duration(2 * policy.hostFailureDetectionSeconds);
  const waitWords = counted(Number.parseInt(wait, 10), 'minute');
  const spare =
    margin === null
      ? 'the memory left beyond the reserve is not measured'
      : `${quantityText(Math.abs(margin), 'bytes')} ${margin < 0 ? 'are missing' : 'more fit'} before memory beyond the reserve misses its target`;
  return [
    {
      alert: 'HeadroomHostLost',
      needs: need('host', USED),
      rule: {
        expr: goneNow(series, '6h'),
        for: wait,
        constraint: `compute.memory@${scope}`,
        severity: 'warning',
        summary: `{{ $labels.entity }} of ${cluster} does not report`,
        description: `${cluster} has ${counted(all.length, 'host')}; its reserve covers the loss of ${losses}. Without a loss, ${spare}.`,
        says: `A host that reported within 6 hours has not for ${waitWords}.`,
        numbers: [
          `${counted(all.length, 'host')} up; reserve for ${losses} (hostLossesPerCluster + maintenanceHostsPerCluster)`,
        ],
      },
    },
    {
      alert: 'HeadroomHostLossBeyondReserve',
      needs: need('host', USED),
      rule:
        losses >= hosts
          ? null // no loss is beyond a reserve that is all of it
          : {
              expr: `${reporting(series)} < ${hosts - losses}`,
              for: wait,
              constraint: `compute.memory@${scope}`,
              severity: 'critical',
              summary: `${cluster} has lost more hosts than its reserve covers`,
              description: `{{ $value }} of ${hosts} hosts report; the reserve covers the loss of ${losses}. MicroVMs may be left without a host.`,
              says: `Fewer than ${hosts - losses} of ${hosts} hosts report for ${waitWords}.`,
              numbers: [`${hosts} hosts − ${losses} in reserve = ${hosts - losses}`],
            },
    },
  ];
};
