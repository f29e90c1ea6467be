import * as v from 'valibot';
import { connectionSchema, type Connection, type LiveQuery } from '../import/live/connection.ts';
import type { Diagnosis } from '../import/live/diagnosis.ts';
import { FIGURES, type Discovery } from '../import/live/discovery.ts';
import type { QueryPreview } from '../import/live/query-preview.ts';
import type { SyncReport } from '../import/live/sync-report.ts';
import { returns } from './channel.ts';
import { idSchema, nothing, taskSchema } from './requests.ts';

/**
 * Where secrets can be kept: `protected` by the operating system; `readable`: written down in a form that anybody who can
 * read the user's files can read; `session`: nowhere, only until Headroom is closed.
 */
export type SecretStorage = 'protected' | 'readable' | 'session';

/** Which secrets of a connection are at hand; never the secrets themselves. */
export interface KeptSecrets {
  readonly names: readonly string[];
  readonly kept: 'disk' | 'session' | 'none';
}

export interface ConnectionState {
  readonly connection: Connection;
  readonly secrets: KeptSecrets;
  /** Minutes between syncs while Headroom is open; `null`: only when asked. Not in the workspace: each person opts in. */
  readonly everyMinutes: number | null;
  readonly nextSyncAtMs: number | null;
  /** Task under which a sync is running. */
  readonly running: string | null;
  /** The last sync since Headroom was started. */
  readonly lastReport: SyncReport | null;
  readonly lastSyncAtMs: number | null;
  /** Why the last sync failed; `null` after one that did not. */
  readonly lastFailure: string | null;
  /** Up to when every question of the connection was fetched; `null` where none was. */
  readonly coveredToMs: number | null;
}

export interface ConnectionList {
  readonly storage: SecretStorage;
  readonly connections: readonly ConnectionState[];
}

const secretText = v.pipe(v.string(), v.minLength(1), v.maxLength(100_000));
const secretsSchema = v.strictObject({
  password: v.exactOptional(secretText),
  token: v.exactOptional(secretText),
  clientKey: v.exactOptional(secretText),
  clientKeyPassphrase: v.exactOptional(secretText),
  headers: v.exactOptional(
    v.record(v.pipe(v.string(), v.maxLength(200)), v.pipe(secretText, v.maxLength(4000))),
  ),
});

/** A connection as it stands in the form, with the secrets typed just now; those kept already need not be repeated. */
const draftSchema = v.strictObject({ connection: connectionSchema, secrets: secretsSchema });

const number = v.pipe(v.number(), v.finite(), v.minValue(0));
const rowSchema = v.strictObject({
  kind: v.picklist(['host', 'edgeNode', 'postgresNode']),
  id: idSchema,
  change: v.picklist(['added', 'changed', 'gone']),
  fields: v.pipe(
    v.array(
      v.strictObject({
        field: v.picklist([...new Set(Object.values(FIGURES).flat())]),
        before: v.nullable(number),
        after: number,
      }),
    ),
    v.maxLength(20),
  ),
  place: v.nullable(idSchema),
  newPlace: v.boolean(),
  region: v.nullable(idSchema),
  role: v.nullable(v.picklist(['primary', 'replica'])),
  note: v.nullable(v.pipe(v.string(), v.maxLength(500))),
});

export const connectionChannels = {
  'connection:list': returns<ConnectionList>()(nothing, ['no-workspace']),
  /** `keep`: whether the secrets go to the disk or are forgotten when Headroom is closed. */
  'connection:save': returns<null>()(
    v.strictObject({ ...draftSchema.entries, keep: v.picklist(['disk', 'session']) }),
    ['no-workspace', 'read-only', 'bad-input'],
  ),
  'connection:remove': returns<null>()(v.strictObject({ id: idSchema }), ['no-workspace', 'read-only']),
  'connection:test': returns<Diagnosis>()(v.strictObject({ ...draftSchema.entries, task: taskSchema }), [
    'bad-input',
    'needs-secret',
    'cancelled',
    'busy',
  ]),
  /** The catalogue's queries that find something on the server. */
  'connection:find-queries': returns<readonly LiveQuery[]>()(
    v.strictObject({ id: idSchema, task: taskSchema }),
    ['no-workspace', 'not-found', 'server', 'needs-secret', 'cancelled', 'busy', 'bad-input'],
  ),
  /** What one query of the connection, as it stands in the form, finds. */
  'connection:preview': returns<QueryPreview>()(
    v.strictObject({ connection: connectionSchema, query: idSchema, task: taskSchema }),
    ['no-workspace', 'not-found', 'server', 'needs-secret', 'cancelled', 'busy', 'bad-input'],
  ),
  /** Progress comes as events under `task`; what was fetched before a cancellation stays. */
  'connection:sync': returns<SyncReport>()(
    v.strictObject({
      id: idSchema,
      days: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3660)),
      task: taskSchema,
    }),
    ['no-workspace', 'not-found', 'server', 'needs-secret', 'cancelled', 'busy', 'bad-input', 'read-only'],
  ),
  'connection:schedule': returns<null>()(
    v.strictObject({
      id: idSchema,
      everyMinutes: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(1440))),
    }),
    ['no-workspace', 'not-found'],
  ),
  'connection:discover': returns<Discovery>()(v.strictObject({ id: idSchema, task: taskSchema }), [
    'no-workspace',
    'not-found',
    'server',
    'needs-secret',
    'cancelled',
    'busy',
    'bad-input',
  ]),
  /** Takes the accepted rows over as one undoable action; returns how many rows of the inventory changed. */
  'connection:accept': returns<{ readonly changed: number }>()(
    v.strictObject({ id: idSchema, rows: v.pipe(v.array(rowSchema), v.minLength(1), v.maxLength(20_000)) }),
    ['no-workspace', 'not-found', 'bad-input', 'read-only'],
  ),
};
