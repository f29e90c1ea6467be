import type { Microvm, Model } from '../model/document.ts';
import type { Move } from './outcome.ts';

/**
 * The model after a placement: every moved microVM on its new host, every microVM of `pending` (ids of single microVMs)
 * without a host but in its cluster. A row that stands for several microVMs is split when they part: each becomes a row
 * of its own with the id it always had (`row#k`, count 1), so that no microVM changes its name. A row that moves as a
 * whole stays one row. Rows that do not change are shared with the given model. Throws if an id stands for no microVM.
 */
export function applyMoves(model: Model, moves: readonly Move[], pending: readonly string[] = []): Model {
  const targets = new Map<string, string | null>();
  for (const id of pending) targets.set(id, null);
  for (const move of moves) targets.set(move.microvm, move.to);
  if (targets.size === 0) return model;
  const parting = new Set<string>();
  for (const id of targets.keys()) parting.add(id.slice(0, Math.max(0, id.lastIndexOf('#'))));
  let used = 0;
  const microvms: Microvm[] = [];
  for (const row of model.microvms) {
    if (row.count === 1) {
      const target = targets.get(row.id);
      if (target === undefined) microvms.push(row);
      else {
        used += 1;
        microvms.push({ ...row, host: target });
      }
      continue;
    }
    if (parting.has(row.id)) used += split(row, targets, microvms);
    else microvms.push(row);
  }
  if (used !== targets.size)
    throw new Error(`${targets.size - used} of the moves name no microVM of the model`);
  return { ...model, microvms };
}

/** Pushes a row of several microVMs, in one piece if they stay together; returns how many of them have a target. */
function split(row: Microvm, targets: ReadonlyMap<string, string | null>, into: Microvm[]): number {
  const hosts: (string | null)[] = [];
  let used = 0;
  for (let copy = 1; copy <= row.count; copy += 1) {
    const target = targets.get(`${row.id}#${copy}`);
    if (target !== undefined) used += 1;
    hosts.push(target === undefined ? row.host : target);
  }
  const [first] = hosts;
  if (used === 0) into.push(row);
  else if (first !== undefined && hosts.every((host) => host === first)) into.push({ ...row, host: first });
  else hosts.forEach((host, i) => into.push({ ...row, id: `${row.id}#${i + 1}`, host, count: 1 }));
  return used;
}
