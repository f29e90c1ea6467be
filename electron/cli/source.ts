import { basename } from 'node:path';
import type { History } from '../../shared/history/history.ts';
import type { Model } from '../../shared/model/document.ts';
import { parseJsonText } from '../../shared/model/json-text.ts';
import { parseModelText } from '../../shared/model/parse-model.ts';
import { parsePolicyText } from '../../shared/model/parse-policy.ts';
import { POLICY_DEFAULTS, type Policy } from '../../shared/model/policy.ts';
import type { Parsed } from '../../shared/model/problem.ts';
import { badInput } from '../refusal.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { textOption, type Given } from './arguments.ts';
import { readText } from './read-text.ts';
import { UsageError } from './usage-error.ts';

/** What a question is asked of, from a document or a workspace. */
export interface Source {
  readonly model: Model;
  readonly policy: Policy;
  readonly history: History | null;
  /** Open while the question is answered; `null` for a document. */
  readonly workspace: Workspace | null;
}

function accepted<T>(parsed: Parsed<T>): T {
  if (!parsed.ok) throw badInput(parsed.problems);
  return parsed.value;
}

/** A JSON document of a file. @throws Refusal with line and column. */
export async function readJson(path: string): Promise<unknown> {
  return accepted(parseJsonText(await readText(path), basename(path)));
}

async function readPolicy(given: Given, base: Policy): Promise<Policy> {
  const path = textOption(given, 'policy');
  return path === null ? base : accepted(parsePolicyText(await readText(path), basename(path), base));
}

async function withWorkspace<T>(
  path: string,
  given: Given,
  work: (source: Source) => Promise<T>,
): Promise<T> {
  // Loaded here, so that a question about a document never waits for the database.
  const { openWorkspace } = await import('../workspace/open-workspace.ts');
  const workspace = openWorkspace(path, Date.now);
  try {
    const policy = await readPolicy(given, workspace.policy());
    return await work({ model: workspace.model(), policy, history: workspace.history(), workspace });
  } finally {
    workspace.close();
  }
}

/**
 * Reads `--model` or `--workspace`, and `--policy` (laid over the defaults or the workspace's own), and hands them to
 * `work`. The workspace is closed afterwards, whatever happens.
 * @throws UsageError unless exactly one of the two is given; Refusal for bad input.
 */
export async function withSource<T>(given: Given, work: (source: Source) => Promise<T>): Promise<T> {
  const modelPath = textOption(given, 'model');
  const workspacePath = textOption(given, 'workspace');
  if (workspacePath !== null && modelPath === null) return withWorkspace(workspacePath, given, work);
  if (modelPath === null) throw new UsageError('Give either --model M.json or --workspace W.headroom.');
  if (workspacePath !== null) throw new UsageError('Give either --model or --workspace, not both.');
  const model = accepted(
    parseModelText(await readText(modelPath), modelPath === '-' ? 'standard input' : basename(modelPath)),
  );
  return work({ model, policy: await readPolicy(given, POLICY_DEFAULTS), history: null, workspace: null });
}

/** The workspace of a command that asked for one. */
export function workspaceOf({ workspace }: Source): Workspace {
  if (workspace === null) throw new Error('asked of a workspace, and given a document');
  return workspace;
}
