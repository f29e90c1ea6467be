import { basename } from 'node:path';
import { parseScenario } from '../../shared/events/parse-scenario.ts';
import type { Scenario } from '../../shared/events/scenario.ts';
import { badInput } from '../refusal.ts';
import { textOption, type Given } from './arguments.ts';
import { readJson, type Source } from './source.ts';

/** A scenario and the file (or saved name) it came from. */
export interface Chosen {
  readonly scenario: Scenario;
  readonly file: string;
}

/** `--scenario`: a scenario file, or with a workspace the name of a saved scenario; `null` where it is not given. */
export async function chosenScenario(given: Given, { model, workspace }: Source): Promise<Chosen | null> {
  const name = textOption(given, 'scenario');
  if (name === null) return null;
  const saved = workspace?.scenarios.list().find((summary) => summary.name === name);
  const document =
    saved !== undefined && workspace !== null
      ? workspace.scenarios.get(saved.id).scenario
      : await readJson(name);
  const parsed = parseScenario(document, model);
  const file = saved === undefined ? basename(name) : name;
  if (parsed.ok) return { scenario: parsed.value, file };
  throw badInput(parsed.problems.map((problem) => ({ file, ...problem })));
}
