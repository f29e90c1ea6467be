import { parentPort, workerData } from 'node:worker_threads';
import { faultIn } from '../workspace/backups.ts';

/** Looks one copy over, which takes seconds for a large one, and ends. */
parentPort?.postMessage(faultIn(String(workerData)));
