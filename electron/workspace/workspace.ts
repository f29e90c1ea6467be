import { statSync } from 'node:fs';
import { basename, dirname, extname } from 'node:path';
import { threadId } from 'node:worker_threads';
import type { Database } from 'better-sqlite3';
import type { MeasuredHistory } from '../../shared/history/measured-history.ts';
import type { ActionEntry, ActionHistory } from '../../shared/ipc/workspace-channels.ts';
import type { BackupStanding } from '../../shared/view/backup-standing.ts';
import type { Model } from '../../shared/model/document.ts';
import { POLICY_DEFAULTS, type Policy } from '../../shared/model/policy.ts';
import type { Parsed } from '../../shared/model/problem.ts';
import { PLAN_SETTINGS_DEFAULTS, type PlanSettings } from '../../shared/plan/plan-settings.ts';
import { readPlanSettings } from '../../shared/plan/parse-plan-settings.ts';
import { removeAbandonedSpills } from '../import/spill-folder.ts';
import { badInput, Refusal } from '../refusal.ts';
import { removeUnfinishedBackup, type Steps } from './backups.ts';
import { ChecklistStore } from './checklist-store.ts';
import { ConnectionStore } from './connection-store.ts';
import { ActionTrail } from './action-trail.ts';
import { DecisionStore } from './decision-store.ts';
import { openDatabase, type OpenOptions } from './database.ts';
import { EntityStore } from './entity-store.ts';
import { FactStore } from './fact-store.ts';
import { readHistory } from './history-reader.ts';
import { ImportStore } from './import-store.ts';
import { MappingStore } from './mapping-store.ts';
import { MeasuredHistoryReader } from './measured-history-reader.ts';
import { readModel } from './model-store.ts';
import { PipelineStore } from './pipeline-store.ts';
import { PolicyStore } from './policy-store.ts';
import { PortfolioStore } from './portfolio-store.ts';
import { PurchaseStore } from './purchase-store.ts';
import { ReviewSheetStore } from './review-sheet-store.ts';
import { ReviewStore } from './review-store.ts';
import { RunbookStore } from './runbook-store.ts';
import { SafeKeeping } from './safe-keeping.ts';
import { SavedForecastStore } from './saved-forecast-store.ts';
import { ScenarioStore } from './scenario-store.ts';
import { wasCutOff } from './seal.ts';
import { SeriesStore } from './series-store.ts';
import { storageFacts, type StorageFacts } from './storage-facts.ts';
import { UndoStore } from './undo-store.ts';

/** Revisions of one thread: more changes than a person and a schedule make in a year. */
const REVISIONS_OF_A_THREAD = 2 ** 32;
// Rises over all workspaces of the process, so that an answer about one is never taken for an answer about the next; also
// where the thread that had the last one died: the one that takes its place begins beyond it.
let lastRevision = threadId * REVISIONS_OF_A_THREAD;

/**
 * What people keep beside the region: no table of these is part of the model, the policy or the history, so what is computed
 * from those outlives a change of them. A table that is not named here counts as part.
 */
const BESIDE: ReadonlySet<string> = new Set([
  'scenario',
  'scenario_version',
  'portfolio',
  'prospect',
  'customer_template',
  'review',
  'review_sheet',
  'decision',
  'checklist_run',
  'runbook',
  'saved_forecast',
  'mapping',
  'connection',
]);

/**
 * An open `.headroom` file. The stores read and write their tables; every write goes through `act`, which makes it one
 * transaction, one step of the undo history, and a new revision.
 */
export class Workspace {
  readonly path: string;
  readonly facts: FactStore;
  readonly entities: EntityStore;
  readonly policyValues: PolicyStore;
  readonly series: SeriesStore;
  readonly imports: ImportStore;
  readonly mappings: MappingStore;
  readonly connections: ConnectionStore;
  readonly scenarios: ScenarioStore;
  readonly portfolios: PortfolioStore;
  readonly savedForecasts: SavedForecastStore;
  readonly reviews: ReviewStore;
  readonly reviewSheets: ReviewSheetStore;
  readonly decisions: DecisionStore;
  readonly checklists: ChecklistStore;
  readonly pipeline: PipelineStore;
  readonly runbooks: RunbookStore;
  readonly purchases: PurchaseStore;
  readonly trail: ActionTrail;
  readonly #undo: UndoStore;
  readonly #db: Database;
  readonly #clock: () => number;
  readonly #keeping: SafeKeeping;
  readonly #opened: { readonly readOnly: boolean; readonly damaged: boolean };
  #revision = ++lastRevision;
  #inputs = this.#revision;
  #model: Parsed<Model> | null = null;
  #history: MeasuredHistory | null = null;
  #peaks: MeasuredHistoryReader | null = null;

