import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

/** The process's own random ids, for putting back. */
const random = crypto.randomUUID;
let last = 0;

/**
 * From here on `randomUUID` counts upwards from `first`, so that the same acts leave the same content in every process.
 * For soak runs and their tests only.
 */
export function countIdsFrom(first: number): void {
  last = first - 1;
  crypto.randomUUID = () => {
    last += 1;
    return `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`;
  };
  syncBuiltinESMExports();
}

export function randomIdsAgain(): void {
  crypto.randomUUID = random;
  syncBuiltinESMExports();
}
