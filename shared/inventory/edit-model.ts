import type { InventoryTableSpec } from '../model/columns.ts';
import type { Microvm, Model } from '../model/document.ts';
import { ProblemCollector } from '../model/problem-collector.ts';
import { readFields, type JsonObject } from '../model/read-fields.ts';
import { checkReferences } from '../model/references.ts';
import { locatedProblems, type CellProblem, type RowLabel, type RowLabels } from './cell-problem.ts';
import {
  editorColumns,
  identityKey,
  kindRows,
  nestedRows,
  type CellValue,
  type EditorColumn,
  type RowPlace,
} from './editor-table.ts';
import { rewriteReferences } from './references-to.ts';
import { withValue } from './row-values.ts';

export interface CellChange {
  readonly at: RowPlace;
  readonly column: string;
  readonly value: CellValue;
}

/** Cells of a new row by column; what is not named is absent. */
export type NewRow = Readonly<Record<string, CellValue>>;

export interface TableChange {
  readonly set: readonly CellChange[];
  /** Rows that are added at the end. */
  readonly add: readonly NewRow[];
}

export type Edited =
  | { readonly ok: true; readonly model: Model }
  | { readonly ok: false; readonly problems: readonly CellProblem[] };

/**
 * A model with cells set and rows added in one table: the very model that parsing the changed document would give, but
 * only the rows concerned are read again, and all others stay the same objects. A changed id takes every reference to it
 * along; a microVM moved to a host, and every microVM on a host that changes its cluster, goes to that cluster. With any
 * problem nothing is changed, and each problem is located at the cell that caused it.
 */
export function editModel(
  model: Model,
  spec: InventoryTableSpec,
  change: TableChange,
  columns: readonly EditorColumn[] = editorColumns(model, spec),
): Edited {
  const edit = new TableEdit(model, spec, new Map(columns.map((column) => [column.key, column])));
  for (const cell of change.set) edit.set(cell);
  for (const [index, row] of change.add.entries()) edit.add(index, row);
  return edit.finish();
}

interface Draft {
  readonly label: RowLabel;
  /** Identity of the owner of a nested row. */
  parent: string | null;
  row: JsonObject;
}

class TableEdit {
  readonly #model: Model;
  readonly #spec: InventoryTableSpec;
  readonly #columns: ReadonlyMap<string, EditorColumn>;
  readonly #found = new ProblemCollector();
  readonly #problems: CellProblem[] = [];
  readonly #changed = new Map<string, Draft>();
  readonly #added: Draft[] = [];
  readonly #labels: RowLabels = new Map();
  /** MicroVM rows whose cluster was named: it is checked against the host's, not taken from it. */
  readonly #clusterNamed = new Set<JsonObject>();

  constructor(model: Model, spec: InventoryTableSpec, columns: ReadonlyMap<string, EditorColumn>) {
    this.#model = model;
    this.#spec = spec;
    this.#columns = columns;
  }