  /** @throws Refusal as `openDatabase` does. */
  constructor(path: string, clock: () => number, options: OpenOptions = {}) {
    const isCutOff = wasCutOff(path);
    this.#db = openDatabase(path, options);
    this.#clock = clock;
    this.path = path;
    const { create: isNew = false, readOnly = false, damaged = false, readWholeBytes, smallBytes } = options;
    this.#opened = { readOnly, damaged };
    if (!readOnly) {
      removeUnfinishedBackup(path);
      removeAbandonedSpills(dirname(path));
    }
    const kept = { isNew, wasCutOff: isCutOff, readOnly, readWholeBytes, smallBytes };
    this.#keeping = new SafeKeeping(this.#db, path, clock, kept);
    this.facts = new FactStore(this.#db);
    this.entities = new EntityStore(this.#db);
    this.policyValues = new PolicyStore(this.#db);
    this.series = new SeriesStore(this.#db);
    this.imports = new ImportStore(this.#db);
    this.mappings = new MappingStore(this.#db);
    this.connections = new ConnectionStore(this.#db);
    this.scenarios = new ScenarioStore(this.#db);
    this.portfolios = new PortfolioStore(this.#db);
    this.savedForecasts = new SavedForecastStore(this.#db);
    this.reviews = new ReviewStore(this.#db);
    this.reviewSheets = new ReviewSheetStore(this.#db);
    this.decisions = new DecisionStore(this.#db);
    this.checklists = new ChecklistStore(this.#db);
    this.pipeline = new PipelineStore(this.#db);
    this.runbooks = new RunbookStore(this.#db);
    this.purchases = new PurchaseStore(this.#db);
    this.#undo = new UndoStore(this.#db);
    this.trail = new ActionTrail(this.#db);
  }

  /** Rises with every change. */
  get revision(): number {
    return this.#revision;
  }

  get readOnly(): boolean {
    return this.#opened.readOnly || this.damageFound !== null;
  }

  /** It is damaged and open all the same, for reading. */
  get damaged(): boolean {
    return this.#opened.damaged || this.damageFound !== null;
  }

  /** See `SafeKeeping.damage`: it is open for reading only from then on. */
  get damageFound(): string | null {
    return this.#keeping.damage;
  }

  /** See `SafeKeeping.check`. */
  async check(afterMs: number): Promise<string | null> {
    return this.#keeping.check(afterMs);
  }

  /** The revision in which model, policy or history changed last: what is computed from them holds while it stays. */
  get inputs(): number {
    return this.#inputs;
  }

  /** File name without its ending. */
  get name(): string {
    return basename(this.path, extname(this.path));
  }

  get sizeBytes(): number {
    return statSync(this.path).size;
  }

  /** Versions, pages and rows of each table, for a bug report. */
  storage(): StorageFacts {
    return storageFacts(this.#db);
  }

  get timeZone(): string {
    const zone = this.facts.get('timeZone');
    return typeof zone === 'string' ? zone : 'UTC';
  }

  now(): number {
    return this.#clock();
  }

  /** The inventory as a checked model, remembered until something changes. @throws Refusal `bad-input`. */
  model(): Model {
    this.#model ??= readModel(this.entities, this.facts);
    if (!this.#model.ok) throw badInput(this.#model.problems);
    return this.#model.value;
  }

  policy(): Policy {
    return { ...POLICY_DEFAULTS, ...this.policyValues.overrides() };
  }

  /** What limits purchase plans; what an older or newer version stored and this one cannot read counts as not set. */
  planSettings(): PlanSettings {
    const stored = this.facts.get('planSettings');
    return stored === undefined ? PLAN_SETTINGS_DEFAULTS : readPlanSettings(stored);
  }

  /** Measured history, remembered until something changes; daily peaks are kept up over changes. */
  history(): MeasuredHistory {
    this.#history ??= this.historyFor(this.model());
    return this.#history;
  }

  /** Measured history for a model that is being written, as it stands in the running transaction. */
  historyFor(model: Model): MeasuredHistory {
    if (this.#peaks === null || this.#peaks.timeZone !== this.timeZone)
      this.#peaks = new MeasuredHistoryReader(this.series, this.timeZone);
    const peaks = this.#peaks;
    const latest = readHistory(this.series, model, this.timeZone);
    return {
      timeZone: peaks.timeZone,
      latestDailyPeak: (metric, scope) => latest.latestDailyPeak(metric, scope),
      peaksOf: (source) => peaks.peaksOf(source),
      samplesOf: (source, fromDay) => peaks.samplesOf(source, fromDay),
    };
  }

  /**
   * Runs `change` as one transaction and one undoable step named `label`.
   * @throws Refusal `read-only`; whatever `change` throws, and then nothing of it stays.
   */
  act<T>(label: string, change: (atMs: number) => T): T {
    return this.actInParts(label, null, change).value;
  }

  /**
   * The same for work that is kept piece by piece: the action of the piece before goes in, this one's comes out (`null`
   * when it changed nothing). Pieces with nothing else between them are undone together.
   */
  actInParts<T>(
    label: string,
    continues: number | null,
    change: (atMs: number) => T,
  ): { readonly value: T; readonly action: number | null } {
    this.#refuseReadOnly();
    const atMs = this.#clock();
    try {
      const done = this.#keeping.writing(label, () =>
        this.#undo.act(label, atMs, () => change(atMs), continues),
      );
      if (done.action !== null) this.#touch(done.tables);
      return done;
    } catch (error) {
      this.series.changes.everything(); // what was written is not there any more
      throw error;
    }
  }

  /**
   * Like `act`, for a change that leads to a model known already: it is not read from the file again.
   * `next` must be what reading would give.
   */
  actOnModel(label: string, next: Model, change: (atMs: number) => void): void {
    this.act(label, change);
    this.#model = { ok: true, value: next };
  }

  /** @throws Refusal `nothing-to-do`, `read-only`. */
  undo(): ActionEntry {
    this.#refuseReadOnly();
    const { entry, tables } = this.#keeping.writing('Undo', () => this.#undo.undo());
    this.series.changes.everything();
    this.#touch(tables);
    return entry;
  }

  /** @throws Refusal `nothing-to-do`, `read-only`. */
  redo(): ActionEntry {
    this.#refuseReadOnly();
    const { entry, tables } = this.#keeping.writing('Redo', () => this.#undo.redo());
    this.series.changes.everything();
    this.#touch(tables);
    return entry;
  }

  /** See `UndoStore.revert`. @throws Refusal `read-only`; whatever `check` throws, and then nothing was changed. */
  revert(label: string, action: number, check: () => void): void {
    this.#refuseReadOnly();
    this.series.changes.everything();
    const { tables } = this.#keeping.writing(label, () =>
      this.#undo.revert(label, this.#clock(), action, check),
    );
    this.series.changes.everything();
    this.#touch(tables);
  }

  actions(): ActionHistory {
    return this.#undo.history();
  }

  /** A whole, compact copy of the file, in place of what stood there; the open one stays the open one. */
  copyTo(path: string): void {
    this.#keeping.copyTo(path);
  }

  /** Whether another path leads to the file that is open. */
  isAt(path: string): boolean {
    return this.#keeping.isAt(path);
  }

  /** See `SafeKeeping.backups`. */
  get backups(): BackupStanding | null {
    return this.#keeping.backups;
  }

  /** See `SafeKeeping.close`. */
  close(): BackupStanding | null {
    return this.#keeping.close();
  }

  /** See `SafeKeeping.closeInSteps`. */
  closeInSteps(check: Steps['check']): Promise<BackupStanding | null | undefined> {
    return this.#keeping.closeInSteps(check);
  }

  get isOpen(): boolean {
    return this.#db.open;
  }

  /** See `SafeKeeping.stay`. */
  stay(): void {
    this.#keeping.stay();
  }

  #refuseReadOnly(): void {
    if (this.readOnly)
      throw new Refusal(
        'read-only',
        `${this.name} ${this.damageFound === null ? 'was opened read-only' : 'is damaged and open for reading only'}. Nothing was changed.`,
      );
  }

  #touch(tables: readonly string[]): void {
    this.#keeping.changed();
    this.#revision = ++lastRevision;
    if (tables.every((table) => BESIDE.has(table))) return;
    this.#inputs = this.#revision;
    this.#model = null;
    this.#history = null;
  }
}
