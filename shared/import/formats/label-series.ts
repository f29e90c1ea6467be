import type { EntityNames } from '../series-names.ts';
import type { SeriesInput } from '../series-sink.ts';
import type { FormatContext } from './format.ts';

/** Label names and values; `null` when it is no object of texts. */
export function labelsOf(metric: unknown): Map<string, string> | null {
  if (typeof metric !== 'object' || metric === null || Array.isArray(metric)) return null;
  const labels = new Map<string, string>();
  for (const [label, value] of Object.entries(metric)) {
    if (typeof value !== 'string') return null;
    labels.set(label, value);
  }
  return labels;
}

/** The entity a pattern finds in a name: its first group, else the whole match; `null`: no match. No pattern: the name. */
export function patternedEntity(pattern: RegExp | null, name: string): string | null {
  if (pattern === null) return name;
  const match = pattern.exec(name);
  return match === null ? null : (match[1] ?? match[0]);
}

/**
 * Where the samples of a label set go: metric from `__name__` (else the mapping's `metricName`, else the file's name), entity
 * from the other labels, through the mapping's pattern. `null`: the pattern does not match, and the series is rejected.
 */
export function openLabels(
  context: FormatContext,
  names: EntityNames,
  labels: Map<string, string>,
  place: () => { readonly path?: string; readonly line?: number },
  as: 'known' | 'raw' = 'known',
): SeriesInput | null {
  const { mapping, stem } = context.head;
  const metric = labels.get('__name__') ?? mapping?.metricName ?? stem;
  labels.delete('__name__');
  const full = names.ofLabels(metric, labels) ?? mapping?.entityName ?? stem;
  const entity = patternedEntity(context.entityPattern, full);
  if (entity === null || entity === '') {
    context.problems.reject({
      ...place(),
      value: full,
      message: 'no usable name',
      expected: `an entity that matches ${String(context.entityPattern)}`,
    });
    return null;
  }
  return context.sink.open(entity, metric, null, as);
}