  set({ at, column: key, value }: CellChange): void {
    const label: RowLabel = { at };
    const draft = this.#draftOf(at, label);
    const column = this.#column(key, label);
    if (draft === null || column === null) return;
    this.#put(draft, column, value);
    if (this.#spec.file !== 'microvms') return;
    // The host says which cluster it is, unless the same change names one.
    if (key === 'host' && value !== null && !this.#clusterNamed.has(draft.row))
      draft.row = { ...draft.row, cluster: null };
  }

  add(index: number, values: NewRow): void {
    const draft: Draft = { label: { added: index }, parent: null, row: {} };
    for (const [key, value] of Object.entries(values)) {
      const column = this.#column(key, draft.label);
      if (column !== null) this.#put(draft, column, value);
    }
    this.#added.push(draft);
  }

  finish(): Edited {
    let model = this.#spec.parent === undefined ? this.#withRows() : this.#withNestedRows();
    if (this.#found.any || this.#problems.length > 0) return this.#refusal();
    model = this.#renamed(model);
    model = settled(model, this.#clusterNamed, this.#labels);
    checkReferences(model, this.#found);
    return this.#found.any ? this.#refusal(model) : { ok: true, model };
  }

  #refusal(model?: Model): Edited {
    const located = locatedProblems(
      this.#found.problems(),
      model ?? this.#model,
      this.#labels,
      this.#columns,
    );
    return { ok: false, problems: [...this.#problems, ...located] };
  }

  #column(key: string, label: RowLabel): EditorColumn | null {
    const column = this.#columns.get(key);
    if (column === undefined)
      this.#problems.push({ row: label, column: null, message: `there is no column ${key}` });
    return column ?? null;
  }

  #put(draft: Draft, column: EditorColumn, value: CellValue): void {
    if (column.path.length === 0) {
      draft.parent = value === null ? null : String(value);
      return;
    }
    const before = draft.row;
    draft.row = withValue(before, this.#spec.fields, column.path, value);
    if (this.#clusterNamed.delete(before)) this.#clusterNamed.add(draft.row);
    if (this.#spec.file === 'microvms' && column.key === 'cluster' && value !== null)
      this.#clusterNamed.add(draft.row);
  }

  #draftOf(at: RowPlace, label: RowLabel): Draft | null {
    const key = `${at.owner ?? ''} ${at.index}`;
    const known = this.#changed.get(key);
    if (known !== undefined) return known;
    const { parent } = this.#spec;
    const rows = kindRows(this.#model, this.#spec);
    const owner = at.owner === null ? undefined : rows[at.owner];
    const row =
      parent === undefined
        ? rows[at.index]
        : owner === undefined
          ? undefined
          : nestedRows(owner, parent.list)[at.index];
    if (row === undefined || (parent === undefined) !== (at.owner === null)) {
      this.#problems.push({ row: label, column: null, message: 'there is no such row' });
      return null;
    }
    const named = owner === undefined ? null : String(owner[identityKey(this.#spec)]);
    const draft: Draft = { label, parent: named, row };
    this.#changed.set(key, draft);
    return draft;
  }

  /** Reads one row by its field table; what is wrong is labelled with the row. */
  #read(draft: Draft): JsonObject {
    const own = new ProblemCollector();
    const row = readFields(draft.row, this.#spec.fields, own);
    if (own.any)
      this.#problems.push(...locatedProblems(own.problems(), null, this.#labels, this.#columns, draft.label));
    if (this.#clusterNamed.delete(draft.row)) this.#clusterNamed.add(row);
    this.#labels.set(row, draft.label);
    return row;
  }

  #withRows(): Model {
    const rows = [...kindRows(this.#model, this.#spec)];
    for (const draft of this.#changed.values()) {
      const place = draft.label;
      if ('at' in place) rows[place.at.index] = this.#read(draft);
    }
    for (const draft of this.#added) rows.push(this.#read(draft));
    if (this.#spec.kind !== 'overhead') return { ...this.#model, [this.#spec.kind]: rows };
    for (const { label } of this.#added.slice(this.#model.overhead === null ? 1 : 0))
      this.#problems.push({ row: label, column: null, message: 'overhead has one row' });
    return { ...this.#model, overhead: (rows[0] ?? null) as never };
  }

  /** Nested rows change in their owner's list; one whose owner was changed goes to the end of the new owner's. */
  #withNestedRows(): Model {
    const { parent } = this.#spec;
    const owners = kindRows(this.#model, this.#spec);
    if (parent === undefined || this.#spec.kind === 'overhead') return this.#model;
    const key = identityKey(this.#spec);
    const indexOf = new Map(owners.map((owner, index) => [String(owner[key]), index]));
    const lists = new Map<number, (JsonObject | null)[]>();
    const listOf = (owner: number): (JsonObject | null)[] => {
      const list = lists.get(owner) ?? [...nestedRows(owners[owner] ?? {}, parent.list)];
      lists.set(owner, list);
      return list;
    };
    for (const draft of [...this.#changed.values(), ...this.#added]) {
      const owner = draft.parent === null ? undefined : indexOf.get(draft.parent);
      const row = this.#read(draft);
      if (owner === undefined) {
        const message =
          draft.parent === null ? 'is missing' : `there is no such ${parent.column.replaceAll('_', ' ')}`;
        const value = draft.parent === null ? {} : { value: draft.parent };
        this.#problems.push({ row: draft.label, column: parent.column, message, ...value });
        continue;
      }
      const at = 'at' in draft.label ? draft.label.at : null;
      if (at !== null && at.owner === owner) listOf(owner)[at.index] = row;
      else {
        if (at !== null && at.owner !== null) listOf(at.owner)[at.index] = null;
        listOf(owner).push(row);
      }
    }
    const fresh = owners.map((owner, index) => {
      const list = lists.get(index);
      return list === undefined ? owner : { ...owner, [parent.list]: list.filter((row) => row !== null) };
    });
    return { ...this.#model, [this.#spec.kind]: fresh };
  }

  /** References follow a changed id. Ids may even be exchanged between two rows. */
  #renamed(model: Model): Model {
    const { kind, parent } = this.#spec;
    if (parent !== undefined || kind === 'overhead' || kind === 'overlays' || kind === 'orders') return model;
    const before = kindRows(this.#model, this.#spec);
    const after = kindRows(model, this.#spec);
    const names = new Map<string, string>();
    for (const { label } of this.#changed.values()) {
      if (!('at' in label)) continue;
      const [was, is] = [before[label.at.index]?.['id'], after[label.at.index]?.['id']];
      if (typeof was === 'string' && typeof is === 'string' && was !== is) names.set(was, is);
    }
    return names.size === 0 ? model : rewriteReferences(model, kind, (id) => names.get(id) ?? id);
  }
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A microVM on a host is in the host's cluster, as parsing has it. Rows that are so already are the same objects. */
function settled(model: Model, clusterNamed: ReadonlySet<JsonObject>, labels: RowLabels): Model {
  const hosts = new Map(model.hosts.map((host) => [host.id, host]));
  let changed = false;
  const microvms = model.microvms.map((row) => {
    const host = row.host === null ? undefined : hosts.get(row.host);
    if (host === undefined || host.cluster === row.cluster || clusterNamed.has(row as never)) return row;
    changed = true;
    const next: Writable<Microvm> = { ...row, cluster: host.cluster };
    const label = labels.get(row as never);
    if (label !== undefined) labels.set(next, label);
    return next;
  });
  return changed ? { ...model, microvms } : model;
}
