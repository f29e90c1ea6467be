import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A table of the workspace file, with the migration that makes it. */
export interface TableMade {
  readonly table: string;
  readonly migration: string;
}

/** Tables in the order of the migrations that make them. */
export function workspaceTables(root: string): readonly TableMade[] {
  const folder = join(root, 'electron', 'workspace', 'migrations');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .sort()
    .flatMap((migration) =>
      [
        ...readFileSync(join(folder, migration), 'utf8').matchAll(/CREATE TABLE (?:IF NOT EXISTS )?(\w+)/g),
      ].map(([, table = '']) => ({ table, migration })),
    );
}
