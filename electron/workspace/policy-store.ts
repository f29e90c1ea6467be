import type { Database } from 'better-sqlite3';
import type { PolicyEntry, PolicyValue } from '../../shared/ipc/policy-channels.ts';
import { POLICY_DEFAULTS, type Policy, type PolicyKey } from '../../shared/model/policy.ts';

interface PolicyRow {
  key: string;
  value: string;
  origin: 'measured' | 'edited';
  author: string | null;
  at_ms: number;
  note: string | null;
}

export interface PolicyOrigin {
  readonly origin: 'measured' | 'edited';
  readonly author: string | null;
  readonly atMs: number;
  readonly note: string | null;
}

const isPolicyKey = (key: string): key is PolicyKey => Object.hasOwn(POLICY_DEFAULTS, key);
const policyKeys = (): PolicyKey[] => Object.keys(POLICY_DEFAULTS).filter(isPolicyKey);

/** Values of the policy that differ from its defaults, each with who set it, when and why. */
export class PolicyStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  #rows(): Map<string, PolicyRow> {
    const rows = this.#db.prepare<[], PolicyRow>('SELECT * FROM policy_value').all();
    return new Map(rows.map((row) => [row.key, row]));
  }

  /** The overrides alone, as a policy document has them. */
  overrides(): Partial<Policy> {
    const entries = [...this.#rows().values()]
      .filter((row) => isPolicyKey(row.key))
      .map((row): [string, unknown] => [row.key, JSON.parse(row.value)]);
    return Object.fromEntries(entries);
  }

  entries(): PolicyEntry[] {
    const rows = this.#rows();
    return policyKeys().map((key) => {
      const row = rows.get(key);
      const value = row === undefined ? POLICY_DEFAULTS[key] : (JSON.parse(row.value) as PolicyValue);
      return {
        key,
        value,
        defaultValue: POLICY_DEFAULTS[key],
        origin: row?.origin ?? 'default',
        by: row?.author ?? null,
        atMs: row?.at_ms ?? null,
        note: row?.note ?? null,
      };
    });
  }

  set(key: PolicyKey, value: PolicyValue, origin: PolicyOrigin): void {
    this.#db
      .prepare(
        `INSERT INTO policy_value (key, value, origin, author, at_ms, note) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, origin = excluded.origin, author = excluded.author,
           at_ms = excluded.at_ms, note = excluded.note`,
      )
      .run(key, JSON.stringify(value), origin.origin, origin.author, origin.atMs, origin.note);
  }

  reset(key: PolicyKey): void {
    this.#db.prepare('DELETE FROM policy_value WHERE key = ?').run(key);
  }
}
