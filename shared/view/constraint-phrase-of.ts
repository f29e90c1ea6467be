import type { Constraint } from '../assess/constraint.ts';
import { constraintPhrase, type RegionName } from './constraint-name.ts';

/** `memory in euw-b` from an id alone: `compute.memory@cluster:euw-b`. */
export function constraintPhraseOf(id: string, regionName: RegionName = () => null): string {
  const at = id.indexOf('@');
  const dot = id.indexOf('.');
  const named = { resource: id.slice(dot + 1, at), scope: id.slice(at + 1) };
  return constraintPhrase({ domain: id.slice(0, dot) as Constraint['domain'], ...named }, regionName);
}
