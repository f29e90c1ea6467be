import { SetupError } from './run.mjs';

/**
 * Runs a script's work, which returns its exit code. A set-up failure is told in its own words; anything else is a
 * bug and keeps its trace.
 */
export async function runScript(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
