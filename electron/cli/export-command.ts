import { basename, dirname, relative, resolve, sep } from 'node:path';
import { counted } from '../../shared/view/number-format.ts';
import { writeWholeFiles } from '../documents/whole-files.ts';
import { runbookFiles } from '../documents/write-rules.ts';
import { FailureAnswers } from '../workspace/failure-answers.ts';
import { didYouMean, onlyOptions, textOption, type Given } from './arguments.ts';
import { EXIT, type Run } from './command.ts';
import { exportData, exportInventory } from './export-data.ts';
import { exportOnboarding, exportProcurement, exportReview } from './export-documents.ts';
import { withSource, workspaceOf } from './source.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

interface Export {
  readonly work: (given: Given, terminal: Terminal) => Promise<void>;
  /** Options beside `--workspace` and `--out`. */
  readonly options: readonly string[];
}

/** What can be exported, by the word after `export`. */
const EXPORTS: Readonly<Record<string, Export>> = {
  rules: { work: exportRules, options: ['policy', 'tests', 'runbooks'] },
  data: { work: exportData, options: ['entity', 'metric'] },
  inventory: { work: exportInventory, options: [] },
  procurement: { work: exportProcurement, options: ['policy', 'scenario', 'horizon'] },
  onboarding: { work: exportOnboarding, options: ['policy', 'scenario'] },
  review: { work: exportReview, options: ['scenario'] },
};

/** `export KIND`: documents of a workspace. */
export const exportCommand: Run = async (given, terminal) => {
  const [kind, ...more] = given.rest;
  const kinds = Object.keys(EXPORTS);
  if (kind === undefined) throw new UsageError(`Export what? One of ${kinds.join(', ')}.`);
  if (more.length > 0) throw new UsageError(`Unexpected argument ${JSON.stringify(more[0])}.`);
  const chosen = Object.hasOwn(EXPORTS, kind) ? EXPORTS[kind] : undefined;
  if (chosen === undefined)
    throw new UsageError(
      `There is no export ${JSON.stringify(kind)}, expected one of ${kinds.join(', ')}.${didYouMean(kind, kinds)}`,
    );
  onlyOptions(given, ['workspace', 'out', ...chosen.options], `export ${kind}`);
  await chosen.work(given, terminal);
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
  if (testsPath !== null && resolve(testsPath) === resolve(out))
    throw new UsageError('--tests names the same file as --out: give them two.');
  await withSource(given, async (source) => {
    const failures = new FailureAnswers(workspaceOf(source), () => source.policy);
    const { text, alertCount, recordingCount, fingerprint } = failures.rules();
    const tests = testsPath === null ? null : failures.tests(seenFrom(testsPath, out));
    const runbooks = folder === null ? [] : failures.runbookFiles();
    const files = [
      ...(out === '-' ? [] : [{ path: out, content: text }]),
      ...(tests === null || testsPath === null ? [] : [{ path: testsPath, content: tests.text }]),
      ...(folder === null ? [] : runbookFiles(folder, runbooks)),
    ];
    await writeWholeFiles(files, folder);
    if (out === '-') await terminal.out(text);
    terminal.say(
      `${out === '-' ? 'rules' : out}: ${counted(alertCount, 'alert')}, ${counted(recordingCount, 'recording rule')}, fingerprint ${fingerprint}`,
    );
    for (const { mode, scope, alert, reason } of failures.gaps())
      terminal.say(`not watched: ${mode}${scope === null ? '' : ` ${scope}`}, ${alert}: ${reason}`);
    if (tests !== null) terminal.say(`${testsPath}: ${counted(tests.cases.length, 'test')}`);
    if (folder !== null) terminal.say(`${folder}: ${counted(runbooks.length, 'runbook')}`);
  });
}
