import { constants } from 'node:os';
import { SetupError } from './run.mjs';

const ENDINGS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Ends by way of `exit`, where children, displays, turns and unfinished folders are seen to; a signal alone would pass them by. */
const end = (signal) => process.exit(128 + constants.signals[signal]);

/**
 * Runs a script's work, which returns its exit code. A set-up failure is told in its own words; anything else is a
 * bug and keeps its trace.
 */
export async function runScript(work) {
  for (const signal of ENDINGS) process.on(signal, end);
  try {
    process.exitCode = await work();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  } finally {
    for (const signal of ENDINGS) process.off(signal, end);
  }
}

/** From here on a script sees to these signals itself. */
export function takeSignals(signals, heard) {
  for (const signal of signals) {
    process.off(signal, end);
    process.on(signal, heard);
  }
}
