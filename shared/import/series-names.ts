import { byCodeUnits } from '../model/model-index.ts';
/**
 * What a series is called by a cell or a header: `euw-c-22`, or a Prometheus legend such as
 * `node_load1{instance="a:9100",job="node"}` or `{host="a"}`, which is split into metric and labels.
 */
export interface SeriesName {
  readonly metric: string | null;
  readonly entity: string | null;
}

const LEGEND = /^([a-zA-Z_:][\w:]*)?\{(.*)\}$/s;
const LABEL = /^([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"$/s;

/** Labels that name the thing measured, the first present one wins; the others would only tell series of one thing apart. */
const ENTITY_LABELS = ['entity', 'host', 'hostname', 'node', 'vm', 'instance'];

/** A legend's metric and labels; `null` for any other text. */
export function parseLegend(text: string): { metric: string | null; labels: Map<string, string> } | null {
  if (!text.endsWith('}')) return null;
  const legend = LEGEND.exec(text);
  const labels = legend === null ? null : parseLabels(legend[2] ?? '');
  if (legend === null || labels === null) return null;
  const metric = legend[1] ?? labels.get('__name__') ?? null;
  labels.delete('__name__');
  return { metric, labels };
}

/** Labels that say where something was collected, not what it is. They are kept only where a name would be taken twice. */
const DEPLOYMENT_LABELS = new Set([
  'job',
  'dc',
  'datacenter',
  'env',
  'environment',
  'prometheus',
  'prometheus_replica',
  'replica',
  'monitor',
]);

/**
 * Gives every label set of one file an entity of its own: the short name (see `entityOfLabels`) without deployment
 * labels, and the full one for a label set whose short name another set of the same metric has already.
 */
export class EntityNames {
  private readonly taken = new Map<string, string>();
  private readonly preferred: readonly string[];

  /** `label`: the one that names the thing measured, where the usual ones do not. */
  constructor(label: string | null = null) {
    this.preferred = label === null ? ENTITY_LABELS : [label, ...ENTITY_LABELS];
  }

  /** `null` for no labels at all. */
  ofLabels(metric: string | null, labels: ReadonlyMap<string, string>): string | null {
    // To Prometheus a label with an empty value is no label.
    const given = new Map([...labels].filter(([, value]) => value !== ''));
    if (given.size === 0) return null;
    const kept = new Map(
      [...given].filter(([label]) => !DEPLOYMENT_LABELS.has(label) || label === this.preferred[0]),
    );
    const short = entityOfLabels(kept.size === 0 ? given : kept, this.preferred);
    const full = JSON.stringify([...given].sort(([a], [b]) => byCodeUnits(a, b)));
    const key = `${metric ?? ''}\u0000${short}`;
    const owner = this.taken.get(key);
    if (owner === undefined) this.taken.set(key, full);
    return owner === undefined || owner === full ? short : entityOfLabels(given, this.preferred);
  }

  /** A cell or a header: a legend is split, any other text is an entity. */
  ofText(text: string): SeriesName {
    const legend = parseLegend(text);
    if (legend === null) return { metric: null, entity: text };
    return { metric: legend.metric, entity: this.ofLabels(legend.metric, legend.labels) };
  }
}

/**
 * The entity a label set stands for: with one label its value; with an identifying label (`host`, `vm`, `instance` …) its
 * value, followed by the other labels in braces where there are any, so that two series never become one.
 */
function entityOfLabels(labels: ReadonlyMap<string, string>, preferred: readonly string[]): string {
  const entries = [...labels].sort((a, b) => byCodeUnits(a[0], b[0]));
  const single = entries.length === 1 ? entries[0] : undefined;
  if (single !== undefined) return single[1];
  const chosen = preferred.find((label) => labels.get(label) !== undefined && labels.get(label) !== '');
  const rest = entries
    .filter(([label]) => label !== chosen)
    .map(([label, value]) => `${label}="${escaped(value)}"`);
  const name = chosen === undefined ? '' : (labels.get(chosen) ?? '');
  return rest.length === 0 ? name : `${name}{${rest.join(',')}}`;
}

/** `a="1",b="2"` with escapes `\\`, `\"`, `\n`; `null` when it is not a label list. */
function parseLabels(text: string): Map<string, string> | null {
  const labels = new Map<string, string>();
  let at = 0;
  while (at < text.length) {
    const end = labelEnd(text, at);
    const match = LABEL.exec(text.slice(at, end).trim());
    if (match === null) return labels.size > 0 && text.slice(at).trim() === '' ? labels : null;
    labels.set(match[1] ?? '', unescaped(match[2] ?? ''));
    at = end + 1;
  }
  return labels;
}

function labelEnd(text: string, from: number): number {
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    const char = text[at];
    if (char === '\\') at += 1;
    else if (char === '"') quoted = !quoted;
    else if (char === ',' && !quoted) return at;
  }
  return text.length;
}

/** The escapes of the exposition format and no others, so that `parseLabels` gives back what was there. */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(.)/gs, (_, char: string) => (char === 'n' ? '\n' : char));
}
