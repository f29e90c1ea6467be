import type { ElectronApplication } from '@playwright/test';
import type { InspectorNotification, NodeWorker } from 'node:inspector';

/** Memory in bytes and counts of the main process and its threads. */
export interface MainFigures {
  readonly pid: number;
  /** Of the whole process as it stood, before any garbage was collected. */
  readonly standing: number;
  /** The same with the garbage of every thread collected. */
  readonly rss: number;
  readonly heap: number;
  /** The heaps of all threads and what they hold outside of them. */
  readonly threadsHeap: number;
  /** Of the page’s process, in KiB. */
  readonly pageRss: number;
  readonly workers: number;
  readonly timers: number;
  readonly handles: number;
  readonly processes: number;
}

/** What a worker's part of Node's report says of its heap. */
interface WorkerReport {
  readonly javascriptHeap: { readonly usedMemory: number; readonly externalMemory?: number };
}

/** Collects garbage in every thread of the main process, twice, since what a finalizer frees goes with the second; then counts. */
export function readMain(app: ElectronApplication): Promise<MainFigures> {
  return app.evaluate(async ({ app: electron }) => {
    const standing = process.memoryUsage.rss();
    const { Session } = process.getBuiltinModule('node:inspector');
    const inspector = new Session();
    inspector.connect();
    /** What waits for the answer of a thread or its end, by its session; to one that has ended nothing would come. */
    const threads = new Map<string, () => void>();
    type Said = InspectorNotification<{ readonly sessionId: string }>;
    inspector.on(
      'NodeWorker.attachedToWorker',
      ({ params }: InspectorNotification<NodeWorker.AttachedToWorkerEventDataType>) =>
        threads.set(params.sessionId, () => undefined),
    );
    inspector.on('NodeWorker.receivedMessageFromWorker', ({ params }: Said) =>
      threads.get(params.sessionId)?.(),
    );
    inspector.on('NodeWorker.detachedFromWorker', ({ params }: Said) => {
      threads.get(params.sessionId)?.();
      threads.delete(params.sessionId);
    });
    /** A thread at long work is not waited for to its end. */
    const collectIn = (sessionId: string): Promise<void> =>
      new Promise((resolve) => {
        const late = setTimeout(resolve, 10_000);
        threads.set(sessionId, () => {
          clearTimeout(late);
          resolve();
        });
        const message = JSON.stringify({ id: 1, method: 'HeapProfiler.collectGarbage' });
        inspector.post('NodeWorker.sendMessageToWorker', { sessionId, message });
      });
    inspector.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
    const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
    await rest(50); // threads attach in their own time
    for (let i = 0; i < 2; i += 1) {
      inspector.post('HeapProfiler.collectGarbage');
      for (const thread of threads.keys()) await collectIn(thread); // those that end meanwhile are not met
      await rest(20);
    }
    inspector.post('NodeWorker.disable');
    inspector.disconnect();

    const active = process.getActiveResourcesInfo();
    const count = (kind: RegExp): number => active.filter((name) => kind.test(name)).length;
    const processes = electron.getAppMetrics();
    const { workers } = process.report.getReport() as { readonly workers: readonly WorkerReport[] };
    const { heapUsed, rss } = process.memoryUsage();
    return {
      pid: process.pid,
      standing,
      rss,
      heap: heapUsed,
      threadsHeap: workers.reduce(
        (sum, { javascriptHeap: { usedMemory, externalMemory } }) => sum + usedMemory + (externalMemory ?? 0),
        0,
      ),
      pageRss: processes.find(({ type }) => type === 'Tab')?.memory.workingSetSize ?? 0,
      workers: workers.length,
      timers: count(/^(Timeout|Immediate)$/),
      handles: active.length,
      processes: processes.length,
    };
  });
}
