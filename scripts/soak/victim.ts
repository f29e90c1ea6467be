// A process that works on a workspace until it is killed: node victim.js FILE LEDGER SEED FROM TO. What it begins and
// what it has been told is committed it writes into the ledger, past any buffer of its own.
import { openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import { plannerAt } from './planner-acts.ts';

const [file = '', ledger = '', seed = '', from = '', to = ''] = process.argv.slice(2);
const book = openSync(ledger, 'a');
const planner = plannerAt(dirname(file), Number(seed));
const { service } = planner;

/** After so many acts a copy is saved over the last one. */
const COPY_EVERY = 7;

/** Into the ledger, then aloud for whoever waits for the moment. */
function note(line: string): void {
  writeSync(book, `${line}\n`);
  writeSync(1, `${line}\n`);
}

note('opening');
service.open({ path: file });
note('open');
for (let number = Number(from); number < Number(to); number += 1) {
  note(`begin ${number}`);
  await planner.act(number);
  note(`done ${number}`);
  if (number % COPY_EVERY === COPY_EVERY - 1) {
    note('copying');
    service.saveCopy({ path: `${file}.copy.headroom` });
    note('copied');
  }
}
note('closing');
service.close();
note('closed');
