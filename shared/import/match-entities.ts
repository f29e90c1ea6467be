import { patternedEntity } from './formats/label-series.ts';
import { knownEnd, peerEnds } from './peer-name.ts';

export interface PatternSuggestion {
  readonly pattern: string;
  /** Names that would be known with it. */
  readonly matched: number;
}

export interface EntityMatch {
  readonly matched: number;
  readonly unmatched: readonly string[];
  /** A pattern by which more names are known; `null`: none is better. */
  readonly suggestion: PatternSuggestion | null;
}

/** What names of a monitoring system have around the id of the thing: a port, a domain, a prefix, labels in braces. */
const PATTERNS = [
  '^(.+?)(?::\\d+)?$',
  '^([^.:]+)[.:]?.*$',
  '^(?:.*/)?([^/]+?)(?::\\d+)?$',
  '^(?:https?://)?([^/:.]+)[/:.]?.*$',
  '^([^{]+)(?:\\{.*\\})?$',
  '^(?:[A-Za-z]+[-_.])?(.+)$',
] as const;

/** A pair is known where both its ends are. */
function isKnown(name: string, known: ReadonlySet<string>): boolean {
  if (known.has(name)) return true;
  const ends = peerEnds(name);
  return ends !== null && knownEnd(ends.from, known) !== null && knownEnd(ends.to, known) !== null;
}

/**
 * Which entities of a file are in the inventory; of a tunnel, both ends. `suggestion` only offers patterns that keep all names apart: two series
 * must never become one.
 */
export function matchEntities(names: readonly string[], known: ReadonlySet<string>): EntityMatch {
  const unmatched = names.filter((name) => !isKnown(name, known));
  const matched = names.length - unmatched.length;
  let suggestion: PatternSuggestion | null = null;
  for (const pattern of unmatched.length === 0 ? [] : PATTERNS) {
    const count = matchedBy(pattern, names, known);
    if (count > (suggestion?.matched ?? matched)) suggestion = { pattern, matched: count };
  }
  return { matched, unmatched, suggestion };
}

/** 0 where the pattern misses a name or makes two of them one. */
function matchedBy(pattern: string, names: readonly string[], known: ReadonlySet<string>): number {
  const expression = new RegExp(pattern, 'u');
  const found = names.map((name) => patternedEntity(expression, name));
  if (found.includes(null) || new Set(found).size < new Set(names).size) return 0;
  return found.filter((name) => name !== null && known.has(name)).length;
}
