import type { Assessment } from '../../shared/assess/constraint.ts';
import type { Scenario } from '../../shared/events/scenario.ts';
import { describeEvent } from '../../shared/events/describe-event.ts';
import { resultToJson } from '../../shared/timeline/result-json.ts';
import type { SimulationResult } from '../../shared/timeline/result.ts';
import { badInput, Refusal } from '../refusal.ts';
import { withSolver } from '../solver/lazy-solver.ts';
import { afterScenario, simulated, type Side } from '../workspace/scenario-side.ts';
import { flagOption, noRest } from './arguments.ts';
import { chosenScenario, type Chosen } from './chosen-scenario.ts';
import { EXIT, type Run } from './command.ts';
import { constraintTable, missed } from './constraint-table.ts';
import { explainedBy, explainLevel, type ExplainLevel } from './explain-level.ts';
import { printJson } from './json-out.ts';
import { withSource, type Source } from './source.ts';
import type { Watch } from '../../shared/placement/worst-loss.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** The result; what only shows when events meet each other is located in the scenario's file, too. */
async function resultOf(
  source: Source,
  { scenario, file }: Chosen,
  terminal: Terminal,
): Promise<SimulationResult> {
  const watch: Watch = (cluster, what, done, total) => {
    terminal.progress(`worst loss of ${cluster}: ${done} of ${total} ${what}`);
    return false;
  };
  try {
    const result = await withSolver(() => simulated(source, scenario, { watch }));
    terminal.progress('');
    return result;
  } catch (error) {
    if (!(error instanceof Refusal) || error.problems.length === 0) throw error;
    throw badInput(error.problems.map((problem) => ({ file, ...problem })));
  }
}

async function printResult(terminal: Terminal, result: SimulationResult): Promise<void> {
  const lines = result.events.map(({ event }) => `  ${event.id}: ${describeEvent(event)}`);
  await terminal.out(`${result.scenario}\n${lines.join('\n')}\n\n`);
  const changed = result.changes.flatMap(({ after }) => (after === null ? [] : [after]));
  const broken = changed.filter(({ verdict }) => verdict === 'breach');
  await terminal.out(
    changed.length === 0
      ? 'Nothing changes.\n'
      : `${changed.length} constraints change, ${broken.length} of them miss their target.\n\n${constraintTable(changed)}`,
  );
  for (const note of result.notes) terminal.say(note);
}

/** The result as JSON, with derivations on both sides where they were asked for. */
function explainedJson(
  result: SimulationResult,
  level: ExplainLevel,
  source: Source,
  scenario: Scenario,
): Record<string, unknown> {
  const side = (assessment: Assessment, of: Side): Assessment => ({
    ...assessment,
    constraints: assessment.constraints.map(explainedBy(level, of)),
  });
  const explained =
    level === 'none'
      ? result
      : {
          ...result,
          before: side(result.before, source),
          after: side(result.after, afterScenario(source, scenario)),
        };
  return { ...Object(resultToJson(explained)) };
}

/** `simulate`: a scenario on a model or a workspace. */
export const simulateCommand: Run = (given, terminal) => {
  noRest(given);
  const level = explainLevel(given, 'none');
  return withSource(given, async (source) => {
    const chosen = await chosenScenario(given, source);
    if (chosen === null) throw new UsageError('simulate needs a scenario: --scenario S.json');
    const result = await resultOf(source, chosen, terminal);
    if (flagOption(given, 'json'))
      await printJson(terminal, explainedJson(result, level, source, chosen.scenario));
    else await printResult(terminal, result);
    return flagOption(given, 'check') && missed(result.after.constraints) ? EXIT.targetMissed : EXIT.done;
  });
};
