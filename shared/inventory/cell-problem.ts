import type { Model, ModelKind } from '../model/document.ts';
import { MODEL_KINDS } from '../model/kinds.ts';
import type { Problem } from '../model/problem.ts';
import type { JsonObject } from '../model/read-fields.ts';
import type { EditorColumn, RowPlace } from './editor-table.ts';

/** A row of a change: one that was there, or the n-th added. */
export type RowLabel = { readonly at: RowPlace } | { readonly added: number };

/** Which row of the change an object of the new model is. */
export type RowLabels = Map<JsonObject, RowLabel>;

/** A problem at one cell of a change. */
export interface CellProblem {
  /** `null` where it is not in a row of the change. */
  readonly row: RowLabel | null;
  /** `null`: the row as a whole. */
  readonly column: string | null;
  readonly message: string;
  readonly value?: string;
  readonly expected?: string;
}

/**
 * Problems of a document told by the cells they come from. Those of one row's own reading have paths inside the row
 * (`used.memoryBytes`) and belong to `label`; those of the whole model have paths from its root.
 */
export function locatedProblems(
  problems: readonly Problem[],
  model: Model | null,
  labels: RowLabels,
  columns: ReadonlyMap<string, EditorColumn>,
  label: RowLabel | null = null,
): CellProblem[] {
  const byPath = new Map([...columns.values()].map((column) => [column.path.join('.'), column.key]));
  return problems.map(({ path = '', message, value, expected }) => {
    const place =
      label === null && model !== null ? placeIn(model, path, labels) : { row: label, rest: path };
    const row = place.row ?? mentioned(message, model, labels);
    return {
      row,
      column: byPath.get(place.rest) ?? null,
      message: place.row === null && path !== '' ? `${path}: ${message}` : plain(message, model),
      ...(value === undefined ? {} : { value }),
      ...(expected === undefined ? {} : { expected }),
    };
  });
}

const isKind = (name: string): name is ModelKind => (MODEL_KINDS as readonly string[]).includes(name);

/** The labelled object a path leads through, innermost first, and what of the path lies inside it. */
function placeIn(
  model: Model,
  path: string,
  labels: RowLabels,
): { readonly row: RowLabel | null; readonly rest: string } {
  const match = /^(\w+)\[(\d+)\](?:\.(\w+)\[(\d+)\])?\.?(.*)$/.exec(path);
  const kind = match?.[1];
  if (match === null || kind === undefined || !isKind(kind)) return { row: null, rest: path };
  const outer = (model[kind] as readonly unknown[])[Number(match[2])] as JsonObject | undefined;
  const list = match[3] === undefined ? undefined : outer?.[match[3]];
  const inner = Array.isArray(list) ? (list[Number(match[4])] as JsonObject | undefined) : undefined;
  const innerRow = inner === undefined ? undefined : labels.get(inner);
  if (innerRow !== undefined) return { row: innerRow, rest: match[5] ?? '' };
  const outerRow = outer === undefined ? undefined : labels.get(outer);
  return { row: outerRow ?? null, rest: match[5] ?? '' };
}

/** A second row with an id is reported where it stands; the change may have made the first. */
function mentioned(message: string, model: Model | null, labels: RowLabels): RowLabel | null {
  const path = /\b\w+\[\d+\](?:\.\w+\[\d+\])?/.exec(message)?.[0];
  return path === undefined || model === null ? null : placeIn(model, path, labels).row;
}

/** Document paths in a message mean nothing to a reader of a table: what stands there is named instead. */
function plain(message: string, model: Model | null): string {
  return message.replace(/\b(\w+)\[(\d+)\](?:\.\w+\[\d+\])?/g, (path, kind: string, index: string) => {
    if (model === null || !isKind(kind)) return path;
    return `row ${Number(index) + 1}`;
  });
}
