import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';

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

/** Writes the runbooks into a folder, made if it is not there. Files of other names in it stay. */
export async function writeRunbooks(folder: string, runbooks: RuleTexts['runbooks']): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, text } of runbooks) await writeFile(join(folder, name), text);
}

/** Rules, tests beside them, runbooks in a folder beside them. Returns how many files were written. */
export async function writeRuleExport(rulesPath: string, exported: RuleTexts): Promise<number> {
  await writeFile(rulesPath, exported.rules);
  if (exported.tests !== null) await writeFile(testsPathOf(rulesPath), exported.tests);
  if (exported.runbooks.length > 0)
    await writeRunbooks(join(dirname(rulesPath), 'runbooks'), exported.runbooks);
  return 1 + (exported.tests === null ? 0 : 1) + exported.runbooks.length;
}
