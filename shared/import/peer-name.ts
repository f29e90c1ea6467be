import { parseLegend } from './series-names.ts';

/** The two ends of a tunnel or a probe, as the inventory calls them where it knows them. */
export interface PeerEnds {
  readonly from: string;
  readonly to: string;
}

/** Pairs of labels that name source and target, as monitoring systems call them; the first whose both are there wins. */
export const END_LABELS = [
  ['source', 'target'],
  ['src', 'dst'],
  ['from', 'to'],
  ['source', 'destination'],
  ['instance', 'peer'],
  ['host', 'peer'],
  ['node', 'peer'],
  ['instance', 'friendly_name'],
  ['instance', 'target'],
  ['instance', 'host'],
] as const;

const ARROW = /^(.+?)\s*(?:→|->|>)\s*(.+)$/u;
/** The label that named the entity stands before the braces: `euw-a-01{peer="euw-a-02"}`. */
const LED = /^([^{]+)(\{.*\})$/su;
const LEADING = ['instance', 'host', 'node'] as const;

/** What series of a pair are called where a name is made for them. */
export function peerName({ from, to }: PeerEnds): string {
  return `${from} → ${to}`;
}

/**
 * Source and target of a series by its entity's name: `a → b`, `a -> b`, `a>b`, labels (`{source="a",target="b"}`), or labels
 * behind the one that named the entity (`a{peer="b"}`). `null`: it names no two ends, such as a public key alone.
 */
export function peerEnds(entity: string): PeerEnds | null {
  const led = LED.exec(entity);
  const legend = parseLegend(led === null ? entity : (led[2] ?? ''));
  if (legend !== null) {
    for (const [source, target] of END_LABELS) {
      const from = legend.labels.get(source) ?? (isLeading(source) ? led?.[1] : undefined);
      const to = legend.labels.get(target) ?? (isLeading(target) ? led?.[1] : undefined);
      if (from !== undefined && to !== undefined && from !== to) return { from, to };
    }
    return null;
  }
  const arrow = ARROW.exec(entity);
  const [from, to] = [arrow?.[1]?.trim() ?? '', arrow?.[2]?.trim() ?? ''];
  return from === '' || to === '' ? null : { from, to };
}

function isLeading(label: string): boolean {
  return LEADING.some((one) => one === label);
}

/** An end in the inventory's spelling: itself, else without port, else without domain. `null`: not in the inventory. */
export function knownEnd(end: string, known: ReadonlySet<string>): string | null {
  if (known.has(end)) return end;
  const host = end.replace(/:\d+$/, '');
  if (known.has(host)) return host;
  const short = host.split('.')[0] ?? host;
  return known.has(short) ? short : null;
}
