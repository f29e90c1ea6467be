import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { parseScenario } from '../../shared/events/parse-scenario.ts';
import type { Scenario } from '../../shared/events/scenario.ts';
import type { ScenarioSummary } from '../../shared/ipc/scenario-channels.ts';
import { badInput } from '../refusal.ts';
import { textOption, type Given } from './arguments.ts';
import { readJson, type Source } from './source.ts';
import { UsageError } from './usage-error.ts';

/** A scenario and where it came from. */
export interface Chosen {
  readonly scenario: Scenario;
  /** Name of the file, or under which it is saved. */
  readonly file: string;
  /** `null` for a file, also for one named like a saved scenario. */
  readonly saved: ScenarioSummary | null;
}

/**
 * `--scenario`: a scenario file, or with a workspace the name of a saved scenario; `null` where it is not given.
 * @throws UsageError where it is neither; Refusal for a file that cannot be read or holds no scenario of this model.
 */
export async function chosenScenario(given: Given, { model, workspace }: Source): Promise<Chosen | null> {
  const name = textOption(given, 'scenario');
  if (name === null) return null;
  const summaries = workspace?.scenarios.list() ?? [];
  const saved = summaries.find((summary) => summary.name === name) ?? null;
  if (saved === null && workspace !== null && !existsSync(name))
    throw new UsageError(
      `There is no scenario ${JSON.stringify(name)}: no file of this name, and none saved.`,
    );
  const document =
    saved !== null && workspace !== null ? workspace.scenarios.get(saved.id).scenario : await readJson(name);
  const parsed = parseScenario(document, model);
  const file = saved === null ? basename(name) : name;
  if (parsed.ok) return { scenario: parsed.value, file, saved };
  throw badInput(parsed.problems.map((problem) => ({ file, ...problem })));
}
