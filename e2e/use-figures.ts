import type { CDPSession, ElectronApplication, Page } from '@playwright/test';
import { existsSync, readdirSync } from 'node:fs';
import { readMain } from './main-figures.ts';
import { trendOf, type Bound, type Trend } from '../scripts/soak/slope.ts';

const MIB = 2 ** 20;

/**
 * What is counted after every round of use, and by how much it may grow a round. Eight hours are forty rounds, so that
 * these let the page grow by 2 MiB, the main process with all its threads by 20 MiB in a day, and counts not at all.
 * What V8 compiles while functions become hot is part of every heap.
 */
const BOUNDS = {
  pageHeap: { name: 'heap of the page, collected', unit: 'MiB', mostPerStep: 0.05 },
  nodes: { name: 'DOM nodes, detached ones too', unit: '', mostPerStep: 2 },
  listeners: { name: 'event listeners', unit: '', mostPerStep: 0.5 },
  mainHeap: { name: 'heap of the main process, collected', unit: 'MiB', mostPerStep: 0.02 },
  threadsHeap: {
    name: 'heaps of its threads and what they hold outside, collected',
    unit: 'MiB',
    mostPerStep: 0.1,
  },
  mainRss: { name: 'memory of the main process and its threads, collected', unit: 'MiB', mostPerStep: 0.5 },
  mainStanding: {
    name: 'memory of the main process and its threads as it stands',
    unit: 'MiB',
    mostPerStep: 0.5,
  },
  pageRss: { name: 'memory of the page’s process', unit: 'MiB', mostPerStep: 0.5 },
  threads: { name: 'threads of the main process', unit: '', mostPerStep: 0.2 },
  workers: { name: 'worker threads', unit: '', mostPerStep: 0.1 },
  timers: { name: 'timers of the main process', unit: '', mostPerStep: 0.2 },
  handles: { name: 'handles of the main process', unit: '', mostPerStep: 0.2 },
  files: { name: 'open files of the main process', unit: '', mostPerStep: 0.2 },
  processes: { name: 'processes', unit: '', mostPerStep: 0.1 },
} as const satisfies Readonly<Record<string, Bound>>;

type Name = keyof typeof BOUNDS;
/** One reading; what this system does not tell is left out. */
export type Figures = Readonly<Partial<Record<Name, number>>>;

export class UseFigures {
  readonly #app: ElectronApplication;
  readonly #client: CDPSession;
  readonly #readings: Figures[] = [];

  private constructor(app: ElectronApplication, client: CDPSession) {
    this.#app = app;
    this.#client = client;
  }

  static async of(app: ElectronApplication, page: Page): Promise<UseFigures> {
    const client = await page.context().newCDPSession(page);
    await client.send('Performance.enable');
    await client.send('HeapProfiler.enable');
    return new UseFigures(app, client);
  }

  /** Collects garbage on both sides, then counts. */
  async read(): Promise<Figures> {
    for (let i = 0; i < 2; i += 1) await this.#client.send('HeapProfiler.collectGarbage');
    const { metrics } = await this.#client.send('Performance.getMetrics');
    const page = new Map(metrics.map(({ name, value }) => [name, value]));
    const { pid, standing, rss, heap, threadsHeap, pageRss, ...counts } = await readMain(this.#app);
    const entries = (folder: string): number | null =>
      existsSync(`/proc/${pid}/${folder}`) ? readdirSync(`/proc/${pid}/${folder}`).length : null;
    const [threads, files] = [entries('task'), entries('fd')];
    const figures: Figures = {
      pageHeap: (page.get('JSHeapUsedSize') ?? Number.NaN) / MIB,
      nodes: page.get('Nodes') ?? Number.NaN,
      listeners: page.get('JSEventListeners') ?? Number.NaN,
      mainHeap: heap / MIB,
      threadsHeap: threadsHeap / MIB,
      mainRss: rss / MIB,
      mainStanding: standing / MIB,
      pageRss: pageRss / 1024,
      ...counts,
      ...(threads === null ? {} : { threads }),
      ...(files === null ? {} : { files }),
    };
    this.#readings.push(figures);
    return figures;
  }

  /** Of every figure over the readings after the first ones, in which caches fill and code is compiled. */
  trends(warmUp: number): readonly Trend[] {
    const kept = this.#readings.slice(warmUp);
    return Object.entries(BOUNDS).flatMap(([name, bound]) => {
      const readings = kept.flatMap((figures) => figures[name as Name] ?? []);
      return readings.length === 0 ? [] : [trendOf(bound, readings)];
    });
  }
}
