import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';
import type { KeptSecrets, SecretStorage } from '../../shared/ipc/connection-channels.ts';
import type { Secrets } from './endpoint.ts';

/** What Electron's `safeStorage` offers of it; a fake in tests. */
export interface Cipher {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(sealed: Buffer): string;
  /** Linux only: what protects the key. `basic_text` protects nothing. */
  getSelectedStorageBackend?(): string;
  setUsePlainTextEncryption?(plain: boolean): void;
}

const fileSchema = v.record(
  v.string(),
  v.strictObject({
    /** Base64 of what the cipher made of the JSON of the secrets; absent where none are kept. */
    sealed: v.exactOptional(v.string()),
    everyMinutes: v.exactOptional(v.nullable(v.number())),
  }),
);
type FileContent = v.InferOutput<typeof fileSchema>;

const secretsSchema = v.strictObject({
  password: v.exactOptional(v.string()),
  token: v.exactOptional(v.string()),
  clientKey: v.exactOptional(v.string()),
  clientKeyPassphrase: v.exactOptional(v.string()),
  headers: v.exactOptional(v.record(v.string(), v.string())),
});

function namesOf(secrets: Secrets): string[] {
  const { headers = {}, ...rest } = secrets;
  return [...Object.keys(rest), ...Object.keys(headers).map((name) => `header:${name}`)];
}

/** An origin has no space in it. */
const connectionOf = (key: string): string => key.slice(0, key.lastIndexOf(' '));

/**
 * Secrets of connections and whether they are synced by schedule: what belongs to the person and this machine, not to the
 * workspace. One file in the user's data folder, readable by its owner only; secrets in it are sealed by the operating
 * system's key store. Entries are bound to a connection and its server's origin: a workspace from somebody else, or a
 * changed address, does not get what was entered for another server.
 */
export class SecretStore {
  readonly #file: string;
  readonly #cipher: Cipher;
  readonly #session = new Map<string, Secrets>();

  constructor(file: string, cipher: Cipher) {
    this.#file = file;
    this.#cipher = cipher;
  }

  get storage(): SecretStorage {
    if (this.#cipher.getSelectedStorageBackend?.() === 'basic_text') {
      // Without this word Electron would refuse to seal at all; the person is told beforehand what it is worth.
      this.#cipher.setUsePlainTextEncryption?.(true);
      return this.#cipher.isEncryptionAvailable() ? 'readable' : 'session';
    }
    return this.#cipher.isEncryptionAvailable() ? 'protected' : 'session';
  }

  static keyOf(connectionId: string, origin: string): string {
    return `${connectionId} ${origin}`;
  }

  secrets(key: string): Secrets {
    const held = this.#session.get(key);
    if (held !== undefined) return held;
    const sealed = this.#read()[key]?.sealed;
    if (sealed === undefined || this.storage === 'session') return {};
    try {
      const text = this.#cipher.decryptString(Buffer.from(sealed, 'base64'));
      return v.parse(secretsSchema, JSON.parse(text));
    } catch {
      return {}; // sealed by another key store: they have to be entered again
    }
  }

  state(key: string): KeptSecrets {
    const names = namesOf(this.secrets(key));
    if (names.length === 0) return { names, kept: 'none' };
    return { names, kept: this.#session.has(key) ? 'session' : 'disk' };
  }

  /** Lays secrets over those at hand; `session` takes what was on the disk off it. */
  keep(key: string, added: Secrets, where: 'disk' | 'session'): void {
    const before = this.secrets(key);
    const headers = { ...before.headers, ...added.headers };
    const all: Secrets = {
      ...before,
      ...added,
      ...(Object.keys(headers).length === 0 ? {} : { headers }),
    };
    if (namesOf(all).length === 0) return;
    const onDisk = where === 'disk' && this.storage !== 'session';
    this.#session.set(key, all); // until it is on the disk, which may refuse
    const file = this.#read();
    const { sealed: _sealed, ...rest } = file[key] ?? {};
    const sealed = onDisk
      ? { sealed: this.#cipher.encryptString(JSON.stringify(all)).toString('base64') }
      : {};
    this.#write({ ...file, [key]: { ...rest, ...sealed } });
    if (onDisk) this.#session.delete(key);
  }

  everyMinutes(key: string): number | null {
    return this.#read()[key]?.everyMinutes ?? null;
  }

  schedule(key: string, everyMinutes: number | null): void {
    const file = this.#read();
    this.#write({ ...file, [key]: { ...file[key], everyMinutes } });
  }

  /** Of the connection of that key also what was entered for other addresses it has had. */
  forget(key: string): void {
    const stays = (other: string): boolean => connectionOf(other) !== connectionOf(key);
    for (const known of this.#session.keys()) if (!stays(known)) this.#session.delete(known);
    this.#write(Object.fromEntries(Object.entries(this.#read()).filter(([known]) => stays(known))));
  }

  #read(): FileContent {
    try {
      const parsed = v.safeParse(fileSchema, JSON.parse(readFileSync(this.#file, 'utf8')));
      return parsed.success ? parsed.output : {};
    } catch {
      return {};
    }
  }

  /** Written beside and renamed over, so that a crash leaves the old file or the new one. */
  #write(content: FileContent): void {
    mkdirSync(dirname(this.#file), { recursive: true });
    const beside = `${this.#file}.${process.pid}.tmp`;
    writeFileSync(beside, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
    renameSync(beside, this.#file);
  }
}
