import { calendarOf } from '../../shared/history/calendar.ts';
import { dailyPeaks } from '../../shared/history/daily-peaks.ts';
import type { HostHistory } from '../../shared/ipc/host-channels.ts';
import type { Workspace } from './workspace.ts';

const DAYS = 60;

/** What a host's page draws; which of them it has is up to what was imported. */
const METRICS = [
  'memory_reserved_bytes',
  'memory_used_bytes',
  'cpu_used_cores',
  'os_disk_used_bytes',
  'microvm_count',
  'packet_loss_ratio',
] as const;

/** p95 daily peaks of a host's own series over the 60 days to its newest sample; incomplete days count as they are. */
export function hostHistory(workspace: Workspace, host: string): ReadonlyMap<string, HostHistory> {
  const calendar = calendarOf(workspace.timeZone);
  const history = new Map<string, HostHistory>();
  for (const metric of METRICS) {
    const last = workspace.series.lastDay(metric, [host]);
    if (last === null) continue;
    const { times, values } = workspace.series.read(host, metric, last - DAYS);
    const { days, peaks } = dailyPeaks(times, values, calendar);
    const first = Math.max(0, days.length - DAYS);
    history.set(metric, { days: days.slice(first), peaks: peaks.slice(first) });
  }
  return history;
}
