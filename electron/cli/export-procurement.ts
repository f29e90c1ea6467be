import { extname } from 'node:path';
import { procurementCsv } from '../../shared/documents/workbook/procurement-csv.ts';
import { procurementWorkbook } from '../../shared/documents/workbook/procurement-workbook.ts';
import { PLAN_SETTINGS_DEFAULTS } from '../../shared/plan/plan-settings.ts';
import { money } from '../../shared/view/money.ts';
import { counted } from '../../shared/view/number-format.ts';
import { procurementOf } from '../documents/procurement-of.ts';
import { writeWholeFile } from '../documents/whole-file.ts';
import { loadSolver } from '../solver/lazy-solver.ts';
import { textOption, wholeOption, type Given } from './arguments.ts';
import { chosenScenario } from './chosen-scenario.ts';
import { withSource } from './source.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

const MOST_DAYS = 3650;

/** The ending that says which form a document takes. @throws UsageError for one it has no form for. */
function endingOf(out: string, kind: string, endings: readonly string[]): string {
  const ending = extname(out).toLowerCase();
  if (endings.includes(ending)) return ending;
  throw new UsageError(
    `export ${kind} writes ${endings.join(', ')}; ${JSON.stringify(out)} ends in ${ending === '' ? 'none of them' : ending}.`,
  );
}

/** `export procurement`: the purchase plan as a workbook with live formulas, or its figures as CSV. */
export async function exportProcurement(given: Given, terminal: Terminal): Promise<void> {
  const out = textOption(given, 'out');
  if (textOption(given, 'workspace') === null || out === null)
    throw new UsageError('export procurement needs --workspace W.headroom and --out F.xlsx or F.csv');
  const ending = endingOf(out, 'procurement', ['.xlsx', '.csv']);
  const horizonDays =
    textOption(given, 'horizon') === null ? null : wholeOption(given, 'horizon', 0, 1, MOST_DAYS);
  await withSource(given, async (source) => {
    const { model, policy, history, workspace } = source;
    const chosen = await chosenScenario(given, source);
    const saved = workspace?.scenarios.list().find(({ name }) => name === chosen?.scenario.name);
    const facts = procurementOf({
      input: {
        model,
        policy,
        history,
        scenario: chosen?.scenario ?? null,
        horizonDays,
        solver: await loadSolver(),
      },
      settings: workspace?.planSettings() ?? PLAN_SETTINGS_DEFAULTS,
      workspace: workspace?.name ?? '',
      scenarioVersion: chosen !== null && saved?.name === chosen.file ? saved.version : null,
    });
    if (ending === '.csv') await writeWholeFile(out, procurementCsv(facts));
    else {
      const { workbookBytes } = await import('../documents/workbook-bytes.ts');
      await writeWholeFile(out, await workbookBytes(procurementWorkbook(facts), new Date(facts.asOf)));
    }
    const { plan } = facts;
    const cost = plan.totalCost === null ? 'cost not known' : money(plan.totalCost, plan.currency);
    terminal.say(`${out}: ${counted(plan.hosts, 'host')}, ${cost}, content ${facts.identity.contentHash}`);
  });
}
