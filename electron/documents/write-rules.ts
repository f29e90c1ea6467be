import { basename, dirname, extname, join } from 'node:path';
import { writeWholeFiles, type FileText } from './whole-files.ts';

/** Texts of an export, and what the runbooks are called. */
export interface RuleTexts {
  readonly rules: string;
  /** `null`: none. */
  readonly tests: string | null;
  readonly runbooks: readonly { readonly name: string; readonly text: string }[];
}

/** `rules.yml` → `rules-tests.yml`, beside it. */
function testsPathOf(rulesPath: string): string {
  const ending = extname(rulesPath);
  return join(dirname(rulesPath), `${basename(rulesPath, ending)}-tests${ending === '' ? '.yml' : ending}`);
}

/** Runbooks as files of a folder. */
export const runbookFiles = (folder: string, runbooks: RuleTexts['runbooks']): readonly FileText[] =>
  runbooks.map(({ name, text }) => ({ path: join(folder, name), content: text }));

/**
 * Rules, tests beside them, runbooks in a folder beside them, made if it is not there: all of them, or nothing is changed.
 * Returns how many files were written. @throws as `writeWholeFiles`.
 */
export async function writeRuleExport(rulesPath: string, exported: RuleTexts): Promise<number> {
  const { rules, tests, runbooks } = exported;
  const folder = join(dirname(rulesPath), 'runbooks');
  const files = [
    { path: rulesPath, content: rules },
    ...(tests === null ? [] : [{ path: testsPathOf(rulesPath), content: tests }]),
    ...runbookFiles(folder, runbooks),
  ];
  await writeWholeFiles(files, runbooks.length > 0 ? folder : null);
  return files.length;
}
