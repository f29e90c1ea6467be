import { basename } from 'node:path';
import { buildPlan } from '../../shared/plan/build-plan.ts';
import type { PlanResult, Purchase } from '../../shared/plan/plan-result.ts';
import { PLAN_SETTINGS_DEFAULTS, type PlanSettings } from '../../shared/plan/plan-settings.ts';
import { parsePlanSettings } from '../../shared/plan/parse-plan-settings.ts';
import { money } from '../../shared/view/money.ts';
import { counted } from '../../shared/view/number-format.ts';
import { badInput } from '../refusal.ts';
import { loadSolver } from '../solver/lazy-solver.ts';
import { flagOption, MOST_DAYS, noRest, textOption, wholeOption, type Given } from './arguments.ts';
import { chosenScenario } from './chosen-scenario.ts';
import { EXIT, type Run } from './command.ts';
import { printJson } from './json-out.ts';
import { readJson, withSource, type Source } from './source.ts';
import { tableText } from './table.ts';
import type { Terminal } from './terminal.ts';

async function settingsOf(given: Given, { workspace, model }: Source): Promise<PlanSettings> {
  const path = textOption(given, 'settings');
  if (path === null) return workspace?.planSettings() ?? PLAN_SETTINGS_DEFAULTS;
  const parsed = parsePlanSettings(await readJson(path), model);
  if (!parsed.ok) throw badInput(parsed.problems.map((problem) => ({ file: basename(path), ...problem })));
  return parsed.value;
}

function lineTable({ lines, currency }: Purchase): string {
  return tableText(
    [
      { title: 'order by' },
      { title: 'in service by' },
      { title: 'count', align: 'right' },
      { title: 'type' },
      { title: 'cluster' },
      { title: 'cost', align: 'right' },
      { title: '' },
      { title: 'because' },
    ],
    lines.map((line) => [
      line.orderBy ?? 'not known',
      line.inServiceBy,
      String(line.count),
      line.sku,
      line.failureDomain === null ? line.cluster : `${line.cluster} ${line.failureDomain}`,
      line.cost === null ? 'not known' : money(line.cost, currency),
      line.late ? 'late' : '',
      line.reason,
    ]),
  );
}

function totalText({ totalCost, currency, hosts }: Purchase): string {
  return `${counted(hosts, 'host')}, ${totalCost === null ? 'cost not known' : money(totalCost, currency)}`;
}

async function printPlan(terminal: Terminal, plan: PlanResult): Promise<void> {
  if (plan.explanation.length > 0) await terminal.out(`${plan.explanation.join('\n')}\n\n`);
  if (plan.lines.length > 0) await terminal.out(`${lineTable(plan)}\n`);
  await terminal.out(`${totalText(plan)}${plan.optimal ? ', proved to be the least' : ''}\n`);
  if (plan.alternatives.length > 0) {
    await terminal.out('\n');
    await terminal.out(
      tableText(
        [{ title: 'instead' }, { title: 'hosts and cost' }, { title: 'then' }],
        plan.alternatives.map((other) => [other.title, totalText(other), other.explanation]),
      ),
    );
  }
  for (const { sku, reason } of plan.excluded) terminal.say(`${sku} is left out: ${reason}`);
  for (const { id, reason } of plan.notMeasured) terminal.say(`${id} asks for nothing: ${reason}`);
}

/** `plan`: what to buy by when (MODEL.md section 12), of a model or a workspace, with or without a scenario. */
export const planCommand: Run = (given, terminal) => {
  noRest(given);
  const asked = textOption(given, 'horizon') === null ? null : wholeOption(given, 'horizon', 0, 0, MOST_DAYS);
  return withSource(given, async (source) => {
    const chosen = await chosenScenario(given, source);
    const settings = await settingsOf(given, source);
    const { model, policy, history } = source;
    const built = buildPlan(
      {
        model,
        policy,
        history,
        scenario: chosen?.scenario ?? null,
        horizonDays: asked,
        solver: await loadSolver(),
      },
      settings,
      { alternatives: !flagOption(given, 'brief') },
    );
    if (!built.ok)
      throw badInput(
        built.problems.map((problem) => (chosen === null ? problem : { file: chosen.file, ...problem })),
      );
    if (flagOption(given, 'json')) await printJson(terminal, { ...built.value });
    else await printPlan(terminal, built.value);
    return flagOption(given, 'check') && !built.value.feasible ? EXIT.targetMissed : EXIT.done;
  });
};
