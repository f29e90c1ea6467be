import { parentPort } from 'node:worker_threads';
import { serve } from './rpc.ts';
import { createSweepService } from './sweep-service.ts';

if (parentPort !== null) serve(parentPort, createSweepService());
