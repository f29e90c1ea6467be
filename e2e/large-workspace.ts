import Sqlite from 'better-sqlite3';

export const MIB = 1024 * 1024;

/** Makes a workspace at least so large, by a table the product knows nothing of. */
export function makeLarge(file: string, mebibytes: number): void {
  const db = new Sqlite(file);
  db.exec('CREATE TABLE ballast (bytes BLOB)');
  const insert = db.prepare('INSERT INTO ballast VALUES (zeroblob(?))');
  db.transaction(() => {
    for (let at = 0; at < mebibytes; at += 1) insert.run(MIB);
  })();
  db.close();
}
