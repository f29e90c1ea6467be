import { byCodeUnits } from '../../model/model-index.ts';
import { FAILURE_MODES, type FailureModeId } from '../failure-modes/failure-mode.ts';
import { nothingOf, scopesOf } from '../failure-modes/mode-scopes.ts';
import { hostLossDrafts, memoryBleedDrafts, memoryHeadroomDrafts } from './compute-drafts.ts';
import { retryStormDrafts } from './control-plane-drafts.ts';
import { edgeConnectionsDrafts, edgeFlapDrafts, edgeLossDrafts } from './edge-drafts.ts';
import { metricRecordings, type NeededMetric } from './placed-metric.ts';
import { connectionDrafts, failoverDrafts, postgresCpuDrafts } from './postgres-drafts.ts';
import type { AlertRule, RecordingRule, RuleGap } from './rule.ts';
import { draftedMode, modelOf, type Drafts, type RuleSource } from './rule-context.ts';
import { snapshotGrowthDrafts, snapshotStoreDrafts } from './storage-drafts.ts';

const DRAFTS: Readonly<Record<FailureModeId, Drafts>> = {
  'host-loss': hostLossDrafts,
  'memory-bleed': memoryBleedDrafts,
  'edge-loss': edgeLossDrafts,
  'edge-flap': edgeFlapDrafts,
  'postgres-failover': failoverDrafts,
  'postgres-connection-exhaustion': connectionDrafts,
  'retry-storm': retryStormDrafts,
  'snapshot-growth': snapshotGrowthDrafts,
  'memory-headroom': memoryHeadroomDrafts,
  'edge-connections': edgeConnectionsDrafts,
  'postgres-cpu': postgresCpuDrafts,
  'snapshot-store': snapshotStoreDrafts,
};

/** Everything Prometheus needs to watch for the failure modes of a workspace, and what cannot be watched. */
export interface RuleSet {
  /** Metrics by entity and place, then what alerts derive from them, in order of evaluation. */
  readonly metrics: readonly RecordingRule[];
  readonly derived: ReadonlyMap<FailureModeId, readonly RecordingRule[]>;
  readonly alerts: ReadonlyMap<FailureModeId, readonly AlertRule[]>;
  readonly gaps: readonly RuleGap[];
  /** Metrics some alert reads. */
  readonly needs: readonly NeededMetric[];
}

/** Rules of every trigger and failure mode, from the workspace's own inventory, policy, fits and queries. */
export function ruleSetOf(source: RuleSource): RuleSet {
  const derived = new Map<FailureModeId, readonly RecordingRule[]>();
  const alerts = new Map<FailureModeId, readonly AlertRule[]>();
  const gaps: RuleGap[] = [];
  const needs = new Map<string, NeededMetric>();
  for (const { id, title } of FAILURE_MODES) {
    if (scopesOf(modelOf(source), id).length === 0)
      gaps.push({ mode: id, scope: null, alert: title, reason: nothingOf(id) });
    const drafted = draftedMode(source, id, DRAFTS[id]);
    derived.set(id, drafted.recordings);
    alerts.set(id, drafted.alerts);
    gaps.push(...drafted.gaps);
    for (const one of drafted.needs) needs.set(`${one.kind} ${one.metric}`, one);
  }
  const needed = [...needs.values()].sort((a, b) => byCodeUnits(a.metric, b.metric));
  return {
    metrics: metricRecordings(modelOf(source), source.book, needed),
    derived,
    alerts,
    gaps,
    needs: needed,
  };
}
