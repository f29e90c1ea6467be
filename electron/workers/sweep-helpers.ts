import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { connect, type Client } from './rpc.ts';
import type { SweepService } from './sweep-service.ts';

/** Threads that help with one sweep, and their end. */
export interface SweepHelpers {
  readonly clients: readonly Client<SweepService>[];
  stop(): void;
}

const MOST_HELPERS = 7;

/** One helper per core beyond the one that sweeps already; none on a single core. `file` is the built sweep-worker. */
export function startSweepHelpers(file: string): SweepHelpers {
  const count = Math.min(MOST_HELPERS, availableParallelism() - 1);
  const workers = Array.from({ length: count }, () => new Worker(file));
  const clients = workers.map((worker) => {
    const client = connect<SweepService>(worker);
    worker.on('error', (error) => client.close(error));
    worker.on('exit', (code) => client.close(new Error(`a helper ended with code ${code}`)));
    return client;
  });
  return {
    clients,
    stop() {
      for (const worker of workers) void worker.terminate();
    },
  };
}
