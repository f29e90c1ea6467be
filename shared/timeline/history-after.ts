import type { History } from '../history/history.ts';
import type { Model } from '../model/document.ts';

/**
 * Measured history as it would read after a scenario: a daily peak of summed CPU is higher by what the scenario's events
 * add to the measured use of that scope (a loss moves workload and adds nothing; an onboarding adds its reservation).
 * Other series are given on unchanged: the assessment asks for CPU only (MODEL.md section 4). Where the use of a scope is
 * not measured before or after, its peak is not known after either.
 */
export function historyAfter(history: History | null, before: Model, after: Model): History | null {
  if (history === null || before === after) return history;
  return {
    latestDailyPeak(metric, scope) {
      const measured = history.latestDailyPeak(metric, scope);
      if (measured === null || metric !== 'cpu_used_cores') return measured;
      const then = usedCores(before, scope);
      const now = usedCores(after, scope);
      return then === null || now === null ? null : { day: measured.day, peak: measured.peak + now - then };
    },
  };
}

/** Measured cores in use in `region:…` or `cluster:…`: hosts that are not down and what pending microVMs carry. */
function usedCores(model: Model, scope: string): number | null {
  const cut = scope.indexOf(':');
  const [kind, id] = [scope.slice(0, cut), scope.slice(cut + 1)];
  const inside = new Set(
    model.clusters
      .filter((cluster) => (kind === 'region' ? cluster.region : cluster.id) === id)
      .map((cluster) => cluster.id),
  );
  let sum = 0;
  for (const host of model.hosts) {
    if (host.state === 'down' || !inside.has(host.cluster)) continue;
    if (host.used.cpuCores === null) return null;
    sum += host.used.cpuCores;
  }
  for (const row of model.microvms) {
    if (row.carried === undefined || row.host !== null || !inside.has(row.cluster)) continue;
    if (row.carried.cpuCores === null) return null;
    sum += row.carried.cpuCores;
  }
  return sum;
}
