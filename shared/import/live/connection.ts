import * as v from 'valibot';
import type { EntityKind } from '../catalogue/catalogue-metric.ts';

/**
 * A connection to a Prometheus (or Thanos, Mimir, VictoriaMetrics) as the workspace keeps it. Passwords, tokens, private
 * keys and values of secret headers are not part of it: they stay with the person who entered them.
 */

const word = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most));
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));

/** A PEM file of certificates; private keys are refused, since they are secrets. */
const certificateSchema = v.pipe(
  text(200_000),
  v.check(
    (pem) => /-----BEGIN CERTIFICATE-----/.test(pem) && !/PRIVATE KEY-----/.test(pem),
    'expected a certificate in PEM form (-----BEGIN CERTIFICATE-----), without a private key',
  ),
);

const ENTITY_KINDS = [
  'host',
  'cluster',
  'region',
  'edgeNode',
  'postgresNode',
  'controlPlane',
  'storagePool',
  'overlay',
  'peer',
] as const satisfies readonly EntityKind[];

const isPattern = (pattern: string): boolean => {
  try {
    RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
};

const liveQuerySchema = v.strictObject({
  /** Unique within the connection. */
  id: word(100),
  /** Canonical id of the catalogue, or a name of one's own. */
  metric: word(200),
  /** What the entities of the answer are. */
  kind: v.picklist(ENTITY_KINDS),
  /** PromQL; `$window` and `$match` as in the catalogue (`fillQuery`). One series per entity, in the metric's unit. */
  query: word(20_000),
  /** Label of the answer that names the entity. */
  entityLabel: word(200),
  /** A regular expression on the label's value; its first group, or all of the match, is the name. `null`: the port is cut off. */
  entityPattern: v.nullable(v.pipe(text(500), v.check(isPattern, 'expected a regular expression'))),
  /** What is kept: every step of every entity, or one value a day. */
  keep: v.picklist(['samples', 'dailyPeaks']),
  /** With `dailyPeaks`: of each entity, or of the sums over clusters and regions of the inventory. */
  per: v.picklist(['entity', 'sums']),
  enabled: v.boolean(),
});

export const connectionSchema = v.strictObject({
  id: word(100),
  name: word(200),
  url: word(2000),
  auth: v.variant('kind', [
    v.strictObject({ kind: v.literal('none') }),
    v.strictObject({ kind: v.literal('basic'), user: text(500) }),
    v.strictObject({ kind: v.literal('bearer') }),
  ]),
  /** Further headers; the value is `null` where it is kept with the secrets. */
  headers: v.pipe(
    v.array(
      v.strictObject({
        name: v.pipe(word(200), v.regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'expected a header name')),
        value: v.nullable(v.pipe(text(4000), v.regex(/^[\t\x20-\x7e]*$/, 'expected one line of ASCII text'))),
      }),
    ),
    v.maxLength(50),
  ),
  tls: v.strictObject({
    /** `false` switches the verification of certificates off; shown as a warning wherever the connection is. */
    verify: v.boolean(),
    ca: v.nullable(certificateSchema),
    clientCertificate: v.nullable(certificateSchema),
  }),
  stepSeconds: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(86_400)),
  /** Days asked for at the first sync. */
  days: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3660)),
  /** Label matchers put into every selector: `region="eu-west"`; empty for none. */
  matchers: text(2000),
  queries: v.pipe(v.array(liveQuerySchema), v.maxLength(500)),
});

export type Connection = v.InferOutput<typeof connectionSchema>;
export type LiveQuery = v.InferOutput<typeof liveQuerySchema>;

/** Headers whose values are no secrets and are shown: they choose a tenant. Values of all others are kept apart. */
const PLAIN_HEADERS: ReadonlySet<string> = new Set([
  'x-scope-orgid',
  'thanos-tenant',
  'x-prometheus-remote-tenant',
  'accountid',
  'projectid',
]);

export const isPlainHeader = (name: string): boolean => PLAIN_HEADERS.has(name.toLowerCase());

/**
 * Range of rates by step: as long as the step, so that nothing between two points is left out; five minutes at least, so
 * that a scrape may fail without making a hole.
 */
export function rateWindow(stepSeconds: number): string {
  const seconds = Math.max(300, stepSeconds);
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}
