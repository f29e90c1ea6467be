import type { DecisionDraft, RevertPreview } from '../../shared/ipc/decision-channels.ts';
import { problemText } from '../../shared/model/problem.ts';
import type { DecidedScenario, Decision, KeptDecision } from '../../shared/view/decision.ts';
import { revertedBy } from '../../shared/view/decision.ts';
import { Refusal } from '../refusal.ts';
import { scenarioHash } from './content-hash.ts';
import { decisionChange, type ScenarioRef } from './decision-changes.ts';
import { effectOf, presentData, type Decided, type Expectation } from './decision-figures.ts';
import { readModel } from './model-store.ts';
import { revertLines } from './revert-lines.ts';
import type { RowChange } from './row-changes.ts';
import type { Workspace } from './workspace.ts';

function decidedScenario(workspace: Workspace, { id, version }: ScenarioRef): DecidedScenario {
  const { scenario, name } = workspace.scenarios.get(id, version);
  return { id, name, version, hash: scenarioHash(scenario) };
}

/** The last day anything of the scenario happens; the day of the data where all of it is at once. */
function dueDay(workspace: Workspace, ref: ScenarioRef | null, asOf: string): string {
  const days = ref === null ? [] : workspace.scenarios.get(ref.id, ref.version).scenario.events;
  return days.reduce((last, { on }) => (on !== undefined && on > last ? on : last), asOf.slice(0, 10));
}

/**
 * Enters a decision in the log: who, what and why, the scenario's version and the data it rests on, and what the engine
 * expects of it, computed here on the workspace as it is. A change (an assumption, a scenario made real, an accepted line
 * that becomes a scenario's version) is made in the same undoable step, and its inverse is kept with the entry.
 *
 * @param author written where the draft names nobody.
 * @param also what belongs to the decision beside its change, done in the same step and taken back with it.
 * @throws Refusal `not-found`, `bad-input`, `read-only`; nothing was changed.
 */
export function recordDecision(
  of: Decided,
  draft: DecisionDraft,
  author: string | null,
  also: (ref: ScenarioRef | null, atMs: number) => void = () => undefined,
): KeptDecision {
  const { workspace } = of;
  const by = draft.by ?? author;
  const named: ScenarioRef | null =
    draft.scenario === undefined
      ? null
      : {
          id: draft.scenario.id,
          version: workspace.scenarios.get(draft.scenario.id, draft.scenario.version).version,
        };
  const change = draft.change === undefined ? null : decisionChange(workspace, draft.change, by, draft.title);
  const expectation: Expectation | null =
    change?.expectation ??
    (named === null ? null : { kind: 'scenario', selection: { kind: 'saved', ...named } });
  const data = presentData(of);
  const effect = expectation === null ? null : effectOf(of, expectation);
  return workspace.act(`Decide: ${draft.title}`, (atMs) => {
    const { rows } = workspace.decisions;
    const mark = rows.mark();
    const ref = change?.apply(atMs) ?? named;
    also(ref, atMs);
    const changes = rows.since(mark);
    const decision: Decision = {
      schema: 'headroom.decision/v1',
      kind: draft.kind,
      title: draft.title,
      reason: draft.reason,
      by,
      scenario: ref === null ? null : decidedScenario(workspace, ref),
      data,
      effect,
      cost: draft.cost ?? null,
      dueOn: dueDay(workspace, ref, data.asOf),
      goLiveOn: draft.goLiveOn ?? null,
      reverts: null,
    };
    return workspace.decisions.add(decision, changes, atMs);
  });
}

const many = (count: number): string => (count === 1 ? '1 row' : `${count} rows`);

/** @throws Refusal `not-found`. */
export function revertPreview(workspace: Workspace, id: number): RevertPreview {
  const { decisions } = workspace;
  const changes = decisions.changesOf(id);
  const lines = revertLines(changes);
  const by = revertedBy(decisions.list()).get(id);
  if (by !== undefined) return { can: false, reason: `Decision ${by} has taken it back already.`, lines };
  const touched = decisions.rows.changedSince(changes);
  const [first] = revertLines(touched);
  if (first === undefined) return { can: true, reason: null, lines };
  // The one that left the row as it is now; an edit outside the log is nobody's decision.
  const later = decisions
    .list()
    .find(
      (other) =>
        other.id > id &&
        decisions
          .changesOf(other.id)
          .some((row) => sharesRow(row, touched) && decisions.rows.changedSince([row]).length === 0),
    );
  const because =
    later === undefined
      ? `${first.what} was changed since${touched.length > 1 ? `, with ${many(touched.length - 1)} more` : ''}.`
      : `Decision ${later.id}, “${later.title}”, came later and changed ${first.what} too: take that back first.`;
  return { can: false, reason: because, lines };
}

const keyOf = (row: Readonly<Record<string, unknown>> | null): string =>
  JSON.stringify([row?.['kind'], row?.['id'], row?.['key'], row?.['scenario_id'], row?.['version']]);

function sharesRow(row: RowChange, touched: readonly RowChange[]): boolean {
  const key = keyOf(row.after ?? row.before);
  return touched.some((each) => each.table === row.table && keyOf(each.after ?? each.before) === key);
}

/**
 * Takes a decision back: its rows as they were, byte for byte, and an entry of its own in the log, as one undoable step.
 * The log keeps both. What is left must fit together: an inventory that would refer to something gone refuses.
 * @throws Refusal `not-found`, `bad-input`, `read-only`; nothing was changed.
 */
export function revertDecision(
  of: Decided,
  { id, reason }: { readonly id: number; readonly reason: string },
  author: string | null,
): KeptDecision {
  const { workspace } = of;
  const { decisions } = workspace;
  const reverted = decisions.get(id);
  const preview = revertPreview(workspace, id);
  if (!preview.can) throw new Refusal('bad-input', `${preview.reason ?? ''} Nothing was changed.`);
  const data = presentData(of);
  return workspace.act(`Revert decision ${id}: ${reverted.title}`, (atMs) => {
    const mark = decisions.rows.mark();
    decisions.rows.restore(decisions.changesOf(id));
    const left = readModel(workspace.entities, workspace.facts);
    const [first] = left.ok ? [] : left.problems;
    if (first !== undefined)
      throw new Refusal(
        'bad-input',
        `Later changes depend on it: ${problemText(first)}. Nothing was changed.`,
        left.ok ? [] : left.problems,
      );
    const decision: Decision = {
      schema: 'headroom.decision/v1',
      kind: 'revert',
      title: `Take back: ${reverted.title}`.slice(0, 200),
      reason,
      by: author,
      data,
      scenario: reverted.scenario,
      effect: null,
      cost: null,
      dueOn: data.asOf.slice(0, 10),
      goLiveOn: null,
      reverts: id,
    };
    return decisions.add(decision, decisions.rows.since(mark), atMs);
  });
}
