import { derived } from '../explain/node.ts';
import type { BackupJob } from '../model/document.ts';
import { instantMs } from '../model/instant.ts';
import { measured } from './leaves.ts';
import { nodeRow } from './node-row.ts';
import { scopeId } from './row.ts';
import { poolOf, poolScopes } from './storage-scope.ts';

/** `storage.restoreTest`: calendar days (UTC) from the last restore drill to the model's `asOf`. */
export const restoreTestRow = nodeRow({
  domain: 'storage',
  resource: 'restoreTest',
  scopes: poolScopes,
  derive(context, scope) {
    const of = `storagePools[${scopeId(scope)}].restoreMeasuredAt`;
    const demand = derived('Days since the last restore drill', 'days', 'calendar days from a to b', [
      measured('last drill', poolOf(context, scope)?.restoreMeasuredAt ?? null, 'days', of),
      measured('as of', context.model.asOf, 'days', 'asOf'),
    ]);
    return {
      unit: 'days',
      demand,
      used: demand,
      target: { on: 'demand', op: '<=', value: context.policy.restoreTestMaxAgeDays },
    };
  },
});

/**
 * `storage.backupJobs`: age of the last good job in seconds, against the pool's RPO; the failed share of the jobs beside it.
 * Jobs after `asOf` have not happened yet and are left out. Jobs of which none is good: breach; no jobs: not measured.
 */
export const backupJobsRow = nodeRow({
  domain: 'storage',
  resource: 'backupJobs',
  scopes: poolScopes,
  derive(context, scope) {
    const pool = poolOf(context, scope);
    const asOfMs = instantMs(context.model.asOf) ?? Infinity;
    const jobs = (pool?.backupJobs ?? []).filter((job) => timeOf(job) <= asOfMs);
    const good = jobs.filter((job) => job.ok);
    const last = good.reduce<BackupJob | null>(
      (latest, job) => (latest === null || timeOf(job) > timeOf(latest) ? job : latest),
      null,
    );
    const demand = derived('Age of the last good backup', 'seconds', 'seconds from a to b', [
      measured('last good backup', last?.at ?? null, 'seconds', `storagePools[${scopeId(scope)}].backupJobs`),
      measured('as of', context.model.asOf, 'seconds', 'asOf'),
    ]);
    const noneGood = jobs.length > 0 && good.length === 0;
    const rpo = pool?.rpoSeconds ?? null;
    return {
      unit: 'seconds',
      demand,
      used: demand,
      target: rpo === null ? null : { on: 'demand', op: '<=', value: rpo },
      notes: noneGood ? [`none of ${jobs.length} backup jobs succeeded`] : [],
      beside: {
        jobs: jobs.length,
        failedRatio: jobs.length === 0 ? null : (jobs.length - good.length) / jobs.length,
      },
      adjust: (constraint) => (noneGood && rpo !== null ? { ...constraint, verdict: 'breach' } : constraint),
    };
  },
});

const timeOf = (job: BackupJob): number => instantMs(job.at) ?? -Infinity;
