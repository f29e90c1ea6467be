// Holds a workspace file the way the application does, until it is killed: one committed write, one never committed.
import process from 'node:process';
import Sqlite from 'better-sqlite3';

const db = new Sqlite(process.argv[2]);
db.pragma('locking_mode = EXCLUSIVE');
db.pragma('journal_mode = WAL');
db.exec("INSERT INTO meta VALUES ('committed', 'yes')");
db.exec("BEGIN IMMEDIATE; INSERT INTO meta VALUES ('open', 'yes')");
process.stdout.write('held\n');
setInterval(() => undefined, 1000);
