// A process that does one thing to a workspace and may be killed at it: node syscall-victim.js FOLDER ACT. When it begins and
// when it is done it writes into a ledger.
import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { TRACED_ACTS, workspaceIn } from './syscall-acts.ts';

const [folder = '', name = ''] = process.argv.slice(2);
const ledger = openSync(join(folder, 'ledger'), 'a');
await TRACED_ACTS.find((act) => act.name === name)?.run(workspaceIn(folder), () =>
  writeSync(ledger, 'begin\n'),
);
writeSync(ledger, 'done\n');
process.exit();
