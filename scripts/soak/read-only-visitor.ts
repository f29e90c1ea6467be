// node read-only-visitor.js FILE COPY [USER]: visits a workspace as whoever runs it, or as the user of this number. Tries every
// kind of change and to save a copy, and prints what it was told, as JSON.
import { dirname } from 'node:path';
import process from 'node:process';
import Sqlite from 'better-sqlite3';
import { plannerAt } from './planner-acts.ts';

const [path = '', copy = '', user] = process.argv.slice(2);
if (user !== undefined) {
  // Once all code is loaded: the checkout may be closed to that user.
  new Sqlite(':memory:').close();
  process.setgroups?.([]);
  process.setgid?.(Number(user));
  process.setuid?.(Number(user));
}
const { service } = plannerAt(dirname(copy), 1);

/** The message of what is thrown; `null` where nothing is. */
function told(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const opened = told(() => service.open({ path }));
const info = service.info();
const changes =
  info === null
    ? []
    : [
        () => service.setPolicy({ key: 'memoryHeadroomMinRatio', value: 0.2 }),
        () => service.saveScenario({ scenario: { schema: 'headroom.scenario/v1', name: 'x', events: [] } }),
        () => service.recordDecision({ kind: 'note', title: 'x', reason: 'y' }),
        () => service.markReviewed(),
        () => service.undo(),
        () => service.redo(),
      ].map(told);
const copied = info === null ? null : told(() => service.saveCopy({ path: copy }));
service.close();
console.log(
  JSON.stringify({
    opened,
    readOnly: info?.readOnly ?? null,
    hosts: info?.counts.hosts ?? null,
    backups: info?.backups ?? null,
    changes,
    copied,
  }),
);
