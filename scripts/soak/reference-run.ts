import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { openDatabase } from '../../electron/workspace/database.ts';
import { contentDigest } from './content-digest.ts';
import { randomIdsAgain } from './known-ids.ts';
import { plannerAt } from './planner-acts.ts';

/**
 * What a workspace holds after each of the acts of a seed when nobody is killed: digests by how many acts are done,
 * so that `[0]` is that of the new file.
 */
export async function referenceDigests(seed: number, acts: number): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'headroom reference '));
  const path = join(folder, 'reference.headroom');
  try {
    const planner = plannerAt(folder, seed);
    planner.service.create({ path, sample: false });
    const digests = [digestOfCopy(planner.service, folder)];
    for (let number = 0; number < acts; number += 1) {
      await planner.act(number);
      digests.push(digestOfCopy(planner.service, folder));
    }
    planner.service.close();
    return digests;
  } finally {
    randomIdsAgain();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of a copy, since the file itself is held by the service. */
function digestOfCopy(service: ReturnType<typeof plannerAt>['service'], folder: string): string {
  const copy = join(folder, 'copy.headroom');
  service.saveCopy({ path: copy });
  const db = new Sqlite(copy, { readonly: true });
  try {
    return contentDigest(db);
  } finally {
    db.close();
    rmSync(copy);
  }
}

/** A new, empty workspace to begin with. */
export function newWorkspace(path: string): void {
  openDatabase(path, { create: true }).close();
}
