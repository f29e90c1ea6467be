import { extname } from 'node:path';
import { reviewReport } from '../../shared/documents/review/review-report.ts';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import { buildPlan } from '../../shared/plan/build-plan.ts';
import { planBase } from '../../shared/plan/plan-base.ts';
import { money } from '../../shared/view/money.ts';
import { counted } from '../../shared/view/number-format.ts';
import { printInElectron } from '../documents/print-in-electron.ts';
import { procurementOf } from '../documents/procurement-of.ts';
import {
  renderOnboarding,
  renderProcurement,
  renderReport,
  type DocumentForm,
  type Rendered,
} from '../documents/rendered.ts';
import { writeWholeFile } from '../documents/whole-file.ts';
import { badInput } from '../refusal.ts';
import { loadSolver } from '../solver/lazy-solver.ts';
import { MOST_DAYS, textOption, wholeOption, type Given } from './arguments.ts';
import { chosenScenario } from './chosen-scenario.ts';
import { withSource, workspaceOf } from './source.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** The form a document takes, by the ending of its name. @throws UsageError for one it has no form for. */
function formOf<Form extends DocumentForm>(out: string, kind: string, forms: readonly Form[]): Form {
  const ending = extname(out).toLowerCase();
  const form = forms.find((each) => ending === `.${each}`);
  if (form !== undefined) return form;
  const known = forms.map((each) => `.${each}`).join(', ');
  throw new UsageError(
    `export ${kind} writes ${known}; ${JSON.stringify(out)} ends in ${ending === '' ? 'none of them' : ending}.`,
  );
}

function asked(given: Given, kind: string, forms: string): string {
  const out = textOption(given, 'out');
  if (textOption(given, 'workspace') === null || out === null)
    throw new UsageError(`export ${kind} needs --workspace W.headroom and --out FILE (${forms})`);
  return out;
}

async function write(out: string, rendered: Rendered): Promise<void> {
  const content =
    rendered.kind === 'file' ? rendered.content : await printInElectron(rendered.html, rendered.foot);
  await writeWholeFile(out, content);
}

/** `export procurement`: the purchase plan as a workbook with live formulas, its figures as CSV, or a report. */
export async function exportProcurement(given: Given, terminal: Terminal): Promise<void> {
  const out = asked(given, 'procurement', '.xlsx, .csv, .html, .pdf');
  const form = formOf(out, 'procurement', ['xlsx', 'csv', 'html', 'pdf']);
  const horizonDays =
    textOption(given, 'horizon') === null ? null : wholeOption(given, 'horizon', 0, 1, MOST_DAYS);
  await withSource(given, async (source) => {
    const { model, policy, history } = source;
    const workspace = workspaceOf(source);
    const chosen = await chosenScenario(given, source);
    const settings = workspace.planSettings();
    const input = {
      model,
      policy,
      history,
      scenario: chosen?.scenario ?? null,
      horizonDays,
      solver: await loadSolver(),
    };
    const base = planBase(input);
    if (!base.ok) throw badInput(base.problems);
    const plan = buildPlan(input, settings, { alternatives: true });
    if (!plan.ok) throw badInput(plan.problems);
    const facts = procurementOf(base.value, settings, plan.value, {
      workspace: workspace.name,
      scenarioVersion: chosen?.saved?.version ?? null,
    });
    await write(out, await renderProcurement(facts, form));
    const { hosts, totalCost, currency } = plan.value;
    const cost = totalCost === null ? 'cost not known' : money(totalCost, currency);
    terminal.say(`${out}: ${counted(hosts, 'host')}, ${cost}, content ${facts.identity.contentHash}`);
  });
}

/** `export onboarding`: the one-pager of the customer a scenario brings. */
export async function exportOnboarding(given: Given, terminal: Terminal): Promise<void> {
  const out = asked(given, 'onboarding', '.xlsx, .html, .pdf');
  const form = formOf(out, 'onboarding', ['xlsx', 'html', 'pdf']);
  await withSource(given, async (source) => {
    const workspace = workspaceOf(source);
    const chosen = await chosenScenario(given, source);
    if (chosen === null)
      throw new UsageError(
        'export onboarding needs --scenario NAME, saved or a file, that brings one customer',
      );
    await loadSolver();
    const { onboardingOf } = await import('../documents/onboarding-of.ts');
    const facts = onboardingOf(source, chosen.scenario, {
      workspace: workspace.name,
      scenarioVersion: chosen.saved?.version ?? null,
    });
    await write(out, await renderOnboarding(facts, form));
    terminal.say(`${out}: Onboarding ${facts.customer}, content ${facts.origin.contentHash}`);
  });
}

/** `export review`: the weekly review of every region, with a scenario both sides of it. */
export async function exportReview(given: Given, terminal: Terminal): Promise<void> {
  const out = asked(given, 'review', '.html, .pdf');
  const form = formOf(out, 'review', ['html', 'pdf']);
  await withSource(given, async (source) => {
    const workspace = workspaceOf(source);
    const chosen = await chosenScenario(given, source);
    const scenario: ScenarioSelection =
      chosen === null
        ? { kind: 'baseline' }
        : chosen.saved === null
          ? { kind: 'draft', scenario: { ...chosen.scenario } }
          : { kind: 'saved', id: chosen.saved.id };
    await loadSolver();
    const { EngineAnswers } = await import('../workspace/engine-answers.ts');
    const { ForecastAnswers } = await import('../workspace/forecast-answers.ts');
    const { reviewOf } = await import('../documents/review-of.ts');
    const facts = reviewOf(
      { workspace, engine: new EngineAnswers(workspace), forecasts: new ForecastAnswers(workspace) },
      { scenario, scenarioVersion: chosen?.saved?.version ?? null },
    );
    const report = reviewReport(facts);
    await write(out, renderReport(report, form));
    terminal.say(`${out}: ${report.title}, content ${report.origin.contentHash}`);
  });
}
