import { assess } from '../../shared/assess/assess.ts';
import type { Assessment, Constraint } from '../../shared/assess/constraint.ts';
import { explainText } from '../../shared/explain/text.ts';
import { survivalProvider } from '../../shared/timeline/survival-provider.ts';
import { withSolver } from '../solver/lazy-solver.ts';
import { flagOption, noRest } from './arguments.ts';
import { EXIT, type Run } from './command.ts';
import { constraintTable, missed } from './constraint-table.ts';
import { explainedBy, explainLevel } from './explain-level.ts';
import { Elements, printJson } from './json-out.ts';
import { withSource } from './source.ts';
import type { Terminal } from './terminal.ts';

type Explained = (constraint: Constraint) => Constraint;

function* each(constraints: readonly Constraint[], explained: Explained): Generator<Constraint> {
  for (const constraint of constraints) yield explained(constraint);
}

async function printTable(
  terminal: Terminal,
  { constraints }: Assessment,
  explained: Explained | null,
): Promise<void> {
  await terminal.out(constraintTable(constraints));
  if (explained === null) return;
  for (const constraint of each(constraints, explained)) {
    if (constraint.explain === undefined) continue;
    await terminal.out(`\n${constraint.id}\n${explainText(constraint.explain).trimEnd()}\n`);
  }
}

/** `assess`: every constraint, with its derivation in JSON by default and in the table where `--explain` asks for it. */
export const assessCommand: Run = (given, terminal) => {
  noRest(given);
  const level = explainLevel(given, 'short');
  return withSource(given, async (source) => {
    const { model, policy, history } = source;
    const assessment = await withSolver((solver) => assess(model, policy, history, survivalProvider(solver)));
    const explained = explainedBy(level, source);
    if (flagOption(given, 'json')) {
      await printJson(terminal, {
        ...assessment,
        constraints: new Elements(each(assessment.constraints, explained)),
      });
    } else {
      const asked = given.values['explain'] !== undefined && level !== 'none';
      await printTable(terminal, assessment, asked ? explained : null);
    }
    return flagOption(given, 'check') && missed(assessment.constraints) ? EXIT.targetMissed : EXIT.done;
  });
};
