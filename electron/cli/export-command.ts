import { writeFile } from 'node:fs/promises';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { counted } from '../../shared/view/number-format.ts';
import { writeRunbooks } from '../documents/write-rules.ts';
import { FailureAnswers } from '../workspace/failure-answers.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { didYouMean, textOption, type Given } from './arguments.ts';
import { EXIT, type Run } from './command.ts';
import { exportData, exportInventory } from './export-data.ts';
import { exportOnboarding, exportProcurement, exportReview } from './export-documents.ts';
import { withSource } from './source.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

type Export = (given: Given, terminal: Terminal) => Promise<void>;

/** What can be exported, by the word after `export`. */
const EXPORTS: Readonly<Record<string, Export>> = {
  rules: exportRules,
  data: exportData,
  inventory: exportInventory,
  procurement: exportProcurement,
  onboarding: exportOnboarding,
  review: exportReview,
};

/** `export KIND`: documents of a workspace. */
export const exportCommand: Run = async (given, terminal) => {
  const [kind, ...more] = given.rest;
  const kinds = Object.keys(EXPORTS);
  if (kind === undefined) throw new UsageError(`Export what? One of ${kinds.join(', ')}.`);
  if (more.length > 0) throw new UsageError(`Unexpected argument ${JSON.stringify(more[0])}.`);
  const work = Object.hasOwn(EXPORTS, kind) ? EXPORTS[kind] : undefined;
  if (work === undefined)
    throw new UsageError(
      `There is no export ${JSON.stringify(kind)}, expected one of ${kinds.join(', ')}.${didYouMean(kind, kinds)}`,
    );
  await work(given, terminal);
  return EXIT.done;
};

/** A path from a file to another, with forward slashes, as rule files name each other. */
const seenFrom = (from: string, path: string): string =>
  relative(dirname(resolve(from)), resolve(path))
    .split(sep)
    .join('/') || basename(path);

/** `export rules`: the Prometheus rule file, its unit tests, the runbooks. */
async function exportRules(given: Given, terminal: Terminal): Promise<void> {
  const out = textOption(given, 'out');
  if (textOption(given, 'workspace') === null || out === null)
    throw new UsageError('export rules needs --workspace W.headroom and --out rules.yml');
  const testsPath = textOption(given, 'tests');
  const folder = textOption(given, 'runbooks');
  if (testsPath !== null && out === '-')
    throw new UsageError('--tests names the rule file it tests: give --out a file as well.');
  await withSource(given, async ({ workspace, policy }) => {
    const failures = new FailureAnswers(opened(workspace), () => policy);
    const { text, alertCount, recordingCount, fingerprint } = failures.rules();
    if (out === '-') await terminal.out(text);
    else await writeFile(out, text);
    terminal.say(
      `${out === '-' ? 'rules' : out}: ${counted(alertCount, 'alert')}, ${counted(recordingCount, 'recording rule')}, fingerprint ${fingerprint}`,
    );
    for (const { mode, scope, alert, reason } of failures.gaps())
      terminal.say(`not watched: ${mode}${scope === null ? '' : ` ${scope}`}, ${alert}: ${reason}`);
    if (testsPath !== null) {
      const tests = failures.tests(seenFrom(testsPath, out));
      await writeFile(testsPath, tests.text);
      terminal.say(`${testsPath}: ${counted(tests.cases.length, 'test')}`);
    }
    if (folder !== null) {
      const runbooks = failures.runbookFiles();
      await writeRunbooks(folder, runbooks);
      terminal.say(`${folder}: ${counted(runbooks.length, 'runbook')}`);
    }
  });
}

function opened(workspace: Workspace | null): Workspace {
  if (workspace === null) throw new Error('rules are asked of a workspace');
  return workspace;
}
