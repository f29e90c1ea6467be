import { create } from 'zustand';
import type { Assessment } from '../../shared/assess/constraint.ts';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import type { SimulateAnswer } from '../../shared/ipc/simulate-channels.ts';
import type { ImmediateResult } from '../../shared/timeline/result.ts';
import { bridge } from './bridge.ts';
import { documentOf, emptyDocument, type ScenarioDocument } from './scenario-document.ts';
import { activeDesk, isEdited, selectionOf, useScenarios, type Desk } from './scenario-store.ts';
import { showFailure } from './toast-store.ts';
import { useView } from './view-store.ts';
import { onOtherWorkspace } from './workspace-store.ts';

/** One column: the baseline, a scenario as saved, one of its versions, or one as it stands on the desk. */
export interface CompareColumn {
  readonly key: string;
  readonly title: string;
  readonly note: string;
  readonly selection: ScenarioSelection;
  /** What is compared event by event; without events for the baseline. */
  readonly document: ScenarioDocument;
}

/** What a column comes to; `result` is `null` for the baseline. */
export interface ColumnAnswer {
  readonly assessment: Assessment | null;
  readonly result: ImmediateResult | null;
  readonly failure: string | null;
}

interface CompareState {
  readonly columns: readonly CompareColumn[];
  readonly answers: ReadonlyMap<string, ColumnAnswer>;
}

/** Scenarios, versions and the baseline side by side. The first column is what the others are compared with. */
export const useCompare = create<CompareState>()(() => ({ columns: [], answers: new Map() }));

const { getState: get, setState: set } = useCompare;
let asked = 0;
/** Counts comparisons and changes of the workspace: what was asked before is not shown for what is asked now. */
let round = 0;

onOtherWorkspace(() => {
  round += 1;
  set({ columns: [], answers: new Map() });
});

export const BASELINE_COLUMN: CompareColumn = {
  key: 'baseline',
  title: 'Baseline',
  note: 'what is',
  selection: { kind: 'baseline' },
  document: emptyDocument('Baseline'),
};

function deskColumn(desk: Desk): CompareColumn {
  const { document, version } = desk;
  const edited =
    desk.savedId === null ? 'draft' : `version ${version ?? ''}${isEdited(desk) ? ', edited' : ''}`;
  return {
    key: `desk ${desk.key}`,
    title: document.name,
    note: edited,
    selection: selectionOf(desk),
    document,
  };
}

/** A saved scenario, in one of its versions or the newest. */
export async function savedColumn(id: string, version?: number): Promise<CompareColumn | null> {
  const reply = await bridge().invoke('scenario:get', { id, ...(version === undefined ? {} : { version }) });
  if (!reply.ok) {
    showFailure('The scenario cannot be compared.', reply);
    return null;
  }
  const { name, version: found, scenario } = reply.value;
  return {
    key: `saved ${id} ${found}`,
    title: name,
    note: `version ${found}`,
    selection: { kind: 'saved', id, version: found },
    document: documentOf(scenario),
  };
}

/** A column is shown once its days are known too: they may change what came of an onboarding. `null`: it was asked anew. */
async function dated(
  { revision, token, result }: SimulateAnswer,
  scenario: ScenarioSelection,
  lane: string,
): Promise<ColumnAnswer | null> {
  const reply = await bridge().invoke('simulate:dates', { scenario, token, lane });
  if (!reply.ok)
    return reply.code === 'stale' ? null : { assessment: null, result: null, failure: reply.message };
  const { events } = reply.value;
  const whole = events === null || reply.value.revision !== revision ? result : { ...result, events };
  return { assessment: whole.after, result: whole, failure: null };
}

/**
 * Asks for every column that has no answer yet. An answer to columns that have left since is dropped, and so is one from
 * before the last change of the workspace.
 */
async function answerAll(): Promise<void> {
  const mine = round;
  for (const column of get().columns) {
    const { key, selection } = column;
    if (get().answers.has(key)) continue;
    asked += 1;
    const lane = `compare ${key}`.slice(0, 100);
    const reply =
      selection.kind === 'baseline'
        ? await bridge().invoke('assess:run', { scenario: selection })
        : await bridge().invoke('simulate:run', {
            scenario: selection,
            token: asked,
            lane,
          });
    if (!reply.ok && reply.code === 'stale') continue;
    const answer: ColumnAnswer | null = !reply.ok
      ? { assessment: null, result: null, failure: reply.message }
      : 'result' in reply.value
        ? await dated(reply.value, selection, lane)
        : { assessment: reply.value.before, result: null, failure: null };
    if (mine !== round) return;
    if (answer !== null && get().columns.includes(column))
      set({ answers: new Map([...get().answers, [key, answer]]) });
  }
}

/** Opens the comparison with these columns. */
export function compare(columns: readonly CompareColumn[]): void {
  round += 1;
  set({ columns, answers: new Map() });
  useView.getState().compareScenarios();
  void answerAll();
}

/** The scenario on the desk beside the baseline, and beside its saved version where it was edited since. */
export async function compareActive(): Promise<void> {
  const desk = activeDesk(useScenarios.getState());
  if (desk === null) {
    compare([BASELINE_COLUMN]);
    return;
  }
  const saved = desk.savedId !== null && isEdited(desk) ? await savedColumn(desk.savedId) : null;
  compare([BASELINE_COLUMN, ...(saved === null ? [] : [saved]), deskColumn(desk)]);
}

export function addColumn(column: CompareColumn | null): void {
  if (column === null || get().columns.some(({ key }) => key === column.key)) return;
  set({ columns: [...get().columns, column] });
  void answerAll();
}

export function removeColumn(key: string): void {
  const answers = new Map(get().answers);
  answers.delete(key);
  set({ columns: get().columns.filter((column) => column.key !== key), answers });
}

/** Makes a column the one the others are compared with. */
export function leadColumn(key: string): void {
  const { columns } = get();
  set({
    columns: [
      ...columns.filter((column) => column.key === key),
      ...columns.filter((column) => column.key !== key),
    ],
  });
}

/** The workspace has changed: every answer is asked for anew. */
export function renewComparison(): void {
  round += 1;
  set({ answers: new Map() });
  void answerAll();
}
