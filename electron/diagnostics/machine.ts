import { arch, availableParallelism, freemem, release, totalmem, type } from 'node:os';

/** The machine and this process, as far as a bug may depend on them. No name of host, user or folder. */
export function machineFacts() {
  const { rss, heapUsed } = process.memoryUsage();
  const { locale, timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return {
    system: type(),
    release: release(),
    architecture: arch(),
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    freeMemoryBytes: freemem(),
    locale,
    timeZone,
    uptimeSeconds: Math.round(process.uptime()),
    residentBytes: rss,
    heapUsedBytes: heapUsed,
  };
}
