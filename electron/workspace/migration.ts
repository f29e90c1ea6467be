import type { Database } from 'better-sqlite3';
import { Refusal } from '../refusal.ts';

export interface Migration {
  readonly version: number;
  readonly title: string;
  readonly sql: string;
}

export function schemaVersion(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/** The version a file has after all migrations ran. @throws Error (a bug) when they do not rise by one from 1. */
function latestVersion(migrations: readonly Migration[]): number {
  for (const [index, migration] of migrations.entries()) {
    if (migration.version !== index + 1) {
      throw new Error(`migration ${migration.version} stands in place ${index + 1}`);
    }
  }
  return migrations.length;
}

/**
 * Brings a file to the newest version: each missing migration in its own transaction together with its version number.
 * Before the first one an existing file (version above 0) is copied by `backUp`. A failing migration is rolled back and
 * rethrown, so that the file stays at the last version that worked.
 * @throws Refusal `newer-version` when the file was written by a newer Headroom.
 */
export function migrate(
  db: Database,
  migrations: readonly Migration[],
  backUp: (fromVersion: number) => void,
): void {
  const latest = latestVersion(migrations);
  const current = schemaVersion(db);
  if (current > latest) {
    throw new Refusal(
      'newer-version',
      `This workspace was written by a newer version of Headroom (file version ${current}, this version reads up to ${latest}). ` +
        'Update Headroom to open it. Nothing was changed.',
    );
  }
  if (current === latest) return;
  if (current > 0) backUp(current);
  for (const migration of migrations.slice(current)) {
    db.transaction(() => {
      db.exec(migration.sql);
      db.pragma(`user_version = ${migration.version}`);
    }).immediate();
  }
}
