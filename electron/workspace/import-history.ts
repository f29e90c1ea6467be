import type { ImportChanges } from '../../shared/ipc/import-history-channels.ts';
import { problemText } from '../../shared/model/problem.ts';
import { Refusal } from '../refusal.ts';
import { readModel } from './model-store.ts';
import type { Workspace } from './workspace.ts';

const TOO_OLD = 'The undo history does not reach back so far.';

const dependsOn = (label: string): string => `“${label}” came later and depends on it.`;

/** @throws Refusal `not-found` for an import that is not in the list. */
export function importChanges(workspace: Workspace, id: number): ImportChanges {
  if (!workspace.imports.list().some((entry) => entry.id === id))
    throw new Refusal('not-found', 'This import is not in the list any more.');
  const { trail } = workspace;
  const action = trail.ofImport(id);
  if (action === null) return { changes: null, revert: 'no', reason: TOO_OLD };
  const changes = trail.changes(action.id);
  if (trail.isNewest(action.id)) return { changes, revert: 'undo', reason: null };
  const dependent = trail.firstDependent(action.id);
  if (dependent !== null) return { changes, revert: 'no', reason: dependsOn(dependent) };
  return { changes, revert: 'revert', reason: null };
}

/**
 * The inverse of an import, as undo of the latest step or as a logged step of its own. What is left must fit together:
 * an inventory that would refer to something gone refuses, and nothing is changed.
 * @throws Refusal `not-found`, `bad-input`, `read-only`.
 */
export function revertImport(workspace: Workspace, id: number): { readonly label: string } {
  const { revert, reason } = importChanges(workspace, id);
  const action = workspace.trail.ofImport(id);
  if (revert === 'no' || action === null)
    throw new Refusal('bad-input', `${reason ?? TOO_OLD} Nothing was changed.`);
  if (revert === 'undo') return { label: `Undone: ${workspace.undo().label}` };
  const label = `Revert ${action.label.charAt(0).toLowerCase()}${action.label.slice(1)}`;
  workspace.revert(label, action.id, () => {
    const left = readModel(workspace.entities, workspace.facts);
    const [first] = left.ok ? [] : left.problems;
    if (first !== undefined)
      throw new Refusal(
        'bad-input',
        `Later changes depend on it: ${problemText(first)}. Nothing was changed.`,
        left.ok ? [] : left.problems,
      );
  });
  return { label };
}
